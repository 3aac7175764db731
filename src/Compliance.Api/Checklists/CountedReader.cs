using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Reads what is counted over providers: shares, counts and sums.</summary>
internal static class CountedReader
{
    public static TriggerValue Read(Fields fields, string form) => form switch
    {
        "share" => ReadShare(fields),
        "count" => ReadCount(fields),
        _ => ReadSum(fields),
    };

    private static TriggerValue.ShareOfProviders ReadShare(Fields fields)
    {
        var share = fields.Group("share", "`share`", "of", "where", "weightedBy");
        var (triggers, level) = ReadWhere(share);
        var (percent, providers) = ReadReporting(fields);
        return new TriggerValue.ShareOfProviders(
            SectionReader.ReadServices(share, "of"), triggers[0], level,
            fields.Word<Bound>("fireOn"), fields.Word<Bound>("warnOn"), percent, providers, ReadWeight(share), Rest(triggers));
    }

    private static TriggerValue.CountOfProviders ReadCount(Fields fields)
    {
        var count = fields.Group("count", "`count`", "of", "where");
        var (triggers, level) = ReadWhere(count);
        var (percent, providers) = ReadReporting(fields);
        return new TriggerValue.CountOfProviders(
            SectionReader.ReadServices(count, "of"), triggers[0], level,
            fields.Word<Bound>("fireOn"), fields.Word<Bound>("warnOn"), percent, providers, Rest(triggers));
    }

    private static TriggerValue.SumOfProviders ReadSum(Fields fields)
    {
        var sum = fields.Group("sum", "`sum`", "of", "measure", "over");
        var (percent, providers) = ReadReporting(fields);
        return new TriggerValue.SumOfProviders(
            SectionReader.ReadServices(sum, "of"), sum.Key("measure"), sum.KeyOrNull("over"), percent, providers);
    }

    /// <summary>One trigger, or several of which any one is enough.</summary>
    private static (IReadOnlyList<string> Triggers, TriggerLevel Level) ReadWhere(Fields counted)
    {
        var where = counted.Group("where", "`where`", "trigger", "anyOf", "atLeast");
        var level = where.WordNot("atLeast", TriggerLevel.Clear);
        if (where.Node("anyOf") is not { } any)
        {
            return ([where.Key("trigger")], level);
        }

        var triggers = where.Keys("anyOf");
        if (where.Has("trigger"))
        {
            where.Break(any, "`where` names one `trigger`, or several in `anyOf`; leave one of them out");
        }
        else if (any is YamlList { Values: var named } && named.Count < 2)
        {
            where.Break(any, named.Count == 0
                ? "`anyOf` is empty; name the triggers of which any one is enough"
                : $"one trigger needs no `anyOf`; write it as `trigger`");
        }

        return (triggers.Count == 0 ? [""] : triggers, level);
    }

    private static IReadOnlyList<string>? Rest(IReadOnlyList<string> triggers) => triggers.Count > 1 ? [.. triggers.Skip(1)] : null;

    private static (int Percent, int Providers) ReadReporting(Fields fields)
    {
        var reporting = fields.Group("reporting", "`reporting`", "atLeastPercent", "atLeastProviders");
        return (reporting.Whole("atLeastPercent", 0, 100), reporting.Whole("atLeastProviders", 1, Reach.MostProviders));
    }

    private static Weight? ReadWeight(Fields share) => share.GroupOrNull("weightedBy", "`weightedBy`", "measure", "unknown") is { } weight
        ? new Weight(weight.Key("measure"), weight.Number("unknown", 1, 1_000_000))
        : null;
}
