using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

public sealed class SubmitAuthorityReportTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Reports => $"{_authority.Address}/reports";

    public static TheoryData<string> Others => TestAuthority.RolesWithout(Permissions.SubmitAuthorityReports);

    public static TheoryData<string> NonReaders => TestAuthority.RolesWithout(Permissions.ReadReadings);

    public async ValueTask InitializeAsync() => await _authority.AdoptPlanAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_authority_reports_its_own_answers_and_items()
    {
        var answer = await _authority.Lead.PostAsync(Reports, new
        {
            kind = "routine",
            statuses = new[] { new { item = "logistics-considered", status = "met" } },
            readings = new[] { new { measure = "ppe-days-council", value = 2 } },
        });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("ppe-council-low", (string?)answer.Json["triggers"]![0]!["trigger"]);
        Assert.Equal("""{"kind":"authority","key":null}""", answer.Json["triggers"]![0]!["subject"]!.ToJsonString());
        var read = await _authority.Lead.GetAsync(answer.Headers["Location"]);
        Assert.Equal(answer.ETag, read.ETag);
        Assert.Equal("""[{"measure":"ppe-days-council","value":2}]""", read.Json["readings"]!.ToJsonString());
        Assert.Equal(
            [(string?)answer.Json["id"]], (await _authority.Lead.GetJsonAsync(Reports))["items"]!.Select("id"));
    }

    [Theory]
    [InlineData("""{"readings":[{"measure":"staff-absent","value":4}]}""", "/readings/0/measure", "leave it out")]
    [InlineData("""{"statuses":[{"item":"ppe-stock","status":"met"}]}""", "/statuses/0/item", "leave it out")]
    [InlineData("""{"provider":"beechwood","readings":[]}""", "/provider", "no member")]
    [InlineData("""{"readings":[{"measure":"ppe-days-council","value":-1}]}""", "/readings/0", "Give \"value\"")]
    [InlineData("""{"readings":[null]}""", "/readings/0", "object")]
    [InlineData("[]", "", "wrong kind")]
    public async Task What_is_not_the_authoritys_to_answer_is_refused(string body, string pointer, string words)
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Lead.SendTextAsync(HttpMethod.Post, Reports, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Contains(words, (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task A_body_of_another_kind_is_refused(string type)
    {
        var answer = await _authority.Lead.SendTextAsync(HttpMethod.Post, Reports, "{}", type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task No_body_at_all_is_refused()
    {
        var answer = await _authority.Lead.PostAsync(Reports);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("application/json", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Other_roles_are_refused(string role)
    {
        await _authority.RegisterAsync("beechwood");
        var before = await Snapshot.OfAsync(_authority);
        var caller = _authority.As(role, "beechwood");

        Assert.Equal(HttpStatusCode.Forbidden, (await caller.PostAsync(Reports, Stock)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await caller.SendTextAsync(HttpMethod.Post, Reports, "{}", "application/x-ndjson")).StatusCode);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Theory]
    [MemberData(nameof(NonReaders))]
    public async Task Other_roles_do_not_read_them(string role)
    {
        await _authority.RegisterAsync("beechwood");
        var sent = await _authority.Lead.PostAsync(Reports, Stock);

        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role, "beechwood").GetAsync(Reports)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role, "beechwood").GetAsync(sent.Headers["Location"])).StatusCode);
    }

    [Fact]
    public async Task Another_authority_is_not_found()
    {
        var other = app.NewAuthority();
        var sent = await _authority.Lead.PostAsync(Reports, Stock);
        var before = await Snapshot.OfAsync(_authority);

        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.PostAsync(Reports, Stock)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.GetAsync(Reports)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.GetAsync(sent.Headers["Location"])).StatusCode);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    private static object Stock => new { readings = new[] { new { measure = "ppe-days-council", value = 20 } } };
}
