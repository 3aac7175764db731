using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Providers;

/// <summary>It is Wednesday 18 November 2026.</summary>
public sealed class ClosureTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Address => $"{_authority.Address}/providers/rowan";

    [Fact]
    public async Task Closures_are_given_read_replaced_and_taken_away()
    {
        var registered = await _authority.Lead.PostAsync($"{_authority.Address}/providers", new
        {
            provider = "rowan",
            name = "Rowan",
            serviceType = "care-home",
            joinedOn = "2026-07-01",
            closures = new[] { Closure("2027-02-01", "2027-02-05"), Closure("2026-12-21", "2027-01-03") },
        });
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        Assert.Equal(["2026-12-21", "2027-02-01"], registered.Json["closures"]!.Select("from"));
        Assert.Equal(registered.Text, (await _authority.Lead.GetAsync(Address)).Text);

        var named = await _authority.Lead.PatchAsync(Address, new { name = "Rowan House" }, "\"1\"");
        Assert.Equal(["2026-12-21", "2027-02-01"], named.Json["closures"]!.Select("from"));

        var replaced = await _authority.Lead.PatchAsync(Address, new { closures = new[] { Closure("2027-02-01", "2027-02-05") } }, "\"2\"");
        Assert.Equal("""[{"from":"2027-02-01","to":"2027-02-05","reason":"Refurbishment"}]""", replaced.Json["closures"]!.ToJsonString());

        var none = await _authority.Lead.PatchAsync(Address, new { closures = (object?)null }, "\"3\"");
        Assert.Empty(none.Json["closures"]!.AsArray());
        Assert.Equal(none.Text, (await _authority.Lead.GetAsync(Address)).Text);
    }

    [Theory]
    [InlineData("""[ { "from": "2026-12-21", "to": "2026-12-20", "reason": "Works" } ]""", "/closures/0/to")]
    [InlineData("""[ { "to": "2026-12-20", "reason": "Works" } ]""", "/closures/0/from")]
    [InlineData("""[ { "from": "2026-12-20", "to": "2026-12-20" } ]""", "/closures/0/reason")]
    [InlineData("""[ { "from": "2026-10-17", "to": "2026-12-20", "reason": "Works" } ]""", "/closures")]
    [InlineData("""[ { "from": "0001-01-01", "to": "9999-12-31", "reason": "Works" } ]""", "/closures/0/from")]
    [InlineData("[ null ]", "/closures/0/from")]
    [InlineData("\"tomorrow\"", null)]
    [InlineData("""[ { "from": "soon" } ]""", null)]
    public async Task What_makes_no_sense_is_refused_and_nothing_written(string closures, string? pointer)
    {
        await _authority.RegisterAsync("rowan");
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Lead.PatchAsync(Address, new { closures = JsonNode.Parse(closures) }, "\"1\"");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(pointer is null || answer.Pointers.Contains(pointer), answer.Text);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task A_register_from_a_spreadsheet_keeps_the_closures()
    {
        await _authority.RegisterAsync("rowan");
        await _authority.Lead.PatchAsync(Address, new { closures = new[] { Closure("2026-12-21", "2027-01-03") } }, "\"1\"");

        var same = await _authority.Lead.SendTextAsync(HttpMethod.Post, $"{_authority.Address}/providers", "provider,name\nrowan,rowan\n", "text/csv");
        Assert.Contains("unchanged", same.Text, StringComparison.Ordinal);
        await _authority.Lead.SendTextAsync(HttpMethod.Post, $"{_authority.Address}/providers", "provider,name\nrowan,Rowan House\n", "text/csv");

        var read = await _authority.Lead.GetJsonAsync(Address);
        Assert.Equal("Rowan House", (string?)read["name"]);
        Assert.Equal(["2026-12-21"], read["closures"]!.Select("from"));
    }

    [Fact]
    public async Task While_it_is_closed_the_board_says_so_and_nobody_chases_it()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync();
        await authority.RegisterAsync("rowan", joined: new DateOnly(2026, 11, 16));
        await authority.RegisterAsync("elm", joined: new DateOnly(2026, 11, 16));
        var address = $"{authority.Address}/providers/rowan";
        await authority.Lead.PatchAsync(address, new { closures = new[] { Closure("2026-11-20", "2026-12-06") } }, "\"1\"");
        Assert.Null(Row(await authority.Lead.GetJsonAsync($"{authority.Address}/board"))["closed"]);

        // The week of the 16th was due on Sunday; four working days on, Elm is silent and Rowan is closed.
        own.Clock.MoveTo(new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));
        await own.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);

        var lead = own.SignedIn(new(Roles.AuthorityLead, authority.Id, null, []));
        var board = await lead.GetJsonAsync($"{authority.Address}/board");
        Assert.Equal("""{"from":"2026-11-20","to":"2026-12-06","reason":"Refurbishment"}""", Row(board)["closed"]!.ToJsonString());
        Assert.Equal((2, 1, 1), ((int)board["expected"]!, (int)board["late"]!, (int)board["excused"]!));
        var due = await lead.GetJsonAsync($"{address}/due");
        Assert.DoesNotContain("staff-absent", due["questions"]!.Select("measure"));
        Assert.Equal("""{"from":"2026-11-20","to":"2026-12-06"}""", due["closed"]!.ToJsonString());
        var cases = await lead.GetJsonAsync("/v1/escalations");
        Assert.All(cases["items"]!.AsArray(), c => Assert.NotEqual("rowan", (string?)c!["subject"]!["key"]));
        Assert.NotEmpty(cases["items"]!.AsArray());

        own.Clock.MoveTo(new DateTimeOffset(2026, 12, 7, 0, 0, 0, TimeSpan.Zero));
        await own.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);
        lead = own.SignedIn(new(Roles.AuthorityLead, authority.Id, null, []));
        Assert.Null(Row(await lead.GetJsonAsync($"{authority.Address}/board"))["closed"]);
    }

    private static JsonNode Row(JsonNode board) => board["providers"]!.AsArray().Single(p => (string?)p!["provider"] == "rowan")!;

    private static object Closure(string from, string to) => new { from, to, reason = "Refurbishment" };
}
