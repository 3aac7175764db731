using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Reads the triggers of a checklist.</summary>
internal static class TriggerReader
{
    public static Trigger ReadTrigger(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a trigger",
            "key", "section", "title", "subject", "value", "andAtLeast", "missing", "gaps", "levels", "basis", "contingency", "fixed",
            "suppressedBy");
        var basis = fields.Group("basis", "`basis`", "kind", "note");
        fields.Required("levels");
        var value = ReadValue(page, fields);
        return page.Place(
            new Trigger(
                fields.Key("key"),
                fields.Key("section"),
                fields.Text("title"),
                fields.Word<SubjectScope>("subject"),
                value,
                ReadFloor(page, fields),
                fields.WordOr("missing", DefaultOf(value)),
                fields.WordOr("gaps", Gaps.Hold),
                fields.List("levels", n => LevelReader.ReadLevel(page, n), SizeRules.TooMany),
                new Basis(basis.Word<BasisKind>("kind"), basis.Text("note")),
                fields.Keys("contingency"),
                SectionReader.ReadInForce(page, fields),
                ReadSuppressors(page, fields)),
            fields);
    }

    /// <remarks>Levels that join conditions say themselves what they compare.</remarks>
    private static TriggerValue ReadValue(Page page, Fields fields)
    {
        var levels = (fields.Node("levels") as YamlList)?.Values ?? [];
        var joining = levels.OfType<YamlMap>().Where(l => l.Find("when") is not null).ToList();
        if (!fields.Has("value") && joining.Count > 0)
        {
            foreach (var level in levels.Except(joining))
            {
                fields.Break(level, "the trigger has no `value`, so each level says itself what it looks at; give this one `when`");
            }

            return page.Place(new TriggerValue.Joined(), fields);
        }

        foreach (var level in joining)
        {
            fields.Break(level.Find("when")!.Key, "`when` says itself what it looks at; leave the `value` of the trigger out, or give this level one limit");
        }

        var value = fields.Group("value", "`value`", ValueReader.Keys);
        var read = ValueReader.Read(page, value, levels.Any(LimitReader.IsWorking));
        if (read is TriggerValue.LevelOf)
        {
            value.Break(value.Node("trigger")!, "another trigger is looked at in a level: leave `value` out and write `when: { trigger: x, reaches: amber }`");
        }

        return read;
    }

    /// <summary>One silent part must not hide another that is certain, so conditions joined are judged as far as they are known.</summary>
    public static MissingStrategy DefaultOf(TriggerValue value) => value is TriggerValue.Joined ? MissingStrategy.NeverSkip : MissingStrategy.SkipIfAny;

    private static CountFloor? ReadFloor(Page page, Fields fields) =>
        fields.GroupOrNull("andAtLeast", "`andAtLeast`", "measure", "count") is { } floor
            ? page.Place(new CountFloor(floor.Key("measure"), floor.Number("count", 1)), floor)
            : null;

    private static IReadOnlyList<Suppressor>? ReadSuppressors(Page page, Fields fields) => !fields.Has("suppressedBy") ? null
        : fields.List("suppressedBy", n =>
        {
            var by = fields.Keep(new Fields(page, n, "what suppresses", "trigger", "atLeast"));
            return page.Place(new Suppressor(by.Key("trigger"), by.WordNot("atLeast", TriggerLevel.Clear)), by);
        });
}
