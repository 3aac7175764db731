using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Boards;

public sealed class GetBoardTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Board => $"{_authority.Address}/board";

    [Fact]
    public async Task A_provider_in_trouble_is_off_track_with_the_reason_and_its_case()
    {
        await _authority.AdoptPlanAsync();
        await ReportAsync(await _authority.RegisterAsync("beechwood"), "beechwood", 11);
        await _authority.RegisterAsync("rowan", "home-care");

        var answer = await _authority.Lead.GetAsync(Board);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(_authority.Id, (string?)answer.Json["authority"]);
        Assert.Equal("2026-11-18T09:00:00Z", (string?)answer.Json["changedOn"]);
        Assert.Equal([2, 1], [(int)answer.Json["expected"]!, (int)answer.Json["offTrack"]!]);
        Assert.Equal("workforce", (string?)answer.Json["sections"]![0]);
        Assert.Null(answer.Json["items"]);
        var cell = Cell(answer.Json, "beechwood", "workforce");
        Assert.Equal("off-track", (string?)cell["status"]);
        Assert.Equal("2026-11-18T09:00:00Z", (string?)cell["since"]);
        Assert.Equal(["staff-absence"], cell["because"]!.Select("trigger"));
        Assert.Equal(["red"], cell["because"]!.Select("level"));
        var open = await _authority.Lead.GetJsonAsync("/v1/escalations?state=raised&level=red");
        Assert.Equal($"/v1/escalations/{open["items"]![0]!["id"]}", (string?)cell["because"]![0]!["escalation"]);
    }

    [Fact]
    public async Task Silence_is_no_report_and_late_once_something_is_past_due()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync();
        await authority.RegisterAsync("rowan", "home-care");
        var before = await authority.Lead.GetJsonAsync($"{authority.Address}/board");
        Assert.Equal((0, 0), ((int)before["reported"]!, (int)before["late"]!));
        Assert.Equal("no-report", (string?)Cell(before, "rowan", "workforce")["status"]);

        // The week in which the plan was adopted ended on Sunday; one working day on, nobody is chased yet.
        own.Clock.MoveTo(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await own.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);

        var after = await own.SignedIn(new(Roles.AuthorityLead, authority.Id, null, [])).GetJsonAsync($"{authority.Address}/board");
        Assert.Equal((0, 1), ((int)after["reported"]!, (int)after["late"]!));
        Assert.Equal("no-report", (string?)Cell(after, "rowan", "workforce")["status"]);
        Assert.True((int)after["providers"]![0]!["overdue"]! > 0);
        Assert.Null(after["providers"]![0]!["lastReportOn"]);
    }

    [Fact]
    public async Task By_item_a_firing_shows_in_every_measure_it_reads()
    {
        await _authority.AdoptPlanAsync();
        await ReportAsync(await _authority.RegisterAsync("beechwood"), "beechwood", 11);

        var board = await _authority.Lead.GetJsonAsync($"{Board}?by=item");

        Assert.Contains("staff-absent", board["items"]!.AsArray().Select(i => (string?)i));
        Assert.Null(board["sections"]);
        Assert.All(
            ["staff-absent", "staff-employed"],
            measure => Assert.Equal("off-track", (string?)Cell(board, "beechwood", measure, "item")["status"]));
    }

    [Fact]
    public async Task An_unchanged_board_is_not_sent_again_and_a_report_changes_it()
    {
        await _authority.AdoptPlanAsync();
        var home = await _authority.RegisterAsync("beechwood");
        var first = await _authority.Lead.GetAsync(Board);

        var again = await _authority.Lead.GetAsync(Board, first.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal((first.ETag, ""), (again.ETag, again.Text));
        Assert.Equal(first.Text, (await _authority.Lead.GetAsync(Board)).Text);

        await ReportAsync(home, "beechwood", 11);
        var changed = await _authority.Lead.GetAsync(Board, first.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.ETag, changed.ETag);
        Assert.Equal("off-track", (string?)Cell(changed.Json, "beechwood", "workforce")["status"]);
    }

    [Fact]
    public async Task A_provider_that_left_is_not_expected_any_more()
    {
        await _authority.AdoptPlanAsync();
        await _authority.RegisterAsync("beechwood", left: new DateOnly(2026, 11, 17));
        await _authority.RegisterAsync("elm", left: new DateOnly(2026, 11, 18));

        var board = await _authority.Lead.GetJsonAsync(Board);

        Assert.Equal(1, (int)board["expected"]!);
        Assert.Equal(["elm"], board["providers"]!.Select("provider"));
    }

    [Fact]
    public async Task Answers_that_go_stale_turn_on_track_into_no_report_with_the_last_word()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync();
        await ReportAsync(await authority.RegisterAsync("beechwood"), "beechwood", 1, authority);
        var before = await authority.Lead.GetAsync($"{authority.Address}/board");
        Assert.Equal("on-track", (string?)Cell(before.Json, "beechwood", "workforce")["status"]);

        own.Clock.Advance(TimeSpan.FromDays(8) + TimeSpan.FromMinutes(1));
        await own.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);

        var lead = own.SignedIn(new(Roles.AuthorityLead, authority.Id, null, []));
        var after = await lead.GetAsync($"{authority.Address}/board", before.ETag);
        var cell = Cell(after.Json, "beechwood", "workforce");
        Assert.Equal("no-report", (string?)cell["status"]);
        Assert.Equal(("on-track", "2026-11-18T09:00:00Z"), ((string?)cell["last"]!["status"], (string?)cell["last"]!["asAt"]));
    }

    [Fact]
    public async Task An_authority_without_a_journal_has_an_empty_board()
    {
        var board = await _authority.Lead.GetJsonAsync(Board);

        Assert.Null(board["changedOn"]);
        Assert.Equal((0, 0, 0), ((int)board["expected"]!, board["sections"]!.AsArray().Count, board["providers"]!.AsArray().Count));
    }

    [Fact]
    public async Task Other_columns_than_sections_and_items_are_refused()
    {
        var answer = await _authority.Lead.GetAsync($"{Board}?by=colour");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["by"], answer.Pointers);
        Assert.Equal("Ask for the board by=section or by=item.", (string?)answer.Json["detail"]);
    }

    [Fact]
    public async Task Only_the_lead_of_the_authority_sees_it()
    {
        var other = app.NewAuthority();

        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.GetAsync(Board)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Reviewer.GetAsync(Board)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Reviewer.GetAsync(Board)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Manager("beechwood").GetAsync(Board)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Operator.GetAsync(Board)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync(Board)).StatusCode);
    }

    private static JsonNode Cell(JsonNode board, string provider, string column, string by = "section") => board["providers"]!.AsArray()
        .Single(p => (string?)p!["provider"] == provider)!["cells"]!.AsArray().Single(c => (string?)c![by] == column)!;

    private async Task ReportAsync(TestClient client, string provider, int absent, TestAuthority? authority = null)
    {
        var answer = await client.PostAsync($"{(authority ?? _authority).Address}/providers/{provider}/reports", new
        {
            readings = new object[]
            {
                new { measure = "staff-employed", value = 40 },
                new { measure = "staff-absent", value = absent },
                new { measure = "able-to-meet-needs-safely", value = "yes" },
            },
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
