using System.Globalization;
using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Compliance.Domain.Triggers;

namespace Compliance.Api.Checklists;

/// <summary>Reads what a test expects.</summary>
internal static class ExpectationReader
{
    public static Expectation ReadExpectation(Page page, Fields step, YamlNode node)
    {
        var fields = new Fields(page, node, "an expectation",
            "trigger", "of", "level", "whyNot", "told", "unknown", "standDownProposed", "warned", "share",
            "tier", "answerBy", "reopened", "marks", "suppressedBy");
        var expectation = page.Place(
            new Expectation(
                fields.Key("trigger"),
                fields.Key("of"),
                fields.Word<TriggerLevel>("level"),
                ReadWhyNot(fields),
                fields.Has("told") ? fields.Keys("told") : null,
                fields.Has("unknown") ? fields.Keys("unknown") : null,
                ReadTruth(fields, "standDownProposed"),
                ReadTruth(fields, "warned"),
                ReadShare(fields),
                fields.Has("tier") ? fields.Word<Tier>("tier") : null,
                fields.Has("answerBy") ? TestTimes.Read(fields, "answerBy") : null,
                ReadTruth(fields, "reopened"),
                fields.Has("marks") ? fields.WordList<FiringMark>("marks") : null,
                fields.KeyOrNull("suppressedBy"),
                node.Line,
                node.Column),
            fields);
        step.Keep(fields);
        return expectation;
    }

    /// <summary>Whether an expectation is of items and not of a trigger.</summary>
    public static bool IsOfItems(YamlNode node) => (node as YamlMap)?.Find("items") is not null;

    public static ItemExpectation ReadItems(Page page, Fields step, YamlNode node)
    {
        var fields = new Fields(page, node, "an expectation of items", "items", "of", "state");
        var expectation = page.Place(
            new ItemExpectation(fields.Keys("items"), fields.Key("of"), fields.Word<ItemState>("state"), node.Line, node.Column), fields);
        step.Keep(fields);
        return expectation;
    }

    private static Dictionary<TriggerLevel, WhyNot>? ReadWhyNot(Fields fields)
    {
        var levels = Words.All<TriggerLevel>().Except([Words.Of(TriggerLevel.Clear)]).ToList();
        return fields.GroupOrNull("whyNot", "`whyNot`", levels) is { } whyNot
            ? levels.Where(whyNot.Has).ToDictionary(l => Words.Find<TriggerLevel>(l)!.Value, whyNot.Word<WhyNot>)
            : null;
    }

    private static bool? ReadTruth(Fields fields, string key)
    {
        switch (fields.Node(key))
        {
            case null:
                return null;
            case YamlText { Meaning: YamlMeaning.Truth } truth:
                return truth.Text is "true" or "True" or "TRUE";
            case { } other:
                fields.Break(other, $"{Fields.Show(other)} is not a value of `{key}`; use `true` or `false`");
                return null;
        }
    }

    private static ExpectedShare? ReadShare(Fields fields) =>
        fields.GroupOrNull("share", "`share`", "lower", "upper") is { } share
            ? new ExpectedShare(ReadFraction(share, "lower"), ReadFraction(share, "upper"))
            : null;

    private static TestAnswer.Percentage ReadFraction(Fields share, string key)
    {
        if (share.Required(key) is not { } node)
        {
            return new TestAnswer.Percentage(0, 0);
        }

        if (node is YamlText text && text.Text.Split('/') is [var part, var of] && IsCount(part, out var n) && IsCount(of, out var d) && n <= d)
        {
            return new TestAnswer.Percentage(n, d);
        }

        share.Break(node, $"{Fields.Show(node)} is no share; write it as 7/39");
        return new TestAnswer.Percentage(0, 0);
    }

    private static bool IsCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
