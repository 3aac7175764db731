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
        var fields = new Fields(page, node, "an act", "act", "on", "trigger", "of", "reviewBy", "expect");
        return TestStepReader.Expecting(page, fields, new TestStep.Act(
            TestTimes.Read(fields, "on"), fields.WordNot("act", CaseAction.Notes, CaseAction.RequestInformation, CaseAction.ProvideInformation, CaseAction.Mitigate, CaseAction.Withdraw), fields.Key("trigger"), fields.Key("of"),
            fields.Has("reviewBy") ? TestTimes.Read(fields, "reviewBy") : null,
            TestStepReader.ReadExpectations(page, fields), node.Line));
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
