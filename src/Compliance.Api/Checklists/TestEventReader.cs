using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;

namespace Compliance.Api.Checklists;

/// <summary>Reads the steps of a test in which no report comes in: the register, the plan or a case changes.</summary>
internal static class TestEventReader
{
    // A test need not say why; the product must be told.
    private const string Reason = "As the test says.";

    public static TestStep.Register ReadRegister(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a change of the register", "register", "providers", "expect");
        var keys = fields.Node("providers") is YamlMap map ? map.Entries.Select(e => e.Key.Text).ToList() : ["provider"];
        var providers = fields.Group("providers", "`providers`", keys);
        return TestStepReader.Expecting(page, fields, new TestStep.Register(
            TestTimes.Read(fields, "register"), [.. providers.Map.Entries.Select(e => ReadProvider(page, providers, e))],
            TestStepReader.ReadExpectations(page, fields), node.Line));
    }

    public static TestStep.Plan ReadPlan(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a change of the plan", "plan", "on", "expect");
        var plan = fields.Group("plan", "`plan`", "from", "to", "overrides");
        return TestStepReader.Expecting(page, fields, new TestStep.Plan(
            TestTimes.Read(fields, "on"), plan.DateOrNull("from"), plan.DateOrNull("to"), plan.List("overrides", n => ReadOverride(page, plan, n)),
            TestStepReader.ReadExpectations(page, fields), node.Line));
    }

    public static TestStep.Act ReadAct(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "an act", "act", "on", "trigger", "of", "reviewBy", "replyBy", "until", "expect");
        return TestStepReader.Expecting(page, fields, new TestStep.Act(
            TestTimes.Read(fields, "on"), fields.Word<CaseAction>("act"), fields.Key("trigger"), fields.Key("of"), By(fields),
            TestStepReader.ReadExpectations(page, fields), node.Line));
    }

    /// <summary>The one time that an act names, under the name that its kind has for it.</summary>
    private static DateTime? By(Fields fields)
    {
        var given = new[] { ("reviewBy", "acknowledge"), ("replyBy", "request-information"), ("until", "mitigate") }.Where(n => fields.Has(n.Item1)).ToList();
        foreach (var (name, act) in given.Where(n => (fields.Node("act") as YamlText)?.Text != n.Item2))
        {
            fields.Break(fields.Node(name)!, $"`{name}` belongs to `{act}`; leave it out");
        }

        return given.Count > 0 ? TestTimes.Read(fields, given[0].Item1) : null;
    }

    private static ProviderChange ReadProvider(Page page, Fields providers, YamlEntry entry)
    {
        var key = providers.ToKey(entry.Key);
        if (entry.Value is not YamlMap)
        {
            return page.Place(new ProviderChange(key, SectionReader.ToServiceType(providers, entry.Value), null, null), providers);
        }

        var fields = providers.Group(entry.Key.Text, "a provider", "serviceType", "from", "to", "organisation");
        var type = fields.Node("serviceType") is { } node ? SectionReader.ToServiceType(fields, node) : null;
        return page.Place(new ProviderChange(key, type, fields.DateOrNull("from"), fields.DateOrNull("to"), fields.KeyOrNull("organisation")), fields);
    }

    private static Override ReadOverride(Page page, Fields plan, YamlNode node)
    {
        var fields = plan.Keep(new Fields(
            page, node, "an override", "trigger", "level", "atLeast", "clearsBelow", "atMost", "clearsAbove", "below", "off", "item", "reason"));
        return page.Place(
            new Override(
                fields.KeyOrNull("trigger"),
                fields.Has("level") ? fields.WordNot("level", TriggerLevel.Clear) : null,
                fields.NumberOrNull("atLeast"),
                fields.NumberOrNull("clearsBelow"),
                fields.NumberOrNull("atMost"),
                fields.NumberOrNull("clearsAbove"),
                fields.Flag("off"),
                fields.TextOrNull("reason") ?? Reason,
                fields.KeyOrNull("item"),
                fields.NumberOrNull("below")),
            fields);
    }
}
