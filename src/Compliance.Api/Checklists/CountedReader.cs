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
        var (trigger, level) = ReadWhere(share);
        var (percent, providers) = ReadReporting(fields);
        return new TriggerValue.ShareOfProviders(
            SectionReader.ReadServices(share, "of"), trigger, level,
            fields.Word<Bound>("fireOn"), fields.Word<Bound>("warnOn"), percent, providers, ReadWeight(share));
    }

    private static TriggerValue.CountOfProviders ReadCount(Fields fields)
    {
        var count = fields.Group("count", "`count`", "of", "where");
        var (trigger, level) = ReadWhere(count);
        var (percent, providers) = ReadReporting(fields);
        return new TriggerValue.CountOfProviders(
            SectionReader.ReadServices(count, "of"), trigger, level,
            fields.Word<Bound>("fireOn"), fields.Word<Bound>("warnOn"), percent, providers);
    }

    private static TriggerValue.SumOfProviders ReadSum(Fields fields)
    {
        var sum = fields.Group("sum", "`sum`", "of", "measure", "over");
        var (percent, providers) = ReadReporting(fields);
        return new TriggerValue.SumOfProviders(
            SectionReader.ReadServices(sum, "of"), sum.Key("measure"), sum.KeyOrNull("over"), percent, providers);
    }

    private static (string Trigger, TriggerLevel Level) ReadWhere(Fields counted)
    {
        var where = counted.Group("where", "`where`", "trigger", "atLeast");
        return (where.Key("trigger"), where.WordNot("atLeast", TriggerLevel.Clear));
    }

    private static (int Percent, int Providers) ReadReporting(Fields fields)
    {
        var reporting = fields.Group("reporting", "`reporting`", "atLeastPercent", "atLeastProviders");
        return (reporting.Whole("atLeastPercent", 0, 100), reporting.Whole("atLeastProviders", 1, Reach.MostProviders));
    }

    private static Weight? ReadWeight(Fields share) => share.GroupOrNull("weightedBy", "`weightedBy`", "measure", "unknown") is { } weight
        ? new Weight(weight.Key("measure"), weight.Number("unknown", 1, 1_000_000))
        : null;
}
