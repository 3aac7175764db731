using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Plans;

public sealed class PreviewPlanTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> Others => TestAuthority.RolesWithout(Permissions.WritePlans);

    private string Plan => $"{_authority.Address}/plans/asc-winter-plan-2021-22";

    public async ValueTask InitializeAsync()
    {
        var home = await _authority.RegisterAsync("beechwood");
        await _authority.AdoptPlanAsync(new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 31));
        await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new
        {
            asAt = "2026-11-02T09:00:00Z",
            readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 5 }, new { measure = "ppe-days-masks", value = 30 } },
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_change_shows_what_each_provider_would_be_asked_and_what_would_fire_and_writes_nothing()
    {
        var before = await Snapshot.OfAsync(_authority);

        var preview = await PreviewAsync(new
        {
            version = 1,
            from = "2026-10-01",
            to = "2027-03-31",
            overrides = new object[]
            {
                new { trigger = "staff-absence", level = "red", atLeast = 12, clearsBelow = 11, reason = "Small teams" },
                new { trigger = "staff-absence", level = "amber", off = true, reason = "One level is enough" },
                new { item = "logistics-considered", off = true, reason = "Settled last winter" },
            },
        });

        Assert.Equal(before, await Snapshot.OfAsync(_authority));
        Assert.Equal("2026-11-18", (string?)preview["begins"]);
        var home = Assert.Single(preview["providers"]!.AsArray())!;
        Assert.Equal("""["staff-employed"]""", home["kept"]!.ToJsonString());
        Assert.Equal("""["ppe-days-masks","staff-absent"]""", home["askedAgain"]!.ToJsonString());
        Assert.Contains("able-to-meet-needs-safely", home["new"]!.AsArray().Select(k => (string)k!));
        Assert.Empty(home["retired"]!.AsArray());
        Assert.Equal("changed", Of(preview, "triggers", "trigger", "staff-absence")["change"]!.ToString());
        Assert.Equal("unchanged", Of(preview, "triggers", "trigger", "ppe-low")["change"]!.ToString());
        Assert.Equal("off", Of(preview, "items", "item", "logistics-considered")["state"]!.ToString());
        Assert.Equal("ended", Of(preview, "items", "item", "visiting-staff-vaccinated")["state"]!.ToString());
        Assert.Equal("provider", Of(preview, "items", "item", "ppe-stock")["owner"]!.ToString());
        var fires = Assert.Single(preview["firings"]!.AsArray(), f => (string)f!["trigger"]! == "staff-absence")!;
        Assert.Equal("red", (string?)fires["level"]);
    }

    [Fact]
    public async Task What_the_preview_says_is_what_adopting_does()
    {
        var body = new
        {
            version = 1,
            from = "2026-10-01",
            to = "2027-03-31",
            overrides = new object[] { new { trigger = "staff-absence", level = "red", atLeast = 12, clearsBelow = 11, reason = "Small teams" }, new { trigger = "staff-absence", level = "amber", off = true, reason = "One is enough" } },
        };
        var preview = await PreviewAsync(body);

        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.PutAsync($"{Plan}?season=2026", body, "\"1\"")).StatusCode);

        var position = await _authority.Lead.GetJsonAsync($"{_authority.Address}/providers/beechwood/position");
        var fired = position["triggers"]!.AsArray().Where(t => (string)t!["level"]! != "clear").Select(t => (string)t!["trigger"]!);
        Assert.Subset(fired.ToHashSet(), preview["firings"]!.AsArray().Where(f => (string)f!["subject"]!["kind"]! == "provider").Select(f => (string)f!["trigger"]!).ToHashSet());
        Assert.Contains("staff-absence", fired);
    }

    [Fact]
    public async Task An_item_switched_off_is_neither_asked_nor_taken_and_says_why()
    {
        var body = new { version = 1, from = "2026-10-01", to = "2026-12-31", overrides = new object[] { new { item = "ppe-stock", off = true, reason = "Asked by the NHS" } } };
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.PutAsync($"{Plan}?season=2026", body, "\"1\"")).StatusCode);

        var due = await _authority.Lead.GetJsonAsync($"{_authority.Address}/providers/beechwood/due");
        Assert.DoesNotContain("ppe-stock", due["items"]!.Select("item"));
        var answer = await _authority.Lead.PostAsync($"{_authority.Address}/providers/beechwood/reports", new { toldBy = "manager", statuses = new object[] { new { item = "ppe-stock", status = "met" } } });
        Assert.Contains("Asked by the NHS", (string?)answer.Json["detail"], StringComparison.Ordinal);
        var board = await _authority.Lead.GetJsonAsync($"{_authority.Address}/board?by=item");
        Assert.DoesNotContain("ppe-stock", board["items"]!.AsArray().Select(i => (string)i!));
    }

    [Theory]
    [InlineData("""{"item":"ppe-stok","off":true,"reason":"Ours"}""", "/overrides/0/item")]
    [InlineData("""{"item":"ppe-stock","reason":"Ours"}""", "/overrides/0/off")]
    [InlineData("""{"item":"ppe-stock","off":true,"level":"red","reason":"Ours"}""", "/overrides/0/off")]
    [InlineData("""{"item":"ppe-stock","trigger":"ppe-low","off":true,"reason":"Ours"}""", "/overrides/0/trigger")]
    [InlineData("""{"off":true,"reason":"Ours"}""", "/overrides/0/trigger")]
    [InlineData("""{"item":"ppe-stock","off":true,"reason":"Ours"},{"item":"ppe-stock","off":true,"reason":"Ours"}""", "/overrides/1/item")]
    public async Task An_override_of_an_item_that_cannot_be_is_refused_in_preview_and_in_earnest(string overrides, string pointer)
    {
        var body = JsonNode.Parse($$"""{"version":1,"from":"2026-10-01","to":"2026-12-31","overrides":[{{overrides}}]}""");
        var before = await Snapshot.OfAsync(_authority);

        Assert.Equal([pointer], (await _authority.Lead.PostAsync($"{Plan}/preview?season=2026", body)).Pointers);
        Assert.Equal([pointer], (await _authority.Lead.PutAsync($"{Plan}?season=2026", body, "\"1\"")).Pointers);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Theory]
    [InlineData("asc-winter-plan-2021-22", """{"version":1}""", "/from")]
    [InlineData("asc-winter-plan-2021-22", """{"version":99,"from":"2026-10-01","to":"2026-12-31"}""", "/version")]
    [InlineData("asc-winter-plan-2021-22", """{"version":1,"from":"2025-10-01","to":"2026-12-31"}""", "/from")]
    [InlineData("no-such-plan", """{"version":1,"from":"2026-10-01","to":"2026-12-31"}""", "checklist")]
    public async Task What_could_not_be_adopted_is_said(string checklist, string body, string pointer)
    {
        var answer = await _authority.Lead.PostAsync($"{_authority.Address}/plans/{checklist}/preview?season=2026", JsonNode.Parse(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(pointer, answer.Pointers);
    }

    [Fact]
    public async Task An_older_version_is_refused_in_preview_as_in_earnest_and_the_same_one_is_not()
    {
        object Body(int version) => new { version, from = "2026-10-01", to = "2026-12-31" };
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.PostAsync($"{Plan}/preview?season=2026", Body(2))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.PutAsync($"{Plan}?season=2026", Body(2), "\"1\"")).StatusCode);
        var before = await Snapshot.OfAsync(_authority);

        var (preview, set) = (await _authority.Lead.PostAsync($"{Plan}/preview?season=2026", Body(1)), await _authority.Lead.PutAsync($"{Plan}?season=2026", Body(1), "\"2\""));

        Assert.Equal((HttpStatusCode.Conflict, "version-older"), (preview.StatusCode, preview.Problem));
        Assert.Equal(((string?)set.Json["detail"], set.Problem), ((string?)preview.Json["detail"], preview.Problem));
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.PostAsync($"{Plan}/preview?season=2026", Body(2))).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Other_roles_are_refused(string role) => Assert.Equal(
        HttpStatusCode.Forbidden,
        (await _authority.As(role).PostAsync($"{Plan}/preview?season=2026", new { version = 1, from = "2026-10-01", to = "2026-12-31" })).StatusCode);

    [Fact]
    public async Task Another_authoritys_plan_is_not_found() => Assert.Equal(
        HttpStatusCode.NotFound,
        (await app.NewAuthority().Lead.PostAsync($"{Plan}/preview?season=2026", new { version = 1, from = "2026-10-01", to = "2026-12-31" })).StatusCode);

    private async Task<JsonNode> PreviewAsync(object body)
    {
        var answer = await _authority.Lead.PostAsync($"{Plan}/preview?season=2026", body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    private static JsonNode Of(JsonNode preview, string list, string name, string key) => preview[list]!.AsArray().Single(x => (string)x![name]! == key)!;
}
