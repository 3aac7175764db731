using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Boards;

public sealed class GetProviderBoardTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> Refused => TestAuthority.RolesWithout(Permissions.ReadReports);

    private string Row => $"{_authority.Address}/providers/beechwood/board";

    [Fact]
    public async Task A_cell_is_explained_by_everything_behind_it()
    {
        var home = await FillAsync();
        var report = (await home.GetJsonAsync($"{_authority.Address}/providers/beechwood/reports"))["items"]![0]!;

        var cell = Cell(await _authority.Lead.GetJsonAsync(Row), "workforce");

        Assert.Equal("off-track", (string?)cell["status"]);
        Assert.Equal("Off track: Too many care staff absent: 27.5 % (11 of 40); red from 20 %.", (string?)cell["sentence"]);
        var absent = cell["measures"]!.AsArray().Single(m => (string?)m!["measure"] == "staff-absent")!;
        Assert.Equal(11, (int)absent["last"]!["value"]!);
        Assert.Equal(("2026-11-18T09:00:00Z", "2026-11-26T09:00:00Z"), ((string?)absent["last"]!["asAt"], (string?)absent["last"]!["freshUntil"]));
        Assert.Equal((string?)report["id"], ((string?)absent["last"]!["report"])!.Split('/')[^1]);
        Assert.Equal(HttpStatusCode.OK, (await home.GetAsync((string)absent["last"]!["report"]!)).StatusCode);
        Assert.Null(absent["lack"]);
        var safe = cell["measures"]!.AsArray().Single(m => (string?)m!["measure"] == "able-to-meet-needs-safely")!;
        Assert.Equal(("never-answered", null), ((string?)safe["lack"], safe["last"]));
        Assert.Equal(("2026-11-16", "2026-11-22T23:59:59Z"), ((string?)safe["owed"]!["from"], (string?)safe["dueOn"]));
        var red = cell["triggers"]!.AsArray().Single(t => (string?)t!["trigger"] == "staff-absence")!;
        Assert.Equal(("red", "2026-11-18T09:00:00Z"), ((string?)red["level"], (string?)red["since"]));
        Assert.Equal(HttpStatusCode.OK, (await home.GetAsync((string)red["escalation"]!)).StatusCode);
        Assert.Equal(
            "There is no answer to `able-to-meet-needs-safely` that still counts, so red can be neither reached nor ruled out.",
            (string?)cell["triggers"]!.AsArray().Single(t => (string?)t!["trigger"] == "cannot-meet-needs")!["sentence"]);
    }

    [Theory]
    [InlineData("section")]
    [InlineData("item")]
    public async Task Every_cell_is_as_it_stands_on_the_board(string by)
    {
        var home = await FillAsync();
        await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new
        {
            statuses = new object[] { new { item = "provider-staffing-plan", status = "at-risk" }, new { item = "ppe-stock", status = "met" } },
            readings = new object[] { new { measure = "ppe-days-masks", value = 5 }, new { measure = "ppe-days-gloves", unknown = true } },
        });

        var board = (await _authority.Lead.GetJsonAsync($"{_authority.Address}/board?by={by}"))["providers"]![0]!["cells"]!.AsArray();
        var explained = (await _authority.Lead.GetJsonAsync($"{Row}?by={by}"))["cells"]!.AsArray();

        Assert.Equal(board.Select(c => ($"{c![by]}", $"{c["status"]}", $"{c["since"]}")), explained.Select(c => ($"{c![by]}", $"{c["status"]}", $"{c["since"]}")));
        foreach (var (cell, explanation) in board.Zip(explained))
        {
            var sentence = (string)explanation!["sentence"]!;
            Assert.All(cell!["missing"]?.AsArray() ?? [], m => Assert.Contains($"`{m!["key"]}`", sentence, StringComparison.Ordinal));
            Assert.All(cell["because"]?.AsArray() ?? [], b => Assert.Contains(NameOf(b!, explanation), sentence, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_manager_reads_its_own_service_and_no_other()
    {
        var home = await FillAsync();
        await _authority.RegisterAsync("rowan");

        Assert.Equal((await _authority.Lead.GetAsync(Row)).Text, (await home.GetAsync(Row)).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Manager("rowan").GetAsync(Row)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Other_roles_are_refused(string role)
    {
        await FillAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role, "beechwood").GetAsync(Row)).StatusCode);
    }

    [Fact]
    public async Task Of_another_authority_or_off_the_board_it_is_not_found()
    {
        await FillAsync();
        await _authority.RegisterAsync("elm", left: new DateOnly(2026, 11, 17));

        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.GetAsync(Row)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.GetAsync($"{_authority.Address}/providers/nobody/board")).StatusCode);
        var left = await _authority.Lead.GetAsync($"{_authority.Address}/providers/elm/board");
        Assert.Equal(HttpStatusCode.NotFound, left.StatusCode);
        Assert.StartsWith("This provider is not on the board", (string?)left.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_sent_again_only_when_something_became_known()
    {
        await FillAsync();
        var first = await _authority.Lead.GetAsync(Row);

        Assert.Equal((await _authority.Lead.GetAsync($"{_authority.Address}/board")).ETag, first.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await _authority.Lead.GetAsync(Row, first.ETag)).StatusCode);
        await _authority.RegisterAsync("rowan");
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.GetAsync(Row, first.ETag)).StatusCode);
    }

    [Fact]
    public async Task Other_columns_than_sections_and_items_are_refused()
    {
        await FillAsync();

        var answer = await _authority.Lead.GetAsync($"{Row}?by=colour");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["by"], answer.Pointers);
    }

    private static JsonNode Cell(JsonNode row, string section) => row["cells"]!.AsArray().Single(c => (string?)c!["section"] == section)!;

    private static string NameOf(JsonNode because, JsonNode explanation) => (string?)because["trigger"] is { } trigger
        ? (string)explanation["triggers"]!.AsArray().Single(t => (string?)t!["trigger"] == trigger)!["title"]!
        : $"`{because["item"]}`";

    private async Task<TestClient> FillAsync()
    {
        await _authority.AdoptPlanAsync();
        var home = await _authority.RegisterAsync("beechwood");
        var answer = await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new
        {
            readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 11 } },
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return home;
    }
}
