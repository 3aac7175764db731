using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What must hold between a file of tests and its checklist.</summary>
internal static class TestReferences
{
    public static void Check(Page page, ChecklistTests tests, Checklist checklist)
    {
        if (tests.Checklist != checklist.Key && tests.Checklist.Length > 0)
        {
            page.Say(page.At(tests, "checklist"), $"the tests are of `{tests.Checklist}`, the checklist is `{checklist.Key}`; use one key");
        }

        foreach (var test in tests.Tests)
        {
            foreach (var step in test.Steps.Where(page.IsReadable))
            {
                CheckReadings(page, checklist, test, step);
                CheckStatuses(page, checklist, step);
                foreach (var expectation in step.Expect)
                {
                    CheckExpectation(page, checklist, test, expectation);
                }

                CheckItems(page, checklist, step);
                if (step is TestStep.Act act)
                {
                    References.Trigger(page, checklist, act.Trigger, page.At(act, "trigger"));
                }
            }
        }
    }

    private static void CheckReadings(Page page, Checklist checklist, ChecklistTest test, TestStep step)
    {
        var (readings, whom) = step switch
        {
            TestStep.Report { Of: [var of, ..] } report => (report.Readings, of),
            TestStep.Correct { Readings: var corrected, Corrects: var index } => (corrected, ((TestStep.Report)test.Steps[index]).Of[0]),
            _ => ([], ""),
        };
        foreach (var reading in readings)
        {
            var place = page.KeyOf(reading, reading.Measure);
            if (References.Measure(page, checklist, reading.Measure, place) is not { } measure)
            {
                continue;
            }

            if (measure.Owner is Owner.Authority != (whom == TestStep.Authority))
            {
                var owner = measure.Owner is Owner.Authority ? "the authority" : "a provider";
                page.Say(place, $"`{measure.Key}` is not asked of `{whom}`; put it into a report of {owner}");
            }
            else if (!Fits(measure, reading.Answer))
            {
                page.Say(
                    page.At(reading, measure.Key),
                    $"this does not answer `{measure.Key}`, which is of kind {Words.Of(measure.Kind)}; change it");
            }
        }
    }

    private static void CheckStatuses(Page page, Checklist checklist, TestStep step)
    {
        if (step is not TestStep.Report { Of: [var whom, ..] } report)
        {
            return;
        }

        foreach (var status in report.Statuses)
        {
            var place = page.KeyOf(status, status.Item);
            if (References.Item(page, checklist, status.Item, place) is { } item
                && item.Owner is Owner.Authority != (whom == TestStep.Authority))
            {
                var owner = item.Owner is Owner.Authority ? "the authority" : "a provider";
                page.Say(place, $"`{item.Key}` is not up to `{whom}`; put it into a report of {owner}");
            }
        }
    }

    private static bool Fits(Measure measure, TestAnswer answer) => answer switch
    {
        TestAnswer.Number n => measure.Kind is MeasureKind.Number or MeasureKind.Money || measure.Kind is MeasureKind.Count && n.Value >= 0,
        TestAnswer.Percentage => measure.Kind is MeasureKind.Percentage,
        TestAnswer.Word w => measure.Kind is MeasureKind.YesNo && w.Value is "yes" or "no"
            || measure.Kind is MeasureKind.Choice && measure.Choices.Any(c => c.Key == w.Value),
        TestAnswer.Day => measure.Kind is MeasureKind.Date,
        _ => true,
    };

    private static void CheckExpectation(Page page, Checklist checklist, ChecklistTest test, Expectation expectation)
    {
        if (References.Trigger(page, checklist, expectation.Trigger, page.At(expectation, "trigger")) is not { } trigger)
        {
            return;
        }

        var scope = expectation.Of == TestStep.Authority ? SubjectScope.Authority
            : test.Organisations.Contains(expectation.Of) ? SubjectScope.Organisation
            : SubjectScope.Provider;
        if (trigger.Subject != scope)
        {
            page.Say(page.At(expectation, "of"), $"`{trigger.Key}` judges {CountedRules.Whom(trigger.Subject)}; change `of`");
        }

        if (expectation.SuppressedBy is { } suppressor)
        {
            References.Trigger(page, checklist, suppressor, page.At(expectation, "suppressedBy"));
        }

        CheckLevel(page, trigger, expectation.Level, page.At(expectation, "level"));
        foreach (var level in expectation.WhyNot?.Keys ?? [])
        {
            var place = page.Along(expectation, "whyNot", Words.Of(level));
            CheckLevel(page, trigger, level, place);
            if (level <= expectation.Level)
            {
                page.Say(place, $"{Words.Of(level)} is reached here; `whyNot` names levels above `level`");
            }
        }

        for (var i = 0; i < (expectation.Unknown?.Count ?? 0); i++)
        {
            var named = KeyRules.Named(checklist).Select(n => n.Key).ToList();
            References.Find(page, named, n => n, expectation.Unknown![i], page.At(expectation, "unknown", i), "measure, item or trigger");
        }
    }

    private static void CheckItems(Page page, Checklist checklist, TestStep step)
    {
        foreach (var expectation in step.Items.Where(page.IsReadable))
        {
            for (var i = 0; i < expectation.Items.Count; i++)
            {
                var place = page.At(expectation, "items", i);
                if (References.Find(page, checklist.Items.ToList(), x => x.Key, expectation.Items[i], place, "item") is { } item
                    && item.Owner is Owner.Authority != (expectation.Of == TestStep.Authority))
                {
                    page.Say(place, $"`{item.Key}` is up to {(item.Owner is Owner.Authority ? "the authority" : "each provider")}; change `of`");
                }
            }
        }
    }

    private static void CheckLevel(Page page, Trigger trigger, TriggerLevel level, YamlNode place)
    {
        if (level is not TriggerLevel.Clear && trigger.Levels.All(l => l.Name != level))
        {
            var mend = Nearest.Mend("", ["clear", .. trigger.Levels.Select(l => Words.Of(l.Name))]);
            page.Say(place, $"`{trigger.Key}` has no level {Words.Of(level)}; {mend}");
        }
    }

    /// <summary>Every trigger is expected at each of its levels, and clear.</summary>
    public static void CheckCovered(Page page, ChecklistTests tests, Checklist checklist)
    {
        var expected = tests.Tests.SelectMany(t => t.Steps).SelectMany(s => s.Expect).Select(e => (e.Trigger, e.Level)).ToHashSet();
        foreach (var trigger in checklist.Triggers)
        {
            var missing = trigger.Levels.Select(l => l.Name).Prepend(TriggerLevel.Clear).Where(l => !expected.Contains((trigger.Key, l))).ToList();
            if (missing.Count > 0)
            {
                page.Say(page.At(tests, "tests"), $"no test expects `{trigger.Key}` at {string.Join(" or ", missing.Select(Words.Of))}; write one");
            }
        }
    }
}
