using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What came of reading a file of tests.</summary>
/// <param name="Tests">Null when any of them cannot be run as it is written.</param>
/// <param name="Mistakes">Every mistake, and everything that no test expects.</param>
public sealed record ChecklistTestReading(ChecklistTests? Tests, IReadOnlyList<Mistake> Mistakes);

/// <summary>Reads the tests of a checklist, as strictly as the checklist itself.</summary>
public static class ChecklistTestReader
{
    /// <param name="checklist">The checklist under test; null leaves what the tests refer to unchecked.</param>
    public static ChecklistTestReading Read(string file, string text, Checklist? checklist = null)
    {
        var page = new Page(file);
        if (StrictYaml.Read(page, text) is not { } root)
        {
            return new ChecklistTestReading(null, page.Mistakes);
        }

        var tests = ReadTests(page, root);
        TestRules.Check(page, tests);
        if (checklist is not null)
        {
            TestReferences.Check(page, tests, checklist);
        }

        // What is missing keeps nobody from running what is there.
        var canRun = page.Mistakes.Count == 0;
        if (checklist is not null)
        {
            TestReferences.CheckCovered(page, tests, checklist);
        }

        return new ChecklistTestReading(canRun ? tests : null, page.Mistakes);
    }

    private static ChecklistTests ReadTests(Page page, YamlNode root)
    {
        var fields = new Fields(page, root, "a file of tests", "checklist", "plan", "tests");
        var plan = ReadPlan(fields);
        fields.Required("tests");
        return page.Place(
            new ChecklistTests(fields.Key("checklist"), fields.List("tests", n => ReadTest(page, n, plan))), fields);
    }

    private static (DateOnly From, DateOnly To)? ReadPlan(Fields fields) =>
        fields.GroupOrNull("plan", "`plan`", "from", "to") is { } plan ? (plan.Date("from"), plan.Date("to")) : null;

    private static ChecklistTest ReadTest(Page page, YamlNode node, (DateOnly From, DateOnly To)? usual)
    {
        var fields = new Fields(page, node, "a test", "name", "plan", "register", "steps");
        fields.Required("steps");
        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        var steps = new List<TestStep>();
        foreach (var step in fields.List("steps", n => n))
        {
            steps.Add(TestStepReader.ReadStep(page, step, named, steps));
        }

        var plan = ReadPlan(fields) ?? usual ?? Winter(steps);
        return page.Place(
            new ChecklistTest(fields.Text("name"), plan.From, plan.To, ReadRegister(page, fields), steps, node.Line), fields);
    }

    private static (DateOnly From, DateOnly To) Winter(List<TestStep> steps)
    {
        // A season runs from July to June; an unreadable first step has been complained about already.
        var first = steps.Count > 0 && steps[0].On != default ? steps[0].On : new DateTime(2000, 10, 1);
        var season = first.Month >= 7 ? first.Year : first.Year - 1;
        return (new DateOnly(season, 10, 1), new DateOnly(season + 1, 3, 31));
    }

    private static List<TestProvider> ReadRegister(Page page, Fields fields)
    {
        if (fields.Required("register") is not YamlMap map)
        {
            return fields.Has("register") ? ReadNoRegister(fields) : [];
        }

        // Any provider's key may stand here, so the group is opened with the keys that it has.
        var register = fields.Group("register", "`register`", map.Entries.Select(e => e.Key.Text).ToList());
        return map.Entries.SelectMany(e => KeyRange.Read(register, e.Key).Select(key => ReadProvider(page, register, key, e))).ToList();
    }

    private static List<TestProvider> ReadNoRegister(Fields fields)
    {
        fields.Break(fields.Node("register")!, "`register` names each provider with its kind of service; write it as `{ beechwood: care-home }`");
        return [];
    }

    private static TestProvider ReadProvider(Page page, Fields register, string key, YamlEntry entry)
    {
        if (entry.Value is not YamlMap)
        {
            return page.Place(new TestProvider(key, SectionReader.ToServiceType(register, entry.Value), null, null), register);
        }

        var fields = register.Group(entry.Key.Text, "a provider", "serviceType", "from", "to", "organisation");
        var type = fields.Required("serviceType") is { } node ? SectionReader.ToServiceType(fields, node) : "";
        return page.Place(new TestProvider(key, type, fields.DateOrNull("from"), fields.DateOrNull("to"), fields.KeyOrNull("organisation")), fields);
    }
}
