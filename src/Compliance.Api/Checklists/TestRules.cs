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
        if (test.Steps.Count > 0 && test.Steps.All(s => s.Expect.Count + s.Items.Count == 0 && s is not TestStep.Report { Refused: true }))
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

        var subjects = test.Register.Select(p => p.Key).Append(TestStep.Authority).ToHashSet(StringComparer.Ordinal);
        foreach (var step in test.Steps.Where(page.IsReadable))
        {
            CheckSubjects(page, subjects, test.Organisations, step);
        }

        if (test.Organisations.FirstOrDefault(subjects.Contains) is { } both)
        {
            page.Say(page.At(test, "register"), $"`{both}` is a provider and an organisation; choose another key for one of them");
        }
    }

    private static void CheckSubjects(Page page, HashSet<string> subjects, IReadOnlySet<string> organisations, TestStep step)
    {
        var judged = subjects.Concat(organisations).ToHashSet(StringComparer.Ordinal);
        switch (step)
        {
            case TestStep.Report report:
                CheckReport(page, subjects, report);
                break;
            case TestStep.Register register:
                CheckRegister(page, subjects, register);
                break;
            case TestStep.Act act:
                CheckSubject(page, judged, act.Of, page.At(act, "of"));
                break;
            default:
                break;
        }

        judged.UnionWith(subjects);
        foreach (var expectation in step.Expect)
        {
            CheckSubject(page, judged, expectation.Of, page.At(expectation, "of"));
        }

        foreach (var expectation in step.Items)
        {
            CheckSubject(page, subjects, expectation.Of, page.At(expectation, "of"));
        }
    }

    private static void CheckReport(Page page, HashSet<string> subjects, TestStep.Report report)
    {
        foreach (var of in report.Of)
        {
            CheckSubject(page, subjects, of, page.At(report, "of"));
        }

        if (report.AsAt > report.On)
        {
            page.Say(page.At(report, "asAt"), "a report cannot be about the future; use a time before it came in");
        }

        if (report.Readings.Count + report.Statuses.Count == 0 && report.Kind is TestReportKind.Routine or TestReportKind.Update)
        {
            page.Say(page.At(report), "the report says nothing; add `readings` or `statuses`, or a `kind` that needs none");
        }
    }

    /// <summary>A provider is known to the steps after the one that puts it on the register.</summary>
    private static void CheckRegister(Page page, HashSet<string> subjects, TestStep.Register register)
    {
        foreach (var change in register.Providers.Where(page.IsReadable))
        {
            if (subjects.Add(change.Key) && change.ServiceType is null)
            {
                page.Say(page.At(register, "providers"), $"`{change.Key}` is not on the test's register yet; give its `serviceType`");
            }
        }
    }

    private static void CheckSubject(Page page, HashSet<string> subjects, string key, YamlNode place)
    {
        if (!subjects.Contains(key))
        {
            page.Say(place, () => $"`{key}` is not on the test's register; {Nearest.Mend(key, subjects)}");
        }
    }
}
