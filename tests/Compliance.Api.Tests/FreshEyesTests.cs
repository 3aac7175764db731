using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests;

/// <summary>What somebody found who used the product for the first time, and tried to break it.</summary>
public sealed class FreshEyesTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Theory]
    [InlineData("""[{"measure":"staff-employed","notApplicable":true},{"measure":"staff-absent","value":30},{"measure":"able-to-meet-needs-safely","value":"yes"}]""")]
    [InlineData("""[{"measure":"staff-employed","value":40},{"measure":"staff-absent","value":1},{"measure":"able-to-meet-needs-safely","notApplicable":true}]""")]
    [InlineData("""[{"measure":"staff-employed","value":0},{"measure":"staff-absent","value":0},{"measure":"able-to-meet-needs-safely","value":"yes"}]""")]
    public async Task What_no_trigger_can_judge_is_never_on_track(string readings)
    {
        await _authority.AdoptPlanAsync();
        var home = await _authority.RegisterAsync("beechwood");
        var report = $$"""{"kind":"routine","statuses":[{"item":"provider-staffing-plan","status":"met"},{"item":"workforce-record-current","status":"met"}],"readings":{{readings}}}""";
        Assert.Equal(HttpStatusCode.Created, (await home.SendTextAsync(HttpMethod.Post, $"{_authority.Address}/providers/beechwood/reports", report)).StatusCode);

        var board = await _authority.Lead.GetJsonAsync($"{_authority.Address}/board");

        var cell = board["providers"]![0]!["cells"]!.AsArray().Single(c => (string?)c!["section"] == "workforce")!;
        Assert.Equal("no-report", (string?)cell["status"]);
        Assert.Contains("unknown", cell["missing"]!.Select("why"));
    }

    [Fact]
    public async Task Contacts_are_not_erased_by_an_empty_body()
    {
        var address = $"{_authority.Address}/contacts";
        var before = await _authority.Lead.GetAsync(address);

        var answer = await _authority.Lead.PutAsync(address, new { }, before.ETag);

        Assert.Equal((HttpStatusCode.BadRequest, "/contacts"), (answer.StatusCode, answer.Pointers.Single()));
        Assert.Equal(before.Text, (await _authority.Lead.GetAsync(address)).Text);
    }

    [Theory]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=nonsense")]
    public async Task A_charset_that_is_not_UTF_8_is_refused_with_what_to_send(string type)
    {
        await _authority.AdoptPlanAsync();
        var home = await _authority.RegisterAsync("beechwood");
        using var content = new StringContent("""{"kind":"routine"}""");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await home.SendContentAsync(HttpMethod.Post, $"{_authority.Address}/providers/beechwood/reports", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("UTF-8", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_is_not_ones_own_is_no_empty_queue()
    {
        var answer = await _authority.Reviewer.GetAsync("/v1/escalations?authority=nope");

        Assert.Equal((HttpStatusCode.BadRequest, "authority"), (answer.StatusCode, answer.Pointers.Single()));
    }

    [Fact]
    public async Task Red_again_still_says_who_has_been_told()
    {
        await _authority.AdoptPlanAsync();
        var home = await _authority.RegisterAsync("beechwood");
        var report = new { kind = "update", readings = new object[] { new { measure = "able-to-meet-needs-safely", value = "no" } } };
        var first = await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", report);

        var again = await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", report);

        Assert.Empty(again.Json["told"]!["beingTold"]!.AsArray());
        Assert.Equal(
            ["Authority lead: in the queue of escalations since 9am Wednesday 18 November; not told again"],
            again.Json["told"]!["alreadyTold"]!.AsArray().Select(t => (string?)t).Where(t => t!.StartsWith("Authority lead", StringComparison.Ordinal)));
        Assert.Equal(first.Json["told"]!["beingTold"]!.AsArray().Count + 1, again.Json["told"]!["alreadyTold"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("2026-12-19T09:00:00Z", HttpStatusCode.OK)]
    [InlineData("2026-12-19T09:00:01Z", HttpStatusCode.BadRequest)]
    public async Task A_case_is_not_parked_for_more_than_a_month(string reviewBy, HttpStatusCode status)
    {
        await _authority.AdoptPlanAsync();
        var home = await _authority.RegisterAsync("beechwood");
        var report = await home.PostAsync(
            $"{_authority.Address}/providers/beechwood/reports",
            new { kind = "update", readings = new object[] { new { measure = "able-to-meet-needs-safely", value = "no" } } });

        var answer = await _authority.Reviewer.PostAsync(
            $"{report.Json["triggers"]![0]!["escalation"]}/acknowledge", new { owner = "Duty reviewer", reason = "Reading", reviewBy }, "\"1\"");

        Assert.Equal(status, answer.StatusCode);
    }
}
