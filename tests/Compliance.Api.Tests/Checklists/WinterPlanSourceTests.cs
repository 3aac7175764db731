using Compliance.Api.Checklists;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Tests.Checklists;

/// <summary>Holds the winter plan's checklist against what its source asks, field by field.</summary>
public sealed class WinterPlanSourceTests
{
    private static readonly Checklist _plan = ChecklistSet.Read(Path.Combine(AppContext.BaseDirectory, "checklists"))
        .Newest.Single(c => c.Key == "asc-winter-plan-2021-22");

    public static TheoryData<string> Items => [.. WinterPlanSource.All.Select(a => a.Item)];

    public static TheoryData<string> Places =>
        [.. WinterPlanSource.Headings.SelectMany(h => h.Parts.Length == 0 ? [h.Heading] : h.Parts.Select(p => $"{h.Heading}, {p}"))];

    [Theory]
    [MemberData(nameof(Items))]
    public void An_item_says_what_its_source_says(string key)
    {
        var asked = WinterPlanSource.All.Single(a => a.Item == key);
        var item = _plan.Items.Single(i => i.Key == key);

        Assert.Equal(asked.Place, item.Source);
        Assert.Equal(Owner.Authority, item.Owner);
        Assert.Equal(Words(asked.With), item.With.Order(StringComparer.Ordinal));
        Assert.Equal(Words(asked.Tell), item.Tell.Order(StringComparer.Ordinal));
        Assert.Equal(asked.Every, item.Repeat);
        Assert.Equal(asked.Due, item.Due is ItemDue.WeeksAfterStart ? null : item.Due);
        Assert.Equal(asked.Shown, item.EvidenceRequired);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Everything_that_the_source_asks_is_asked(string place) =>
        Assert.Contains(WinterPlanSource.All, a => a.Place == place);

    [Fact]
    public void Nothing_is_asked_of_an_authority_that_the_source_does_not_ask() =>
        Assert.Equal(
            WinterPlanSource.All.Select(a => a.Item).Order(StringComparer.Ordinal),
            _plan.Items.Where(i => i.Owner is Owner.Authority).Select(i => i.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ppe-shortages-reported", "dhsc")]
    [InlineData("vcod-risks-escalated", "lrf", "nhs-region")]
    [InlineData("market-concerns-raised", "dhsc", "region")]
    [InlineData("regulator-informed", "cqc")]
    [InlineData("outbreaks-controlled", "ukhsa-hpt")]
    [InlineData("contingency-talks", "region")]
    [InlineData("weekly-message", "provider")]
    public void Whom_the_source_names_is_told(string item, params string[] told) =>
        Assert.Equal(told, _plan.Items.Single(i => i.Key == item).Tell.Order(StringComparer.Ordinal));

    [Fact]
    public void The_message_of_the_two_directors_goes_out_every_week() =>
        Assert.Equal(
            (Cadence.Week, "dass, dph"),
            _plan.Items.Single(i => i.Key == "weekly-message") is var message ? (message.Repeat, string.Join(", ", message.With)) : default);

    [Fact]
    public void Professional_leadership_is_for_the_director_and_the_principal_social_worker() =>
        Assert.All(_plan.Sections.Single(s => s.Key == "leadership").Items, i => Assert.Superset(new HashSet<string> { "dass", "psw" }, i.With.ToHashSet()));

    [Theory]
    [InlineData("ppe-council-low", TriggerLevel.Red, "dhsc")]
    [InlineData("ppe-free-route-closed", TriggerLevel.Red, "dhsc")]
    [InlineData("vcod-staffing-risk", TriggerLevel.Red, "lrf", "nhs-region")]
    [InlineData("outbreak", TriggerLevel.Notice, "dph")]
    [InlineData("outbreak", TriggerLevel.Amber, "dph", "ukhsa-hpt")]
    [InlineData("testing-low", TriggerLevel.Amber, "dph")]
    [InlineData("cannot-meet-needs", TriggerLevel.Red, "region")]
    public void A_trigger_tells_at_once_whom_the_source_names(string trigger, TriggerLevel level, params string[] told)
    {
        var ladder = _plan.Triggers.Single(t => t.Key == trigger).Levels.Single(l => l.Name == level).Ladder;

        Assert.Superset(told.ToHashSet(), _plan.Ladders.Single(l => l.Key == ladder).Steps.First(s => s.AfterHours == 0).Tell.ToHashSet());
    }

    [Theory]
    [InlineData("staff-not-deployable")]
    [InlineData("vcod-staffing-risk")]
    public void What_the_law_asked_for_a_time_is_asked_for_that_time(string key) =>
        Assert.Equal(
            new InForce(new DateOnly(2021, 11, 11), new DateOnly(2022, 3, 15)),
            _plan.Measures.FirstOrDefault(m => m.Key == key)?.InForce ?? _plan.Triggers.FirstOrDefault(t => t.Key == key)?.InForce);

    [Fact]
    public void Vaccination_is_asked_apart_for_each_group_and_vaccine_with_the_unknown_counted_apart() =>
        Assert.All(
            from people in new[] { "staff", "agency", "residents" } from vaccine in new[] { "covid", "booster", "flu" } select $"{people}-{vaccine}",
            key =>
            {
                Assert.Equal(MeasureKind.Percentage, _plan.Measures.Single(m => m.Key == $"{key}-vaccinated").Kind);
                Assert.Equal(MeasureKind.Count, _plan.Measures.Single(m => m.Key == $"{key}-unknown").Kind);
            });

    [Fact]
    public void Every_round_the_clock_ladder_reaches_somebody_at_night() =>
        Assert.All(_plan.Ladders.Where(l => l.Clock is LadderClock.RoundTheClock), l => Assert.Contains("authority-out-of-hours", l.Steps[0].Tell));

    [Fact]
    public void Every_trigger_names_what_can_be_done() =>
        Assert.All(_plan.Triggers.Where(t => t.Value is not TriggerValue.SilentFor), t => Assert.NotEmpty(t.Contingency));

    private static IEnumerable<string> Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
}
