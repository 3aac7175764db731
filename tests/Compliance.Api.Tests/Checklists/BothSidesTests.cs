using Compliance.Api.Checklists;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Tests.Checklists;

/// <summary>Looks into the tests of the shipped checklists: whether every limit of every trigger is tried from both of its sides.</summary>
public sealed class BothSidesTests
{
    private static readonly ChecklistSet _shipped = ChecklistSet.Read(Path.Combine(AppContext.BaseDirectory, "checklists"));

    public static TheoryData<string, string> Triggers =>
        [.. _shipped.Newest.Where(c => _shipped.Tests.ContainsKey(c.Key)).SelectMany(c => c.Triggers.Select(t => new TheoryDataRow<string, string>(c.Key, t.Key)))];

    [Theory]
    [MemberData(nameof(Triggers))]
    public void Each_level_is_reached_once_and_just_missed_once(string checklist, string trigger) =>
        Assert.All(Trigger(checklist, trigger).Levels, level =>
        {
            Assert.Contains(Stories(checklist, trigger), s => s.Any(e => e.Level == level.Name));
            Assert.Contains(Stories(checklist, trigger), s => s.Any(e => e.Level < level.Name && Reason(e, level) is WhyNot.NotMet or WhyNot.Sustained));
        });

    [Theory]
    [MemberData(nameof(Triggers))]
    public void Each_clearing_limit_is_held_once_and_passed_once(string checklist, string trigger) =>
        Assert.All(Trigger(checklist, trigger).Levels.Where(l => l.ClearsAt is not null), level =>
        {
            Assert.Contains(Stories(checklist, trigger), s => s.Zip(s.Skip(1)).Any(e => e.First.Level >= level.Name && e.Second.Level == level.Name && e.Second.StandDownProposed is false));
            Assert.Contains(Stories(checklist, trigger), s => s.Zip(s.Skip(1)).Any(e => e.First.Level == level.Name && e.Second.Level < level.Name));
        });

    [Theory]
    [MemberData(nameof(Triggers))]
    public void A_level_that_needs_several_periods_is_seen_to_wait(string checklist, string trigger) =>
        Assert.All(Trigger(checklist, trigger).Levels.Where(l => l.Periods > 1), level =>
            Assert.Contains(Stories(checklist, trigger), s => s.Any(e => Reason(e, level) is WhyNot.Sustained)));

    [Theory]
    [MemberData(nameof(Triggers))]
    public void A_limit_of_one_number_is_met_exactly_and_missed_by_one(string checklist, string trigger)
    {
        if (Trigger(checklist, trigger).Value is not TriggerValue.Reading { Measure: var measure } || Kind(checklist, measure) is not (MeasureKind.Count or MeasureKind.Number))
        {
            return;
        }

        var seen = Steps(checklist).Where(s => s.Value(measure) is not null)
            .SelectMany(s => s.Step.Expect.Where(e => e.Trigger == trigger).Select(e => (Value: s.Value(measure)!.Value, e.Level))).ToList();
        Assert.All(Trigger(checklist, trigger).Levels, level =>
        {
            Assert.Contains(seen, s => s.Value == level.Limit && s.Level == level.Name);
            Assert.Contains(seen, s => s.Value == level.Limit + (level.Comparison is Comparison.AtMost ? 1 : -1) && s.Level < level.Name);
        });
    }

    [Theory]
    [MemberData(nameof(Triggers))]
    public void Silence_lateness_corrections_and_who_is_told_are_tried(string checklist, string trigger)
    {
        var tests = _shipped.Tests[checklist].Tests.Where(t => t.Steps.SelectMany(s => s.Expect).Any(e => e.Trigger == trigger)).ToList();

        Assert.Contains(tests.SelectMany(t => t.Steps), s => s is TestStep.Tick && s.Expect.Any(e => e.Trigger == trigger && e.Level > TriggerLevel.Clear));
        Assert.Contains(tests.SelectMany(t => t.Steps), s => s is TestStep.Report r && r.AsAt < r.On && s.Expect.Any(e => e.Trigger == trigger));
        Assert.Contains(tests.SelectMany(t => t.Steps), s => s is TestStep.Correct && s.Expect.Any(e => e.Trigger == trigger));
        Assert.All(Trigger(checklist, trigger).Levels, level =>
            Assert.Contains(tests.SelectMany(t => t.Steps).SelectMany(s => s.Expect), e => e.Trigger == trigger && e.Level == level.Name && e.Told is { Count: > 0 }));
    }

    private static Trigger Trigger(string checklist, string trigger) => _shipped.Newest.Single(c => c.Key == checklist).Triggers.Single(t => t.Key == trigger);

    private static MeasureKind Kind(string checklist, string measure) => _shipped.Newest.Single(c => c.Key == checklist).Measures.Single(m => m.Key == measure).Kind;

    private static WhyNot? Reason(Expectation expectation, Level level) =>
        expectation.WhyNot is { } why && why.TryGetValue(level.Name, out var reason) ? reason : null;

    /// <summary>What is expected of a trigger and one subject, test by test, in the order of time.</summary>
    private static IEnumerable<List<Expectation>> Stories(string checklist, string trigger) => _shipped.Tests[checklist].Tests.SelectMany(t =>
        t.Steps.SelectMany(s => s.Expect).Where(e => e.Trigger == trigger).GroupBy(e => e.Of).Select(g => g.ToList()));

    private static IEnumerable<Given> Steps(string checklist) => _shipped.Tests[checklist].Tests.SelectMany(t => t.Steps).Select(s => new Given(s));

    private sealed record Given(TestStep Step)
    {
        public long? Value(string measure) => Step is TestStep.Report report
            ? (report.Readings.FirstOrDefault(r => r.Measure == measure)?.Answer as TestAnswer.Number)?.Value
            : null;
    }
}
