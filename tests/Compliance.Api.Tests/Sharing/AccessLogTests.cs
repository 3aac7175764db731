using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Data.Entities;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Sharing;

public sealed class AccessLogTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> MayNotRead => TestAuthority.RolesWithout(Permissions.ReadAccessLog);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Log => $"{_authority.Address}/access-log";

    [Fact]
    public async Task A_case_that_a_reviewer_reads_is_on_record_with_who_what_and_on_what_ground()
    {
        var escalation = await _authority.UnsafeAsync();

        await _authority.Reviewer.GetJsonAsync(escalation);

        var line = Assert.Single(await LinesAsync());
        Assert.Equal(("reviewer", _authority.Region, "GET", escalation), ((string?)line["role"], (string?)line["region"], (string?)line["method"], (string?)line["address"]));
        Assert.Equal(("elm", "case-reached-region", null), ((string?)line["provider"], (string?)line["ground"], (string?)line["share"]));
        Assert.Equal([escalation.Split('/')[^1]], line["cases"]!.AsArray().Select(c => (string?)c));
        Assert.Equal("2026-11-18T09:00:00Z", (string?)line["readOn"]);
        await using var db = _authority.Db();
        Assert.True(await db.Users.AnyAsync(u => u.Id == (string?)line["user"], Ct));
    }

    [Fact]
    public async Task What_is_read_by_a_share_names_the_share()
    {
        await _authority.AbsenceAsync();
        var share = (await _authority.Lead.PostAsync(
            $"{_authority.Address}/sharing", new { provider = "beechwood", what = new[] { "position" }, purpose = "Mutual aid", expiresOn = "2026-12-18T17:00:00Z" })).Json;
        var position = $"{_authority.Address}/providers/beechwood/position";

        var read = await _authority.Reviewer.GetAsync(position);
        Assert.Equal(HttpStatusCode.NotModified, (await _authority.Reviewer.GetAsync(position, read.ETag)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Reviewer.GetAsync($"{_authority.Address}/providers/beechwood/reports")).StatusCode);

        var lines = await LinesAsync();
        Assert.Equal([position, position], lines.Select(l => (string?)l["address"]));
        Assert.All(lines, l => Assert.Equal(("beechwood", "share", (string?)share["id"]), ((string?)l["provider"], (string?)l["ground"], (string?)l["share"])));
    }

    [Fact]
    public async Task The_queue_and_acts_are_on_record_figures_and_what_the_authority_reads_itself_are_not()
    {
        var unsafely = await _authority.UnsafeAsync();
        await _authority.AbsenceAsync();

        await _authority.Reviewer.GetJsonAsync("/v1/escalations");
        await _authority.Reviewer.AcknowledgeAsync(unsafely);
        await _authority.Reviewer.GetJsonAsync($"/v1/regions/{_authority.Region}/overview");
        await _authority.Reviewer.GetJsonAsync($"{_authority.Address}/triggers");
        await _authority.Lead.GetJsonAsync(unsafely);
        await _authority.Manager("elm").GetJsonAsync(unsafely);

        // The latest first: the act, the look at the case before it, the list.
        var lines = await LinesAsync();
        Assert.Equal(
            [$"POST {unsafely}/acknowledge", $"GET {unsafely}", "GET /v1/escalations"], lines.Select(l => $"{l["method"]} {l["address"]}"));
        Assert.Equal([unsafely.Split('/')[^1]], lines[2]["cases"]!.AsArray().Select(c => (string?)c));
    }

    [Fact]
    public async Task Who_is_refused_has_read_nothing()
    {
        var absence = await _authority.AbsenceAsync();
        var unsafely = await _authority.UnsafeAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Reviewer.GetAsync(absence)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await _authority.Reviewer.PostAsync($"{unsafely}/pass-down", new { reason = "Back to you" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Reviewer.GetAsync(unsafely)).StatusCode);

        Assert.Empty(await LinesAsync());
    }

    [Fact]
    public async Task Days_and_pages_cut_it_without_gap_or_repeat()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        var escalation = await authority.UnsafeAsync();
        var log = $"{authority.Address}/access-log";
        for (var i = 0; i < 3; i++)
        {
            await authority.Reviewer.GetAsync(escalation);
        }

        // Local midnight is where one day ends.
        own.Clock.MoveTo(new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.Zero));
        await own.SignedIn(new ActingHat(Roles.Reviewer, null, authority.Region, [])).GetJsonAsync(escalation);
        var lead = own.SignedIn(new ActingHat(Roles.AuthorityLead, authority.Id, null, []));

        Assert.Equal(3, await CountAsync("?to=2026-11-18"));
        Assert.Equal(1, await CountAsync("?from=2026-11-19"));
        Assert.Equal(4, await CountAsync("?from=2026-11-18&to=2026-11-19"));
        Assert.Equal(0, await CountAsync("?from=2026-11-20"));
        var all = (await lead.GetJsonAsync(log))["items"]!.ToJsonString();
        var paged = new JsonArray();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await lead.GetJsonAsync($"{log}?limit=1{cursor}");
            paged.Add(page["items"]![0]!.DeepClone());
            cursor = page["next"] is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(all, paged.ToJsonString());

        async Task<int> CountAsync(string query) => (await lead.GetJsonAsync(log + query))["items"]!.AsArray().Count;
    }

    [Fact]
    public async Task As_csv_there_is_a_row_a_line()
    {
        var escalation = await _authority.UnsafeAsync();
        await _authority.Reviewer.GetJsonAsync(escalation);

        var answer = await _authority.Lead.GetAcceptingAsync(Log, "text/csv");

        Assert.Equal($"attachment; filename=\"{_authority.Id}-access-log.csv\"", answer.Headers["Content-Disposition"]);
        var lines = answer.Text.Split("\r\n");
        Assert.Equal("readOn,user,role,region,method,address,provider,cases,ground,share", lines[0]);
        Assert.EndsWith($",reviewer,{_authority.Region},GET,{escalation},elm,{escalation.Split('/')[^1]},case-reached-region,", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=18-11-2026", "from")]
    [InlineData("to=2026-02-30", "to")]
    [InlineData("from=2026-11-19&to=2026-11-18", "to")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("cursor=WyJ4IiwiYSJd", "cursor")]
    [InlineData("format=pdf", "format")]
    public async Task What_cannot_be_asked_is_refused(string query, string name)
    {
        var answer = await _authority.Lead.GetAsync($"{Log}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([name], answer.Pointers);
    }

    [Theory]
    [MemberData(nameof(MayNotRead))]
    public async Task Only_the_lead_reads_it(string role)
    {
        await _authority.HasRowOfAsync("beechwood");

        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role, "beechwood").GetAsync(Log)).StatusCode);
    }

    [Fact]
    public async Task It_is_never_edited()
    {
        await _authority.Reviewer.GetJsonAsync(await _authority.UnsafeAsync());
        await LinesAsync();
        await using var db = _authority.Db();

        await Assert.ThrowsAnyAsync<Exception>(() => db.AccessLog.ExecuteUpdateAsync(a => a.SetProperty(x => x.Address, "/elsewhere"), Ct));
        await Assert.ThrowsAnyAsync<Exception>(() => db.AccessLog.ExecuteDeleteAsync(Ct));

        Assert.Equal(1, await db.AccessLog.CountAsync(a => a.Address != "/elsewhere", Ct));
    }

    [Fact]
    public async Task A_clean_stop_writes_all_that_waits_in_its_order()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        var log = own.Services.GetRequiredService<AccessLog>();
        for (var i = 0; i < 1200; i++)
        {
            await log.WriteAsync(Row(authority, log.NextId(), $"/v1/escalations/{i}"));
        }

        await log.StopAsync(Ct);

        await using var db = authority.Db();
        Assert.Equal(
            Enumerable.Range(0, 1200).Select(i => $"/v1/escalations/{i}"), await db.AccessLog.OrderBy(a => a.ReadOn).ThenBy(a => a.Id).Select(a => a.Address).ToListAsync(Ct));
    }

    [Fact]
    public async Task After_the_stop_nothing_more_is_shown_that_could_not_be_written()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        var escalation = await authority.UnsafeAsync();
        await own.Services.GetRequiredService<AccessLog>().StopAsync(Ct);

        var answer = await Record.ExceptionAsync(() => authority.Reviewer.GetJsonAsync(escalation));

        Assert.NotNull(answer);
    }

    private static AccessRow Row(TestAuthority authority, string id, string address) => new()
    {
        TenantId = authority.Id,
        ReadOn = TestClock.Start.UtcDateTime,
        Id = id,
        UserId = "somebody",
        Role = Roles.Reviewer,
        RegionId = authority.Region,
        Method = "GET",
        Address = address,
        Cases = [],
    };

    private async Task<IReadOnlyList<JsonNode>> LinesAsync() => [.. (await _authority.Lead.GetJsonAsync(Log))["items"]!.AsArray().Select(l => l!)];
}
