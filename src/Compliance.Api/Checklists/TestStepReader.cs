using System.Globalization;
using Compliance.Api.Yaml;
using ItemStatus = Compliance.Domain.Reporting.ItemStatus;

namespace Compliance.Api.Checklists;

/// <summary>Reads the steps of a test. A date alone means nine in the morning.</summary>
internal static class TestStepReader
{
    private static readonly string[] _kinds = ["report", "correct", "register", "plan", "act", "tick"];

    public static TestStep ReadStep(Page page, YamlNode node, Dictionary<string, int> named, List<TestStep> before)
    {
        var map = node as YamlMap;
        return _kinds.FirstOrDefault(k => map?.Find(k) is not null) switch
        {
            "report" => ReadReport(page, node, named, before.Count),
            "correct" => ReadCorrection(page, node, named, before),
            "register" => TestEventReader.ReadRegister(page, node),
            "plan" => TestEventReader.ReadPlan(page, node),
            "act" => TestEventReader.ReadAct(page, node),
            "tick" => ReadTick(page, node),
            _ => ReadNothing(page, node),
        };
    }

    private static TestStep.Report ReadReport(Page page, YamlNode node, Dictionary<string, int> named, int index)
    {
        var fields = new Fields(page, node, "a report", "report", "name", "of", "kind", "asAt", "readings", "statuses", "refused", "expect");
        var on = TestTimes.Read(fields, "report");
        var name = fields.KeyOrNull("name");
        if (name is { Length: > 0 } && !named.TryAdd(name, index))
        {
            fields.Break(fields.Node("name")!, $"`{name}` names an earlier step too; choose another name");
        }

        IReadOnlyList<string> of = fields.Required("of") is { } whom ? KeyRange.Read(fields, whom) : [];
        if (fields.Has("of") && of.Count == 0)
        {
            fields.Break(fields.Node("of")!, "`of` names nobody; name a provider or `authority`");
        }

        if (name is not null && of.Count > 1)
        {
            fields.Break(fields.Node("name")!, "a report of several providers has no name; write the one to be corrected as a step of its own");
        }

        return Expecting(page, fields,
            new TestStep.Report(
                on, name, of, fields.WordOr("kind", TestReportKind.Routine),
                fields.Has("asAt") ? TestTimes.Read(fields, "asAt") : on,
                ReadReadings(page, fields), ReadStatuses(page, fields), fields.Flag("refused"), ReadExpectations(page, fields), node.Line));
    }

    private static List<TestStatus> ReadStatuses(Page page, Fields fields)
    {
        if (fields.Node("statuses") is not { } node)
        {
            return [];
        }

        var keys = node is YamlMap map ? map.Entries.Select(e => e.Key.Text).ToList() : ["item"];
        var statuses = fields.Group("statuses", "`statuses`", keys);
        return statuses.Map.Entries
            .Select(e => page.Place(new TestStatus(statuses.ToKey(e.Key), statuses.Word<ItemStatus>(e.Key.Text)), statuses))
            .ToList();
    }

    private static TestStep.Correct ReadCorrection(Page page, YamlNode node, Dictionary<string, int> named, List<TestStep> before)
    {
        var fields = new Fields(page, node, "a correction", "correct", "on", "readings", "expect");
        var place = fields.Node("correct")!;
        var corrects = place switch
        {
            YamlText { Meaning: YamlMeaning.WholeNumber } => fields.Whole("correct", 1, 1000) - 1,
            YamlText text => named.GetValueOrDefault(text.Text, -1),
            _ => -1,
        };
        if (corrects < 0 || corrects >= before.Count || before[corrects] is not TestStep.Report { Of.Count: < 2 })
        {
            fields.Break(place, $"{Fields.Show(place)} is no earlier report; give that report a `name` and use it here");
        }

        fields.Required("readings");
        return Expecting(page, fields,
            new TestStep.Correct(
                TestTimes.Read(fields, "on"), corrects, ReadReadings(page, fields), ReadExpectations(page, fields), node.Line));
    }

    private static TestStep.Tick ReadTick(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a tick", "tick", "expect");
        return Expecting(page, fields, new TestStep.Tick(TestTimes.Read(fields, "tick"), ReadExpectations(page, fields), node.Line));
    }

    private static TestStep.Tick ReadNothing(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a step", [.. (node as YamlMap)?.Entries.Select(e => e.Key.Text) ?? _kinds]);
        if (node is YamlMap)
        {
            fields.Break(node, "a step begins with `report`, `correct`, `register`, `plan`, `act` or `tick`; name what happens");
        }

        return page.Place(new TestStep.Tick(default, [], node.Line), fields);
    }

    private static List<TestReading> ReadReadings(Page page, Fields fields)
    {
        if (fields.Node("readings") is not { } node)
        {
            return [];
        }

        var keys = node is YamlMap map ? map.Entries.Select(e => e.Key.Text).ToList() : ["measure"];
        var readings = fields.Group("readings", "`readings`", keys);
        return readings.Map.Entries
            .Select(e => page.Place(new TestReading(readings.ToKey(e.Key), ReadAnswer(readings, e)), readings))
            .ToList();
    }

    private static TestAnswer ReadAnswer(Fields readings, YamlEntry entry)
    {
        if (entry.Value is YamlMap)
        {
            var share = readings.Group(entry.Key.Text, "a percentage", "numerator", "denominator");
            return new TestAnswer.Percentage(share.Number("numerator", 0), share.Number("denominator", 0));
        }

        return entry.Value switch
        {
            YamlText { Text: "unknown" } => new TestAnswer.Unknown(),
            YamlText { Text: "not-applicable" } => new TestAnswer.NotApplicable(),
            YamlText { Meaning: YamlMeaning.WholeNumber } => new TestAnswer.Number(readings.Number(entry.Key.Text)),
            YamlText text when DateOnly.TryParseExact(text.Text, TestTimes.DateAlone, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
                new TestAnswer.Day(day),
            { } word => new TestAnswer.Word(readings.ToKey(word)),
        };
    }

    /// <summary>What a step expects of triggers; what it expects of items is put to it by <see cref="Expecting"/>.</summary>
    public static IReadOnlyList<Expectation> ReadExpectations(Page page, Fields fields) =>
        [.. fields.List("expect", n => ExpectationReader.IsOfItems(n) ? null : ExpectationReader.ReadExpectation(page, fields, n)).OfType<Expectation>()];

    public static T Expecting<T>(Page page, Fields fields, T step)
        where T : TestStep
    {
        var items = (fields.Node("expect") as YamlList)?.Values.Where(ExpectationReader.IsOfItems).Select(n => ExpectationReader.ReadItems(page, fields, n));
        return page.Place(step with { Items = [.. items ?? []] }, fields);
    }
}
