using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Plans;

/// <summary>The suite's clock stands at nine on Wednesday 18 November 2026.</summary>
public sealed class GetLaddersTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Address => $"{_authority.Address}/ladders";

    public static TheoryData<string> Others => TestAuthority.RolesWithout(Permissions.ReadPlans);

    [Fact]
    public async Task Time_windows_confuse_people_so_the_next_ten_openings_are_listed_in_local_time()
    {
        await _authority.AdoptPlanAsync();

        var seen = await _authority.Lead.GetJsonAsync(Address);

        Assert.Equal("Europe/London", (string?)seen["zone"]);
        var openings = Of(seen, "local")["openings"]!.AsArray();
        Assert.Equal(
            [
                "9am Wednesday 18 November to 5pm", "9am Thursday 19 November to 5pm", "9am Friday 20 November to 5pm",
                "9am Monday 23 November to 5pm", "9am Tuesday 24 November to 5pm",
            ],
            openings.Take(5).Select(o => (string?)o!["local"]));
        Assert.Equal(10, openings.Count);
        Assert.Equal(("2026-11-23T09:00:00Z", "2026-11-23T17:00:00Z"), ((string?)openings[3]!["opens"], (string?)openings[3]!["closes"]));
        Assert.Empty(Of(seen, "urgent")["openings"]!.AsArray());
    }

    [Fact]
    public async Task Every_step_and_the_deadline_say_when_and_why()
    {
        await _authority.AdoptPlanAsync();

        var seen = await _authority.Lead.GetJsonAsync(Address);

        Assert.Equal(["own-plan", "local", "follow-up", "urgent", "emergency"], seen["ladders"]!.Select("ladder"));
        var urgent = Of(seen, "urgent");
        Assert.Equal(("round-the-clock", 4), ((string?)urgent["clock"], (int)urgent["answerWithinHours"]!));
        Assert.Equal("1pm Wednesday 18 November: 4 hours round the clock, counted from 9am Wednesday 18 November", (string?)urgent["deadline"]!["because"]);
        Assert.Equal(["at once", "1pm Wednesday 18 November: 4 hours round the clock, counted from 9am Wednesday 18 November"], urgent["steps"]!.AsArray().Take(2).Select(s => (string?)s!["due"]!["because"]));
        Assert.Equal(("2026-11-18T17:00:00Z", true, 8), ((string?)urgent["steps"]![2]!["due"]!["on"], (bool)urgent["steps"]![2]!["unlessAcknowledged"]!, (int)urgent["steps"]![2]!["afterHours"]!));
        Assert.Contains("staff-absence red authority", urgent["startedBy"]!.AsArray().Select(l => $"{l!["trigger"]} {l["level"]} {l["tier"]}"));
        Assert.Equal("5pm Thursday 19 November: 16 working hours, counted from 9am Wednesday 18 November", (string?)Of(seen, "follow-up")["deadline"]!["because"]);
    }

    [Fact]
    public async Task People_are_counted_for_all_and_named_to_the_lead()
    {
        await _authority.WithContacts("authority-director", "authority-lead").AdoptPlanAsync();
        var (reviewer, manager) = (_authority.Reviewer, _authority.Manager("beechwood"));

        var lead = (await _authority.Lead.GetJsonAsync(Address))!;
        Assert.Equal([(1, 1), (1, 0), (0, 1), (1, 0), (0, 0)], new[] { "authority-lead", "region", "authority-director", "provider", "lrf" }.Select(r => Counts(lead, r)));
        Assert.Contains("Desk of authority-lead", Told(lead, "authority-lead")["names"]!.AsArray().Select(n => (string?)n));
        Assert.Equal(["Desk of authority-director"], Told(lead, "authority-director")["names"]!.AsArray().Select(n => (string?)n));

        Assert.Null(Told(lead, "region")["names"]);
        Assert.Null(Told(lead, "provider")["names"]);
        foreach (var client in new[] { reviewer, manager })
        {
            var answer = await client.GetAsync(Address);
            Assert.Equal((1, 1), Counts(answer.Json, "authority-lead"));
            Assert.Null(Told(answer.Json, "authority-lead")["names"]);
            Assert.DoesNotContain("Desk of", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_role_that_nobody_holds_says_who_is_told_instead()
    {
        await _authority.AdoptPlanAsync();

        var seen = await _authority.Lead.GetJsonAsync(Address);

        Assert.Equal("authority-lead", (string?)Told(seen, "lrf")["instead"]);
        Assert.Equal("Local resilience forum", (string?)Told(seen, "lrf")["label"]);
        Assert.Null(Told(seen, "authority-lead")["instead"]);
        _authority.WithContacts("lrf");
        Assert.Null(Told(await _authority.Lead.GetJsonAsync(Address), "lrf")["instead"]);
    }

    [Theory]
    [InlineData("2026-11-18", "2026-11-18", 5)]
    [InlineData("2026-11-19", "2027-03-31", 0)]
    [InlineData("2026-10-01", "2026-11-17", 0)]
    public async Task Ladders_are_those_of_plans_that_cover_today(string from, string to, int ladders)
    {
        await _authority.AdoptPlanAsync(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(ladders, (await _authority.Lead.GetJsonAsync(Address))["ladders"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_trigger_that_is_switched_off_starts_nothing()
    {
        _authority.WithContacts("authority-out-of-hours");
        await _authority.Lead.PutAsync($"{_authority.Address}/plans/asc-winter-plan-2021-22?season=2026", new
        {
            version = 1,
            from = "2026-10-01",
            to = "2027-03-31",
            overrides = new object[] { new { trigger = "ppe-council-low", off = true, reason = "No stock of our own" } },
        });

        var started = Of(await _authority.Lead.GetJsonAsync(Address), "urgent")["startedBy"]!.Select("trigger").ToList();
        Assert.Contains("staff-absence", started);
        Assert.DoesNotContain("ppe-council-low", started);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Others_do_not_see_them(string role) => Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role).GetAsync(Address)).StatusCode);

    [Fact]
    public async Task Those_of_another_authority_are_not_found()
    {
        var other = app.NewAuthority();

        Assert.All(
            [await other.Lead.GetAsync(Address), await other.Reviewer.GetAsync(Address), await other.Manager("beechwood").GetAsync(Address)],
            a => Assert.Equal(HttpStatusCode.NotFound, a.StatusCode));
    }

    private static JsonNode Of(JsonNode seen, string ladder) => seen["ladders"]!.AsArray().Single(l => (string?)l!["ladder"] == ladder)!;

    private static JsonNode Told(JsonNode seen, string role) =>
        seen["ladders"]!.AsArray().SelectMany(l => l!["steps"]!.AsArray()).SelectMany(s => s!["told"]!.AsArray()).First(r => (string?)r!["role"] == role)!;

    private static (int Users, int Contacts) Counts(JsonNode seen, string role) => ((int)Told(seen, role)["users"]!, (int)Told(seen, role)["contacts"]!);
}
