using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

/// <summary>Reports read back, as a list and one by one.</summary>
public sealed class GetReportsTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Reports => $"{_authority.Address}/providers/beechwood/reports";

    public static TheoryData<string> Others => TestAuthority.RolesWithout(Permissions.ReadReports);

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_list_is_newest_first_and_walked_by_its_cursor()
    {
        var elm = await _authority.RegisterAsync("elm");
        var sent = new List<string?>();
        for (var n = 1; n <= 5; n++)
        {
            sent.Add((string?)(await ReportAsync(_home, n)).Json["id"]);
            await elm.PostAsync($"{_authority.Address}/providers/elm/reports", Body(n));
        }

        var seen = new List<string?>();
        string? next = $"{Reports}?limit=2";
        while (next is not null)
        {
            var answer = await _home.GetAsync(next);
            seen.AddRange(answer.Json["items"]!.Select("id"));
            next = answer.Headers.GetValueOrDefault("Link")?.Split('<', '>')[1];
        }

        Assert.Equal(sent.AsEnumerable().Reverse(), seen);
    }

    [Fact]
    public async Task A_report_tells_all_that_was_sent()
    {
        var sent = await _authority.Lead.PostAsync(Reports, new
        {
            kind = "routine",
            asAt = "2026-11-18T08:00:00Z",
            toldBy = "the deputy manager",
            readings = new object[] { new { measure = "staff-employed", value = 10 }, new { measure = "staff-absent", value = 6 } },
            confirm = new[] { "staff-absent" },
        });

        var report = await _authority.Lead.GetJsonAsync(sent.Headers["Location"]);

        Assert.Equal((string?)sent.Json["id"], (string?)report["id"]);
        Assert.Equal("routine", (string?)report["kind"]);
        Assert.Equal("2026-11-18T08:00:00Z", (string?)report["asAt"]);
        Assert.Equal("2026-11-18T09:00:00Z", (string?)report["receivedOn"]);
        Assert.Equal("the deputy manager", (string?)report["toldBy"]);
        Assert.Equal("""["staff-absent"]""", report["confirmed"]!.ToJsonString());
        Assert.Null(report["corrects"]);
        Assert.False(report.AsObject().ContainsKey("seq"));
    }

    [Fact]
    public async Task Persons_are_named_to_their_own_side_only()
    {
        var byHome = (await ReportAsync(_home, 1)).Headers["Location"];
        var byLead = (await _authority.Lead.PostAsync(Reports, new { toldBy = "duty manager", readings = new[] { new { measure = "staff-employed", value = 2 } } })).Headers["Location"];

        Assert.NotNull((await _home.GetJsonAsync(byHome))["by"]!["name"]);
        Assert.NotNull((await _authority.Lead.GetJsonAsync(byLead))["by"]!["name"]);
        Assert.Equal("""{"role":"provider-manager","name":null}""", (await _authority.Lead.GetJsonAsync(byHome))["by"]!.ToJsonString());
        Assert.Equal("""{"role":"authority-lead","name":null}""", (await _home.GetJsonAsync(byLead))["by"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, true, false)]
    [InlineData("provider", true, false)]
    [InlineData("authority", true, true)]
    [InlineData("region", true, false)]
    public async Task A_managers_note_is_read_by_its_own_side_and_by_whom_it_is_for(string? audience, bool home, bool lead)
    {
        var report = (await _home.PostAsync(Reports, Noted(audience))).Headers["Location"];

        Assert.Equal(home, NoteOf(await _home.GetJsonAsync(report)) is not null);
        Assert.Equal(lead, NoteOf(await _authority.Lead.GetJsonAsync(report)) is not null);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("authority", false)]
    [InlineData("provider", true)]
    public async Task A_leads_note_reaches_the_provider_only_when_it_is_meant_for_it(string? audience, bool home)
    {
        var report = (await _authority.Lead.PostAsync(Reports, Noted(audience))).Headers["Location"];

        Assert.NotNull(NoteOf(await _authority.Lead.GetJsonAsync(report)));
        Assert.Equal(home, NoteOf(await _home.GetJsonAsync(report)) is not null);
    }

    [Fact]
    public async Task A_report_held_already_is_not_sent_again()
    {
        var sent = await ReportAsync(_home, 1);

        Assert.Equal(HttpStatusCode.NotModified, (await _home.GetAsync(sent.Headers["Location"], ifNoneMatch: sent.ETag)).StatusCode);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=many", null)]
    [InlineData("limit=99999999999", null)]
    [InlineData("cursor=x", "cursor")]
    [InlineData("cursor=WyJ4Il0", "cursor")]
    [InlineData("cursor=WyItMSJd", "cursor")]
    public async Task A_bad_page_is_refused(string query, string? pointer)
    {
        var answer = await _home.GetAsync($"{Reports}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(pointer is null ? [] : [pointer], answer.Pointers);
    }

    [Theory]
    [InlineData("2026-999")]
    [InlineData("2025-4")]
    [InlineData("nonsense")]
    [InlineData("2026-1")]
    public async Task A_report_that_is_not_there_is_not_found(string id)
    {
        await ReportAsync(_home, 1);

        Assert.Equal(HttpStatusCode.NotFound, (await _home.GetAsync($"{Reports}/{id}")).StatusCode);
    }

    [Fact]
    public async Task Reports_of_others_are_not_found()
    {
        var other = app.NewAuthority();
        var elm = await _authority.RegisterAsync("elm");
        var sent = await ReportAsync(_home, 1);

        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.GetAsync(Reports)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.GetAsync(sent.Headers["Location"])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elm.GetAsync(Reports)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elm.GetAsync($"{_authority.Address}/providers/elm/reports/{sent.Json["id"]}")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Other_roles_are_refused(string role)
    {
        var sent = await ReportAsync(_home, 1);

        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role).GetAsync(Reports)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role).GetAsync(sent.Headers["Location"])).StatusCode);
    }

    private static object Noted(string? audience) => new
    {
        kind = "update",
        toldBy = "duty manager",
        statuses = new[] { new { item = "ppe-stock", status = "at-risk", note = new { text = "Gloves come on Friday.", audience } } },
    };

    private static JsonNode? NoteOf(JsonNode report) => report["statuses"]![0]!["note"];

    private static object Body(int employed) => new { readings = new[] { new { measure = "staff-employed", value = employed } } };

    private Task<TestAnswer> ReportAsync(TestClient caller, int employed) => caller.PostAsync(Reports, Body(employed));
}
