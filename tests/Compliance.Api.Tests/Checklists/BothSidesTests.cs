using Compliance.Api.Authorities;
using Compliance.Api.Checklists;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using FiringMark = Compliance.Domain.Triggers.FiringMark;

namespace Compliance.Api.Tests.Checklists;

/// <summary>Looks into the tests of the shipped checklists: whether every limit of every trigger is tried from both of its sides.</summary>
public sealed class BothSidesTests
{
    private static readonly Calendar _calendar = ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf("england");

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

    public static TheoryData<string> Checklists => [.. _shipped.Newest.Where(c => _shipped.Tests.ContainsKey(c.Key)).Select(c => c.Key)];

    [Theory]
    [MemberData(nameof(Checklists))]
    public void The_register_the_plan_cases_and_the_past_are_changed(string checklist)
    {
        var steps = _shipped.Tests[checklist].Tests.SelectMany(t => t.Steps).ToList();
        var marks = steps.SelectMany(s => s.Expect).SelectMany(e => e.Marks ?? []).ToHashSet();

        Assert.Contains(steps.OfType<TestStep.Register>().SelectMany(r => r.Providers), p => p is { ServiceType: not null });
        Assert.Contains(steps.OfType<TestStep.Register>().SelectMany(r => r.Providers), p => p is { ServiceType: null, To: not null });
        Assert.Contains(steps.OfType<TestStep.Plan>(), p => p.Overrides.Any(o => !o.Off) && p.Expect.Count > 0);
        Assert.Contains(steps.OfType<TestStep.Plan>(), p => p.Overrides.Any(o => o.Off));
        Assert.Contains(steps.OfType<TestStep.Act>(), a => a.Action is CaseAction.StandDown);
        Assert.Equal([FiringMark.WouldNotHaveFired, FiringMark.DiscoveredLate], marks.Order());
    }

    [Theory]
    [MemberData(nameof(Checklists))]
    public void Tests_go_over_bank_holidays_and_clock_changes(string checklist)
    {
        var days = _shipped.Tests[checklist].Tests.Where(t => t.Steps.Count > 1)
            .Select(t => (From: DateOnly.FromDateTime(t.Steps[0].On), To: DateOnly.FromDateTime(t.Steps[^1].On))).ToList();

        Assert.Contains(days, d => Enumerable.Range(d.From.DayNumber, d.To.DayNumber - d.From.DayNumber).Select(DateOnly.FromDayNumber)
            .Any(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_calendar.IsWorkingDay(day)));
        Assert.Contains(days, d => _calendar.ToLocal(_calendar.StartOf(d.From)) - _calendar.StartOf(d.From) != _calendar.ToLocal(_calendar.StartOf(d.To)) - _calendar.StartOf(d.To));
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
