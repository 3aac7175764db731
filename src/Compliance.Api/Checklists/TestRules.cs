using Compliance.Api.Yaml;

namespace Compliance.Api.Checklists;

/// <summary>What must hold within a file of tests, whatever its checklist says.</summary>
internal static class TestRules
{
    public static void Check(Page page, ChecklistTests tests)
    {
        if (page.Find(tests, "tests") is YamlList { Values.Count: 0 } empty)
        {
            page.Say(empty, "`tests` is empty; write one");
        }

        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var test in tests.Tests)
        {
            if (test.Name.Length > 0 && !names.TryAdd(test.Name, test.Line))
            {
                page.Say(page.At(test, "name"), $"the test on line {names[test.Name]} has this name; choose another");
            }

            if (page.IsReadable(test) && test.To < test.From)
            {
                page.Say(page.At(test, "plan"), "the plan ends before it begins; swap `from` and `to`");
            }

            CheckSteps(page, test);
        }
    }

    private static void CheckSteps(Page page, ChecklistTest test)
    {
        if (test.Steps.Count > 0 && test.Steps.All(s => s.Expect.Count == 0))
        {
            page.Say(page.At(test), "the test expects nothing; add `expect` to a step");
        }

        foreach (var (before, after) in test.Steps.Zip(test.Steps.Skip(1)))
        {
            if (page.IsReadable(before) && page.IsReadable(after) && after.On < before.On)
            {
                page.Say(page.At(after), "steps go forward in time; put this one earlier, or change its time");
            }
        }

        foreach (var step in test.Steps.Where(page.IsReadable))
        {
            CheckSubjects(page, test, step);
        }
    }

    private static void CheckSubjects(Page page, ChecklistTest test, TestStep step)
    {
        if (step is TestStep.Report report)
        {
            CheckSubject(page, test, report.Of, page.At(report, "of"));
            if (report.AsAt > report.On)
            {
                page.Say(page.At(report, "asAt"), "a report cannot be about the future; use a time before it came in");
            }

            if (report.Readings.Count + report.Statuses.Count == 0 && report.Kind is TestReportKind.Routine or TestReportKind.Update)
            {
                page.Say(page.At(report), "the report says nothing; add `readings` or `statuses`, or a `kind` that needs none");
            }
        }

        foreach (var expectation in step.Expect)
        {
            CheckSubject(page, test, expectation.Of, page.At(expectation, "of"));
        }
    }

    private static void CheckSubject(Page page, ChecklistTest test, string key, YamlNode place)
    {
        List<string> subjects = [.. test.Register.Select(p => p.Key), TestStep.Authority];
        if (!subjects.Contains(key))
        {
            page.Say(place, () => $"`{key}` is not on the test's register; {Nearest.Mend(key, subjects)}");
        }
    }
}
