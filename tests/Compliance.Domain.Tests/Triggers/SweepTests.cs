using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Tests.Intake;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Triggers;

/// <summary>All answers in one pass say what each says by itself.</summary>
public sealed class SweepTests
{
    private static readonly DateTime _at = London.At("2026-11-18T09:00Z");
    private static readonly Checklist _checklist = Small.Checklist() with
    {
        Triggers =
        [
            Small.Absence(),
            Small.Trigger("floor", SubjectScope.Provider, new TriggerValue.Reading("masks"), Under(TriggerLevel.Amber, 5), Under(TriggerLevel.Red, 3)),
            Small.Trigger("most", SubjectScope.Provider, new TriggerValue.Reading("gloves"), Small.AtMost(TriggerLevel.Amber, 4, 6), Small.AtMost(TriggerLevel.Red, 2, 6)),
            Small.Trigger("ratio", SubjectScope.Provider, new TriggerValue.Ratio("absent", "employed", 1000), Small.AtLeast(TriggerLevel.Red, 125, null)),
            Small.Trigger("safety", SubjectScope.Provider, new TriggerValue.Reading("safe"), Small.AtLeast(TriggerLevel.Red, 0, null) with { Comparison = Comparison.Is, Answer = "no" }),
            Small.Trigger("ppe", SubjectScope.Provider, new TriggerValue.Least(["masks", "gloves"]), Small.AtMost(TriggerLevel.Red, 2, 4)) with { Missing = MissingStrategy.NeverSkip },
        ],
    };

    private static readonly Rulebook _rules = new(
        [new Plan(_checklist, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), [], [], 1, London.Day("2026-09-01"))], London.England, London.Day("2026-11-18"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_level_is_the_one_that_a_look_gives(int seed)
    {
        var random = new Random(seed);
        var subjects = Enumerable.Range(0, 300).Select(n => Some(random, n)).ToList();

        var swept = new Sweep(_rules, _rules.Rules, subjects).Reached(_at);

        for (var r = 0; r < _rules.Rules.Count; r++)
        {
            var rule = _rules.Rules[r];
            Assert.Equal(subjects.Select(s => Reached(rule, s)), swept[r]);
            Assert.True(swept[r].Distinct().Count() >= 2, $"{rule.Trigger.Key} says the same of all, which proves nothing");
        }
    }

    private static TriggerLevel Reached(Rule rule, SubjectState subject)
    {
        var seen = Timeline.See(rule, subject, subject.Known, _rules, _at);
        return rule.Trigger.Levels.Where(l => seen.Met(l) == Truth.True).Select(l => l.Name).DefaultIfEmpty().Max();
    }

    private static SubjectState Some(Random random, int number)
    {
        var subject = new SubjectState($"home-{number}") { Membership = new Membership("care-home", London.Day("2026-10-01"), null) };
        foreach (var measure in _checklist.Measures.Where(m => m.Owner == Owner.Provider && random.Next(10) > 0))
        {
            var answer = random.Next(12) switch
            {
                0 => Answer.Unknown,
                1 => Answer.NotApplicable,
                2 => Answer.Nil,
                _ when measure.Kind == MeasureKind.YesNo => Answer.YesNo(random.Next(2) == 0),
                _ => Answer.Count(measure.Key == "employed" ? random.Next(41) : random.Next(9)),
            };
            subject.Beliefs[measure.Key] = new Belief(answer, _at.AddDays(-measure.FreshForDays).AddMilliseconds(random.Next(-1, 2)), 1);
        }

        return subject;
    }

    private static Level Under(TriggerLevel name, long limit) => Small.AtLeast(name, limit, null) with { Comparison = Comparison.Below };
}
