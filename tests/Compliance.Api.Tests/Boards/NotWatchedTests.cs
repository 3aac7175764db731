using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Api.Data;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Boards;

/// <summary>Nobody takes “nobody watches” for “all clear”: on the board, at the trigger, in the answer to a report, in the region's overview.</summary>
public sealed class NotWatchedTests(ComplianceApp app)
{
    private const string Off = "Nobody watches `staff-absence`: switched off since 18 November 2026, as the authority says: We count otherwise.";

    private readonly TestAuthority _authority = app.NewAuthority().WithContacts("authority-out-of-hours");

    private string Plan => $"{_authority.Address}/plans/asc-winter-plan-2021-22?season=2026";

    private string Board => $"{_authority.Address}/board";

    [Fact]
    public async Task Where_all_is_watched_nothing_says_otherwise()
    {
        await SetAsync();
        var answer = await ReportAsync(await _authority.RegisterAsync("beechwood"), 11);

        var board = await _authority.Lead.GetJsonAsync(Board);

        Assert.Empty(answer["notWatched"]!.AsArray());
        Assert.Empty(board["notWatched"]!.AsArray());
        Assert.False(Workforce(board).AsObject().ContainsKey("notWatched"));
        Assert.True((bool)(await _authority.Lead.GetJsonAsync(TriggerOf("beechwood")))["watched"]!);
        Assert.All((await _authority.Lead.GetJsonAsync($"{_authority.Address}/triggers"))["items"]!.AsArray(), t => Assert.Empty(t!["notWatched"]!.AsArray()));
    }

    [Fact]
    public async Task Switched_off_without_a_case_the_board_says_so_in_the_cell_and_at_the_top()
    {
        await SetAsync("staff-absence", "staff-absence-widespread");
        await ReportAsync(await _authority.RegisterAsync("beechwood"), 11);

        var board = await _authority.Lead.GetJsonAsync(Board);

        Assert.NotEqual("off-track", (string?)Workforce(board)["status"]);
        Assert.Equal("""[{"trigger":"staff-absence"}]""", Workforce(board)["notWatched"]!.ToJsonString());
        Assert.False(Cell(board, "beechwood", "section", "ppe").AsObject().ContainsKey("notWatched"));
        Assert.Equal(["staff-absence", "staff-absence-widespread"], board["notWatched"]!.Select("trigger"));
        Assert.Equal(
            $$"""{"trigger":"staff-absence","because":"switched-off","reason":"We count otherwise.","since":"2026-11-18T09:00:00Z","sentence":"{{Off}}"}""",
            Text(board["notWatched"]![0]!));
        var absent = Cell(await _authority.Lead.GetJsonAsync($"{Board}?by=item"), "beechwood", "item", "staff-absent");
        Assert.Equal(("on-track", """[{"trigger":"staff-absence"}]"""), ((string?)absent["status"], absent["notWatched"]!.ToJsonString()));
        var ppe = Cell(await _authority.Lead.GetJsonAsync($"{Board}?by=item"), "beechwood", "item", "ppe-days-masks");
        Assert.False(ppe.AsObject().ContainsKey("notWatched"));
    }

    [Fact]
    public async Task A_spreadsheet_has_it_beside_the_provider()
    {
        await SetAsync("staff-absence", "staff-absence-widespread");
        await ReportAsync(await _authority.RegisterAsync("beechwood"), 11);

        var lines = (await _authority.Lead.GetAsync($"{Board}?format=csv")).Text.Split("\r\n");

        var place = Array.IndexOf(lines[0].Split(','), "notWatched");
        Assert.Equal("staff-absence", lines[1].Split(',')[place]);
    }

    [Fact]
    public async Task A_provider_reads_in_its_own_cells_what_nobody_watches()
    {
        await SetAsync("staff-absence", "staff-absence-widespread");
        var home = await _authority.RegisterAsync("beechwood");
        await ReportAsync(home, 11);

        var cells = (await home.GetJsonAsync($"{_authority.Address}/providers/beechwood/board?by=item"))["cells"]!.AsArray();

        var absent = cells.Single(c => (string?)c!["item"] == "staff-absent")!;
        Assert.Equal($"On track: `staff-absent` is answered and fresh. {Off}", (string?)absent["sentence"]);
        Assert.Equal([Off], absent["notWatched"]!.Select("sentence"));
        Assert.All(cells.Where(c => (string?)c!["item"] is "ppe-days-masks"), c => Assert.Null(c!["notWatched"]));
    }

    [Fact]
    public async Task Whoever_reports_is_told_that_nobody_is()
    {
        await SetAsync("staff-absence", "staff-absence-widespread", "cannot-meet-needs");
        var home = await _authority.RegisterAsync("beechwood");

        var answer = await ReportAsync(home, 11);

        Assert.Empty(answer["triggers"]!.AsArray());
        Assert.Equal(
            $$"""[{"trigger":"staff-absence","reason":"We count otherwise.","since":"2026-11-18T09:00:00Z","sentence":"{{Off}}"}]""", Text(answer["notWatched"]!));
        var safety = await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new { readings = new[] { new { measure = "able-to-meet-needs-safely", value = "no" } } });
        Assert.Equal(["cannot-meet-needs"], safety.Json["notWatched"]!.Select("trigger"));
        var stock = await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new { readings = new[] { new { measure = "ppe-days-masks", value = 9 } } });
        Assert.Empty(stock.Json["notWatched"]!.AsArray());
        var none = await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new { kind = "no-change" });
        Assert.Empty(none.Json["notWatched"]!.AsArray());
    }

    [Fact]
    public async Task So_is_the_authority_by_its_own_report_and_line_by_line()
    {
        await SetAsync("ppe-council-low", "staff-absence", "staff-absence-widespread");
        await _authority.RegisterAsync("beechwood");

        var own = await _authority.Lead.PostAsync($"{_authority.Address}/reports", new { readings = new[] { new { measure = "ppe-days-council", value = 2 } } });
        var lines = await _authority.Lead.SendBytesAsync(
            HttpMethod.Post, $"{_authority.Address}/reports",
            Encoding.UTF8.GetBytes("""
                {"provider":"beechwood","toldBy":"the sheet","readings":[{"measure":"staff-employed","value":40},{"measure":"staff-absent","value":11}]}
                {"provider":"beechwood","toldBy":"the sheet","readings":[{"measure":"ppe-days-masks","value":9}]}
                """), "application/x-ndjson", null);

        Assert.Equal(["ppe-council-low"], own.Json["notWatched"]!.Select("trigger"));
        var answers = lines.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal([201, 201], answers.Select(a => (int)a["status"]!));
        Assert.Equal(["staff-absence"], answers[0]["notWatched"]!.Select("trigger"));
        Assert.False(answers[1].AsObject().ContainsKey("notWatched"));
    }

    [Fact]
    public async Task At_its_address_clear_is_no_all_clear()
    {
        await SetAsync("staff-absence", "staff-absence-widespread");
        await ReportAsync(await _authority.RegisterAsync("beechwood"), 11);

        var answer = await _authority.Lead.GetJsonAsync(TriggerOf("beechwood"));

        Assert.Equal(("clear", false), ((string?)answer["level"], (bool)answer["watched"]!));
        Assert.Equal(["not-watched", "not-watched"], answer["whyNot"]!.Select("reason"));
        Assert.Equal(
            "Nobody watches red of `staff-absence`: switched off since 18 November 2026, as the authority says: We count otherwise.", (string?)answer["whyNot"]![1]!["sentence"]);
        var listed = (await _authority.Lead.GetJsonAsync($"{_authority.Address}/triggers"))["items"]!.AsArray().Single(t => (string?)t!["trigger"] == "staff-absence")!;
        Assert.Equal(["We count otherwise."], listed["notWatched"]!.Select("reason"));
        Assert.Equal("""{"at":[{"level":"clear","count":0},{"level":"amber","count":0},{"level":"red","count":0}],"unknown":0}""", listed["providers"]!.ToJsonString());
        Assert.False((bool)listed["inForce"]!);
    }

    [Fact]
    public async Task With_one_level_off_that_level_is_named_and_the_others_are_watched()
    {
        await PutAsync([new { trigger = "staff-absence", level = "amber", off = true, reason = "Called daily" }]);
        var home = await _authority.RegisterAsync("beechwood");
        const string sentence = "Nobody watches amber of `staff-absence`: switched off since 18 November 2026, as the authority says: Called daily.";

        var answer = await ReportAsync(home, 7);

        Assert.Equal([("amber", sentence)], answer["notWatched"]!.AsArray().Select(n => ((string)n!["level"]!, (string)n["sentence"]!)));
        var board = await _authority.Lead.GetJsonAsync(Board);
        Assert.Equal("""[{"trigger":"staff-absence","level":"amber"}]""", Workforce(board)["notWatched"]!.ToJsonString());
        Assert.Equal(["amber"], board["notWatched"]!.Select("level"));
        Assert.Contains("staff-absence.amber", (await _authority.Lead.GetAsync($"{Board}?format=csv")).Text, StringComparison.Ordinal);
        var trigger = await home.GetJsonAsync(TriggerOf("beechwood"));
        Assert.True((bool)trigger["watched"]!);
        Assert.Null(trigger["notWatched"]);
        Assert.Equal([("amber", "not-watched"), ("red", "not-met")], trigger["whyNot"]!.AsArray().Select(w => ((string)w!["level"]!, (string)w["reason"]!)));
        Assert.Equal(sentence, (string?)trigger["whyNot"]![0]!["sentence"]);
        Assert.Equal("red", (string?)(await ReportAsync(home, 11))["triggers"]![0]!["level"]);
    }

    [Fact]
    public async Task A_case_at_a_level_that_nobody_watches_any_more_stays_in_its_cell_and_is_not_taken_for_clear()
    {
        await PutAsync([]);
        var home = await _authority.RegisterAsync("beechwood");
        var escalation = (string)(await ReportAsync(home, 11))["triggers"]![0]!["escalation"]!;

        await PutAsync([
            new { trigger = "staff-absence", level = "red", off = true, reason = "Called daily" },
            new { trigger = "staff-absence-widespread", off = true, reason = "Nothing to count" },
        ]);

        var cell = Workforce(await _authority.Lead.GetJsonAsync(Board));
        Assert.Equal("off-track", (string)cell["status"]!);
        Assert.Contains(("red", escalation), cell["because"]!.AsArray().Select(b => ((string)b!["level"]!, (string?)b["escalation"])));
        var open = await _authority.Lead.GetJsonAsync(escalation);
        Assert.Equal(("not-watched", "red", false), ((string)open["condition"]!, (string)open["level"]!, (bool)open["standDownProposed"]!));
        Assert.Equal("trigger-switched-off", (string)open["timeline"]!.AsArray()[^1]!["event"]!);
    }

    [Fact]
    public async Task A_position_says_what_nobody_watches()
    {
        await SetAsync("ppe-low", "ppe-low-widespread");
        var home = await _authority.RegisterAsync("beechwood");
        await ReportAsync(home, 7);
        var address = $"{_authority.Address}/providers/beechwood/position";

        var off = (await home.GetJsonAsync(address))["triggers"]!.AsArray().ToDictionary(t => (string)t!["trigger"]!, t => (string?)t!["notWatched"]);
        Assert.StartsWith("Nobody watches `ppe-low`: switched off", off["ppe-low"], StringComparison.Ordinal);
        Assert.Null(off["staff-absence"]);

        await PutAsync([new { trigger = "staff-absence", level = "amber", off = true, reason = "Called daily" }]);
        off = (await home.GetJsonAsync(address))["triggers"]!.AsArray().ToDictionary(t => (string)t!["trigger"]!, t => (string?)t!["notWatched"]);
        Assert.Null(off["ppe-low"]);
        Assert.StartsWith("Nobody watches amber of `staff-absence`", off["staff-absence"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ask about 943 476 5919")]
    [InlineData("a\u202Ereversed")]
    [InlineData("a\u0007bell")]
    public async Task A_reason_that_everybody_reads_holds_nobody_and_nothing_hidden(string reason)
    {
        await PutAsync([]);
        var known = await _authority.Lead.GetAsync(Plan);

        var answer = await _authority.Lead.PutAsync(
            Plan, new { version = 1, from = "2026-10-01", to = "2027-03-31", overrides = new[] { new { trigger = "ppe-low", off = true, reason } } }, known.ETag);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(known.Text, (await _authority.Lead.GetAsync(Plan)).Text);
    }

    [Fact]
    public async Task The_region_is_told_of_each_authority()
    {
        await SetAsync("cannot-meet-needs");
        await _authority.RegisterAsync("beechwood");

        var overview = await _authority.Reviewer.GetAsync($"/v1/regions/{_authority.Region}/overview");
        var csv = await _authority.Reviewer.GetAsync($"/v1/regions/{_authority.Region}/overview?format=csv");

        var told = Assert.Single(overview.Json["authorities"]![0]!["notWatched"]!.AsArray())!;
        Assert.Equal(("cannot-meet-needs", "We count otherwise."), ((string?)told["trigger"], (string?)told["reason"]));
        Assert.EndsWith(",notWatched", csv.Text.Split("\r\n")[0], StringComparison.Ordinal);
        Assert.EndsWith(",cannot-meet-needs", csv.Text.Split("\r\n")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_case_of_it_counts_for_the_region_as_on_the_board()
    {
        await SetAsync();
        await ReportAsync(await _authority.RegisterAsync("beechwood"), 11);
        await SetAsync("staff-absence", "staff-absence-widespread");

        var board = await _authority.Lead.GetJsonAsync(Board);
        var overview = await _authority.Reviewer.GetJsonAsync($"/v1/regions/{_authority.Region}/overview");

        Assert.Equal((1, 1), ((int)board["offTrack"]!, (int)overview["authorities"]![0]!["offTrack"]!));
    }

    [Fact]
    public async Task A_case_says_who_switched_its_trigger_off_and_why_and_tells_the_region_that_has_it()
    {
        await SetAsync();
        var home = await _authority.RegisterAsync("beechwood");
        var address = (string)(await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new { readings = new[] { new { measure = "able-to-meet-needs-safely", value = "no" } } }))
            .Json["triggers"]![0]!["escalation"]!;

        await SetAsync("cannot-meet-needs");
        await SetAsync();

        var timeline = (await _authority.Lead.GetJsonAsync(address))["timeline"]!.AsArray().TakeLast(2).ToList();
        Assert.Equal(["trigger-switched-off", "trigger-switched-on"], timeline.Select(e => (string?)e!["event"]));
        Assert.Equal("We count otherwise.", (string?)timeline[0]!["reason"]);
        Assert.All(timeline, e => Assert.Equal(("authority-lead", """["region"]"""), ((string?)e!["by"], e["told"]!.ToJsonString())));
        Assert.All(timeline, e => Assert.NotNull(e!["name"]));
    }

    [Fact]
    public async Task Retired_by_a_newer_version_it_is_answered_for_and_its_case_stays_on_the_board()
    {
        await SetAsync();
        var home = await _authority.RegisterAsync("beechwood");
        await ReportAsync(home, 11);
        await RetireAsync(c => c);

        var trigger = await home.GetJsonAsync(TriggerOf("beechwood"));
        var board = await _authority.Lead.GetJsonAsync(Board);

        const string reason = "Retired: version 9 of `asc-winter-plan-2021-22`, which the plan has gone on to, does without this trigger.";
        Assert.Equal(("red", false), ((string?)trigger["level"], (bool)trigger["watched"]!));
        Assert.Equal(("retired", reason), ((string?)trigger["notWatched"]!["because"], (string?)trigger["notWatched"]!["reason"]));
        Assert.StartsWith("/v1/escalations/", (string?)trigger["escalation"], StringComparison.Ordinal);
        Assert.Equal(("off-track", "staff-absence"), ((string?)Workforce(board)["status"], (string?)Workforce(board)["because"]![0]!["trigger"]));
        Assert.Equal((string?)trigger["escalation"], (string?)Workforce(board)["because"]![0]!["escalation"]);
        Assert.Equal((1, 1), ((int)board["offTrack"]!, (int)board["openEscalations"]!));
        var absent = Cell(await _authority.Lead.GetJsonAsync($"{Board}?by=item"), "beechwood", "item", "staff-absent");
        Assert.Equal("off-track", (string?)absent["status"]);
        var explained = (await home.GetJsonAsync($"{_authority.Address}/providers/beechwood/board"))["cells"]!.AsArray().Single(c => (string?)c!["section"] == "workforce")!;
        Assert.StartsWith("Off track: Too many care staff absent: red since 18 November 2026, and nobody watches it any more (retired: version 9", (string?)explained["sentence"], StringComparison.Ordinal);
        var escalation = await _authority.Lead.GetJsonAsync((string)trigger["escalation"]!);
        Assert.Equal(("not-watched", reason), ((string?)escalation["timeline"]!.AsArray()[^1]!["event"], (string?)escalation["timeline"]!.AsArray()[^1]!["reason"]));
        Assert.Equal(HttpStatusCode.NotFound, (await home.GetAsync($"{_authority.Address}/providers/beechwood/triggers/nowhere")).StatusCode);
    }

    [Fact]
    public async Task Where_its_section_is_gone_too_the_case_keeps_a_column_of_that_name()
    {
        await SetAsync();
        await ReportAsync(await _authority.RegisterAsync("beechwood"), 11);
        await RetireAsync(c => c with { Sections = [.. c.Sections.Where(s => s.Key != "workforce")], Triggers = [.. c.Triggers.Where(t => t.Section != "workforce")] });

        var board = await _authority.Lead.GetJsonAsync(Board);

        Assert.Equal("workforce", (string?)board["sections"]!.AsArray()[^1]);
        Assert.Equal("off-track", (string?)Workforce(board)["status"]);
        Assert.Equal(1, (int)board["offTrack"]!);
    }

    [Fact]
    public async Task Folded_again_from_the_journal_all_says_the_same()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync();
        var home = await authority.RegisterAsync("beechwood");
        await ReportAsync(home, 11, authority);
        var checklist = own.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", 1)!;
        await authority.WriteAsync(new SetPlan(
            "authority-lead:1", checklist, 2026, new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31),
            [.. new[] { "staff-absence", "staff-absence-widespread" }.Select(t => new Domain.Plans.Override(t, null, null, null, null, null, true, "Ours"))], 1));
        await ReportAsync(home, 11, authority);
        string[] addresses = [$"{authority.Address}/board", $"{authority.Address}/providers/beechwood/board", $"{authority.Address}/providers/beechwood/triggers/staff-absence"];
        var before = await TextsAsync();
        await using (var db = authority.Db())
        {
            await db.TenantHeads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Format, 0), TestContext.Current.CancellationToken);
        }

        await own.Services.GetRequiredService<SubjectRebuild>().ApplyAsync(TestContext.Current.CancellationToken);

        Assert.Equal(before, await TextsAsync());
        Assert.Contains("\"notWatched\"", before[0], StringComparison.Ordinal);

        async Task<List<string>> TextsAsync()
        {
            var texts = new List<string>();
            foreach (var address in addresses)
            {
                texts.Add((await authority.Lead.GetAsync(address)).Text);
            }

            return texts;
        }
    }

    [Fact]
    public async Task A_service_that_left_is_not_watched_and_no_case_is_raised_about_it()
    {
        await SetAsync();
        var home = await _authority.RegisterAsync("beechwood");
        var address = (string)(await ReportAsync(home, 11))["triggers"]![0]!["escalation"]!;
        await _authority.Lead.PatchAsync($"{_authority.Address}/providers/beechwood", new { leftOn = "2026-11-17" }, "\"1\"");

        var escalation = await _authority.Lead.GetJsonAsync(address);
        var trigger = await _authority.Lead.GetJsonAsync(TriggerOf("beechwood"));
        var before = await Snapshot.OfAsync(_authority);
        var raised = await _authority.Lead.PostAsync("/v1/escalations", new { authority = _authority.Id, provider = "beechwood", title = "No heating", reason = "A relative rang", level = "red" });

        const string reason = "The service has left the register; its last day there was 17 November 2026.";
        var last = escalation["timeline"]!.AsArray()[^1]!;
        Assert.Equal(("not-watched", "authority-lead", reason), ((string?)last["event"], (string?)last["by"], (string?)last["reason"]));
        Assert.Equal("not-watched", (string?)escalation["condition"]);
        Assert.Equal(("not-on-register", reason, false), ((string?)trigger["notWatched"]!["because"], (string?)trigger["notWatched"]!["reason"], (bool)trigger["watched"]!));
        Assert.Equal((HttpStatusCode.Conflict, "provider-not-on-register"), (raised.StatusCode, raised.Problem));
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
        await _authority.Lead.ActAsync(address, "acknowledge", new { owner = "Desk", reason = "Closed for good", reviewBy = "2026-11-19T09:00:00Z" });
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.ActAsync(address, "stand-down", new { reason = "Nobody lives there any more" })).StatusCode);
    }

    private static string Text(JsonNode node) => node.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static JsonNode Workforce(JsonNode board) => Cell(board, "beechwood", "section", "workforce");

    private static JsonNode Cell(JsonNode board, string provider, string by, string column) =>
        board["providers"]!.AsArray().Single(p => (string?)p!["provider"] == provider)!["cells"]!.AsArray().Single(c => (string?)c![by] == column)!;

    private string TriggerOf(string provider) => $"{_authority.Address}/providers/{provider}/triggers/staff-absence";

    /// <summary>Goes on to a version without the trigger on absence and the one that counts it.</summary>
    private Task RetireAsync(Func<Checklist, Checklist> change)
    {
        var checklist = app.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", 1)!;
        var newer = change(checklist with { Version = 9, Triggers = [.. checklist.Triggers.Where(t => t.Key is not ("staff-absence" or "staff-absence-widespread"))] });
        return _authority.WriteAsync(new SetPlan("authority-lead:1", newer, 2026, new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31), [], 1));
    }

    private Task SetAsync(params string[] off) => PutAsync([.. off.Select(t => new { trigger = t, off = true, reason = "We count otherwise." })]);

    private async Task PutAsync(object[] overrides)
    {
        var known = await _authority.Lead.GetAsync(Plan);
        var answer = await _authority.Lead.PutAsync(
            Plan, new { version = 1, from = "2026-10-01", to = "2027-03-31", overrides }, known.StatusCode == HttpStatusCode.OK ? known.ETag : null);
        Assert.True((int)answer.StatusCode is 200 or 201, answer.Text);
    }

    private async Task<JsonNode> ReportAsync(TestClient home, int absent, TestAuthority? authority = null)
    {
        var answer = await home.PostAsync($"{(authority ?? _authority).Address}/providers/beechwood/reports", new
        {
            readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = absent } },
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Json;
    }
}
