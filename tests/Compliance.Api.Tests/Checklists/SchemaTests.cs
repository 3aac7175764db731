using System.Globalization;
using System.Text.Json.Nodes;
using Compliance.Api.Checklists;
using Compliance.Api.Yaml;

namespace Compliance.Api.Tests.Checklists;

public sealed class SchemaTests
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "checklists");

    private static readonly SchemaValidator _schema =
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "schema.json")))!.AsObject());

    private static readonly SchemaValidator _testSchema =
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "tests-schema.json")))!.AsObject());

    [Fact]
    public void Every_shipped_checklist_is_accepted_by_schema_and_reader()
    {
        var files = Directory.GetFiles(_folder, "*.yaml");

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.Empty(ChecklistReader.Read(file, text).Mistakes);
            Assert.True(_schema.Accepts(ToJson(text)), file);
        }
    }

    [Fact]
    public void The_small_checklist_is_accepted_by_schema_and_reader()
    {
        Assert.Empty(SmallChecklist.Mistakes(SmallChecklist.Text));
        Assert.True(_schema.Accepts(ToJson(SmallChecklist.Text)));
    }

    [Theory]
    [InlineData("version: 1", "version: 1\nowner: me")]
    [InlineData("version: 1", "version: one")]
    [InlineData("version: 1", "version: \"1\"")]
    [InlineData("version: 1", "version: 0")]
    [InlineData("version: 1", "version: 1.5")]
    [InlineData("version: 1\n", "")]
    [InlineData("status: published", "status: final")]
    [InlineData("title: A small checklist", "title: true")]
    [InlineData("title: A small checklist", "title: 7")]
    [InlineData("title: A small checklist", "title:")]
    [InlineData("title: A small checklist", "title: \"\"")]
    [InlineData("title: A small checklist", "title: \" x\"")]
    [InlineData("title: A small checklist", "title: [a]")]
    [InlineData("checklist: small", "checklist: Small")]
    [InlineData("published: 2021-11-03", "published: 3 November")]
    [InlineData("published: 2021-11-03", "published: 2021-13-03")]
    [InlineData("source: { document: A document, published: 2021-11-03 }", "source: A document")]
    [InlineData("source: { document: A document, published: 2021-11-03 }", "source: { document: A document }")]
    [InlineData("sections:\n", "sections: []\nparts:\n")]
    [InlineData("with: [nhs, lrf]", "with: nhs")]
    [InlineData("with: [nhs, lrf]", "with: [NHS]")]
    [InlineData("owner: authority", "owner: council")]
    [InlineData("        owner: provider\n", "")]
    [InlineData("evidence: required", "evidence: true")]
    [InlineData("with: [nhs, lrf]", "with: [nhs, lfr]")]
    [InlineData("tell: [lrf]", "tell: [minister]")]
    [InlineData("responsible: [provider]", "responsible: [everybody]")]
    [InlineData("tell: [region]", "tell: [regions]")]
    [InlineData("nations: [england]", "nations: [cornwall]")]
    [InlineData("fixed: { from: 2021-11-11, to: 2022-03-15 }", "fixed: { from: 2021-11-11 }")]
    [InlineData("fixed: { from: 2021-11-11, to: 2022-03-15 }", "fixed: { by: 2022-01-14, to: 2022-03-15 }")]
    [InlineData("fixed: { from: 2021-11-11, to: 2022-03-15 }", "fixed: { on: 2022-01-14 }")]
    [InlineData("reuse: keep", "reuse: keep\n        fixed: {}")]
    [InlineData("reuse: keep", "reuse: keep\n        fixed: { by: 2022-01-14 }")]
    [InlineData("gaps: hold", "gaps: hold\n    fixed: { from: soon }")]
    [InlineData("repeat: { every: month }", "repeat: { every: year }")]
    [InlineData("repeat: { every: month }", "repeat: month")]
    [InlineData("due: { weeksAfterStart: 6 }", "due: { weeksAfterStart: 0 }")]
    [InlineData("due: { weeksAfterStart: 6 }", "due: { weeksAfterStart: 6 }\n        fixed: { from: 2021-11-11, to: 2022-03-15 }")]
    [InlineData("services: [care-home, home-care]", "services: [care-hom]")]
    [InlineData("services: [care-home, home-care]", "services: care-home")]
    [InlineData("kind: count", "kind: counts")]
    [InlineData("kind: count", "kind: number")]
    [InlineData("unit: days\n        ", "")]
    [InlineData("kind: yes-no", "kind: yes-no\n        unit: days")]
    [InlineData("choices: { good: Good, low: Low }\n        ", "")]
    [InlineData("choices: { good: Good, low: Low }", "choices: { good: Good }")]
    [InlineData("choices: { good: Good, low: Low }", "choices: { good: Good, Low: Low }")]
    [InlineData("kind: choice", "kind: yes-no")]
    [InlineData("freshFor: { days: 40 }", "freshFor: 40")]
    [InlineData("freshFor: { days: 40 }", "freshFor: { weeks: 6 }")]
    [InlineData("reuse: keep", "reuse: kept")]
    [InlineData("heldBy: none", "heldBy: nobody")]
    [InlineData("refuse: { below: 0 }", "refuse: { under: 0 }")]
    [InlineData("refuse: { below: 0 }", "refuse: { below: zero }")]
    [InlineData("percent: 50, of: staff-employed }", "percent: 50 }")]
    [InlineData("above: { measure: staff-employed }", "above: { measure: staff-employed, percent: 5 }")]
    [InlineData("subject: provider", "subject: region")]
    [InlineData("percent: staff-absent, of: staff-employed }\n    and", "percent: staff-absent }\n    and")]
    [InlineData("value: { least: [ppe-days, glove-days] }", "value: {}")]
    [InlineData("value: { least: [ppe-days, glove-days] }", "value: { least: [ppe-days] }")]
    [InlineData("value: { least: [ppe-days, glove-days] }", "value: { least: [ppe-days, glove-days], measure: mood }")]
    [InlineData("value: { measure: safe }", "value: { measure: safe, of: staff-employed }")]
    [InlineData("      reporting: { atLeastPercent: 50, atLeastProviders: 5 }\n", "")]
    [InlineData("atLeast: red }", "atLeast: clear }")]
    [InlineData("fireOn: lower-bound", "fireOn: lower")]
    [InlineData("missing: skip-if-any", "missing: skip")]
    [InlineData("gaps: hold", "gaps: keep")]
    [InlineData("count: 3", "count: 0")]
    [InlineData("{ level: amber,", "{ level: orange,")]
    [InlineData("clearsAbove: 9", "clearsBelow: 9")]
    [InlineData("atMost: 7, clearsAbove: 9", "atMost: 7, atLeast: 1, clearsAbove: 9")]
    [InlineData("atMost: 2, tier", "tier")]
    [InlineData("atMost: 2, tier", "below: 2, atMost: 2, tier")]
    [InlineData("atMost: 2, tier", "below: two, tier")]
    [InlineData("atMost: 7, clearsAbove: 9", "below: 7, clearsBelow: 9")]
    [InlineData("is: low", "is: low, clearsBelow: 3")]
    [InlineData("workingDays: 3", "workingDays: 0")]
    [InlineData("periods: 2", "periods: 0")]
    [InlineData("tier: region", "tier: nation")]
    [InlineData("watch: { days: 14 }", "watch: 14")]
    [InlineData("basis: { kind: sourced, note: Part 1 }", "basis: { kind: sourced }")]
    [InlineData("acceptability: acceptable", "acceptability: fine")]
    [InlineData("responsible: [provider]", "responsible: []")]
    [InlineData("clock: working-hours", "clock: day-and-night")]
    [InlineData("answerWithin: { hours: 16 }", "answerWithin: { hours: 0 }")]
    [InlineData("tell: [region]", "tell: []")]
    [InlineData("unless: acknowledged", "unless: seen")]
    [InlineData("unless: acknowledged", "unless:")]
    [InlineData("tell: [region]", "tell: [authority]")]
    [InlineData("tell: [region]", "tell: [vcse]")]
    public void What_the_schema_refuses_the_reader_refuses_too(string passage, string instead)
    {
        var text = SmallChecklist.With(passage, instead);

        Assert.False(_schema.Accepts(ToJson(text)));
        Assert.NotEmpty(SmallChecklist.Mistakes(text));
    }

    [Fact]
    public void The_schema_knows_the_same_kinds_of_service_as_the_reader()
    {
        foreach (var file in new[] { "schema.json", "tests-schema.json" })
        {
            var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, file)))!;

            Assert.Equal(ServiceTypes.All, schema["$defs"]!["serviceType"]!["enum"]!.AsArray().Select(t => t!.GetValue<string>()));
        }
    }

    [Fact]
    public void The_schema_knows_the_same_roles_and_nations_as_the_reader()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "schema.json")))!;

        Assert.Equal(Roles.All, schema["$defs"]!["role"]!["enum"]!.AsArray().Select(t => t!.GetValue<string>()));
        Assert.Equal(Roles.Told, schema["$defs"]!["toldRole"]!["enum"]!.AsArray().Select(t => t!.GetValue<string>()));
        Assert.Equal(
            Nations.All,
            schema["properties"]!["appliesTo"]!["properties"]!["nations"]!["items"]!["enum"]!.AsArray().Select(t => t!.GetValue<string>()));
    }

    internal static bool Accepts(string text) => _schema.Accepts(ToJson(text));

    [Fact]
    public void Every_shipped_file_of_tests_is_accepted_by_schema_and_reader()
    {
        var files = Directory.GetFiles(Path.Combine(_folder, "tests"), "*.yaml");

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.Empty(ChecklistTestReader.Read(file, text).Mistakes);
            Assert.True(_testSchema.Accepts(ToJson(text)), file);
        }

        Assert.True(_testSchema.Accepts(ToJson(TinyChecklist.Tests)));
    }

    [Theory]
    [InlineData("tests:", "test:")]
    [InlineData("level: amber, told", "level: orange, told")]
    [InlineData("tier: authority", "tier: council")]
    [InlineData("answerBy: 2026-11-05T00:00", "answerBy: midnight")]
    [InlineData("told: [authority-lead]", "told: authority-lead")]
    [InlineData("warned: true", "warned: \"true\"")]
    [InlineData("share: { lower: 49/100", "share: { lower: half")]
    [InlineData("home-1 to home-100: care-home", "home-1 bis home-100: care-home")]
    [InlineData("home-1 to home-100: care-home", "home-1 to home-100: carehome")]
    [InlineData("of: [elm, oak]", "of: []")]
    [InlineData("of: home-1 to home-49", "of: home-1 - home-49")]
    [InlineData("kind: update, readings", "kind: updated, readings")]
    [InlineData("tick: \"2026-11-12T09:00\"", "tick: \"noon\"")]
    [InlineData("{ tick: \"2026-11-12T09:00\", ", "{ plan: { overrides: [{ trigger: absence, levels: amber }] }, on: 2026-11-12, ")]
    [InlineData("{ tick: \"2026-11-12T09:00\", ", "{ act: ignore, on: 2026-11-12, trigger: absence, of: elm, ")]
    [InlineData("{ tick: \"2026-11-12T09:00\", ", "{ register: 2026-11-12, providers: { oak: carehome }, ")]
    [InlineData("{ trigger: absence, of: elm, level: clear, unknown: [] }", "{ items: [x], of: elm, state: overdue }")]
    public void What_the_schema_of_tests_refuses_the_reader_refuses_too(string passage, string instead)
    {
        var text = TinyChecklist.Without(TinyChecklist.Tests, passage, instead);

        Assert.False(_testSchema.Accepts(ToJson(text)));
        Assert.NotEmpty(ChecklistTestReader.Read("t", text).Mistakes);
    }

    [Theory]
    [InlineData("{ plan: { to: 2027-01-31, overrides: [{ trigger: absence, level: amber, atLeast: 11, reason: Small }, { item: x, off: true }] }, on: 2026-11-12, ")]
    [InlineData("{ act: acknowledge, on: 2026-11-12, trigger: absence, of: elm, reviewBy: 2026-11-13, ")]
    [InlineData("{ register: 2026-11-12, providers: { oak: care-home, elm: { to: 2026-12-01 } }, ")]
    [InlineData("{ report: 2026-11-12, of: elm, readings: { absent: unknown }, refused: true, ")]
    public void Every_kind_of_step_is_accepted_by_schema_and_reader(string step)
    {
        var text = TinyChecklist.Without(TinyChecklist.Tests, "{ tick: \"2026-11-12T09:00\", ", step);

        Assert.True(_testSchema.Accepts(ToJson(text)));
        Assert.Empty(ChecklistTestReader.Read("t", text).Mistakes);
    }

    private static JsonNode? ToJson(string text)
    {
        var page = new Page("text");
        var root = StrictYaml.Read(page, text);
        Assert.Empty(page.Mistakes);
        return ToJson(root!);
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, ToJson(e.Value)))),
        YamlList list => new JsonArray([.. list.Values.Select(ToJson)]),
        YamlText { Meaning: YamlMeaning.Nothing } => null,
        YamlText { Meaning: YamlMeaning.Truth } truth => JsonValue.Create(truth.Text is "true" or "True" or "TRUE"),
        YamlText { Meaning: YamlMeaning.WholeNumber or YamlMeaning.Number } number =>
            JsonValue.Create(double.Parse(number.Text, CultureInfo.InvariantCulture)),
        YamlText text => JsonValue.Create(text.Text),
        _ => throw new InvalidOperationException("A refused value has no JSON."),
    };
}
