using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Plans;

/// <summary>A plan that goes from version 1 to version 2 in the middle of its season.</summary>
public sealed class NewVersionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_new_version_adds_is_owed_from_the_day_it_is_taken_on_and_nothing_is_late_for_the_time_before()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync(new DateOnly(2026, 11, 16));
        await authority.RegisterAsync("beechwood", joined: new DateOnly(2026, 9, 1));
        own.Clock.MoveTo(new DateTimeOffset(2027, 1, 13, 9, 0, 0, TimeSpan.Zero));
        await own.Services.GetRequiredService<Ticker>().RoundAsync(Ct);
        var lead = own.SignedIn(new ActingHat(Roles.AuthorityLead, authority.Id, null, []));
        var before = await lead.GetJsonAsync($"{authority.Address}/actions");
        var plan = $"{authority.Address}/plans/asc-winter-plan-2021-22";
        var body = new { version = 2, from = "2026-11-16", to = "2027-03-31" };

        var preview = await lead.PostAsync($"{plan}/preview?season=2026", body);
        // The home has been silent all along, and version 2 also listens for the question of safety.
        Assert.Equal(["safety-silent"], preview.Json["firings"]!.Select("trigger"));
        Assert.Equal(HttpStatusCode.OK, (await lead.PutAsync($"{plan}?season=2026", body, "\"1\"")).StatusCode);

        var after = await lead.GetJsonAsync($"{authority.Address}/actions");
        Assert.Contains("staffing-contingency", Late(after));
        Assert.Subset(Late(before).ToHashSet(), Late(after).ToHashSet());
        var message = after["items"]!.AsArray().Single(i => (string)i!["item"]! == "weekly-message")!;
        Assert.Equal(("due", 0), ((string)message["state"]!, (int)message["missed"]!));
        var due = await lead.GetJsonAsync($"{authority.Address}/providers/beechwood/due");
        Assert.Equal("2027-01-17T23:59:59Z", (string?)due["questions"]!.AsArray().Single(q => (string)q!["measure"]! == "outbreak-linked-cases")!["dueOn"]);
        Assert.Equal("2026-11-22T23:59:59Z", (string?)due["questions"]!.AsArray().Single(q => (string)q!["measure"]! == "staff-absent")!["dueOn"]);
    }

    private static List<string> Late(System.Text.Json.Nodes.JsonNode actions) =>
        [.. actions["items"]!.AsArray().Where(i => (string)i!["state"]! == "late").Select(i => (string)i!["item"]!).Order(StringComparer.Ordinal)];
}
