using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What came of reading a checklist: the checklist itself, or every mistake in it.</summary>
/// <param name="Checklist">Null when there is any mistake.</param>
public sealed record ChecklistReading(Checklist? Checklist, IReadOnlyList<Mistake> Mistakes)
{
    /// <summary>The checklist as far as it could be read, with its places; null when it is not readable at all.</summary>
    internal (Checklist Checklist, Page Page)? Draft { get; init; }
}

/// <summary>Reads a checklist file. The format is strict, and one reading finds every mistake.</summary>
public static class ChecklistReader
{
    public static ChecklistReading Read(string file, string text)
    {
        var page = new Page(file);
        return StrictYaml.Read(page, text) is { } root ? Read(page, root) : new ChecklistReading(null, page.Mistakes);
    }

    internal static ChecklistReading Read(Page page, YamlNode root)
    {
        var checklist = ReadChecklist(page, root);
        if (SizeRules.Check(page, checklist))
        {
            CheckRules(page, checklist);
        }

        return new ChecklistReading(page.Mistakes.Count == 0 ? checklist : null, page.Mistakes) { Draft = (checklist, page) };
    }

    private static void CheckRules(Page page, Checklist checklist)
    {
        KeyRules.Check(page, checklist);
        MeasureRules.Check(page, checklist);
        TriggerRules.Check(page, checklist);
        RoleRules.Check(page, checklist);
        LadderRules.Check(page, checklist);
        ReturnRules.Check(page, checklist);
        ReplacedRules.Check(page, checklist);
    }

    private static Checklist ReadChecklist(Page page, YamlNode root)
    {
        var fields = new Fields(page, root, "a checklist",
            "checklist", "version", "status", "title", "appliesTo", "source", "sections", "triggers", "contingency", "ladders",
            "baselines");
        var appliesTo = fields.GroupOrNull("appliesTo", "`appliesTo`", "nations");
        var source = fields.Group("source", "`source`", "document", "published");
        fields.Required("sections");
        return page.Place(
            new Checklist(
                fields.Key("checklist"),
                fields.Whole("version", 1, 9999),
                fields.Word<ChecklistStatus>("status"),
                fields.Text("title"),
                appliesTo?.Keys("nations") ?? [],
                new SourceDocument(source.Text("document"), source.Date("published")),
                fields.List("sections", n => SectionReader.ReadSection(page, n), SizeRules.TooMany),
                fields.List("triggers", n => TriggerReader.ReadTrigger(page, n), SizeRules.TooMany),
                fields.List("contingency", n => ReadContingency(page, n), SizeRules.TooMany),
                fields.List("ladders", n => ReadLadder(page, n), SizeRules.TooMany),
                fields.Has("baselines") ? fields.List("baselines", n => ReadBaseline(page, n), SizeRules.TooMany) : null),
            fields);
    }

    private static Baseline ReadBaseline(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a baseline", "key", "title", "on");
        return page.Place(new Baseline(fields.Key("key"), fields.Text("title"), fields.Date("on")), fields);
    }

    private static ContingencyMeasure ReadContingency(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a contingency measure", "key", "title", "acceptability", "responsible");
        fields.Required("responsible");
        return page.Place(
            new ContingencyMeasure(
                fields.Key("key"), fields.Text("title"), fields.Word<Acceptability>("acceptability"), fields.Keys("responsible")),
            fields);
    }

    private static Ladder ReadLadder(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a ladder", "key", "clock", "answerWithin", "steps");
        var answer = fields.Group("answerWithin", "`answerWithin`", "hours");
        fields.Required("steps");
        return page.Place(
            new Ladder(
                fields.Key("key"),
                fields.Word<LadderClock>("clock"),
                answer.Whole("hours", 1, 1000),
                fields.List("steps", n => ReadStep(page, n))),
            fields);
    }

    private static LadderStep ReadStep(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a step of a ladder", "after", "tell", "unless");
        var after = fields.Group("after", "`after`", "hours");
        fields.Required("tell");
        if (fields.Node("unless") is { } unless && unless is not YamlText { Text: "acknowledged" })
        {
            fields.Break(unless, $"{Fields.Show(unless)} is not a value of `unless`; use `acknowledged`");
        }

        return page.Place(new LadderStep(after.Whole("hours", 0, 1000), fields.Keys("tell"), fields.Has("unless")), fields);
    }
}
