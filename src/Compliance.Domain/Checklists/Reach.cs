using Compliance.Domain.Reporting;

namespace Compliance.Domain.Checklists;

/// <summary>The least and the most that a value can be, both included, in the unit of its limits.</summary>
public sealed record Reach(long Least, long Most)
{
    /// <summary>Days that are counted for a limit; longer ones than a year mean nothing within a plan.</summary>
    public const int MostDays = 366;

    /// <summary>Working days that are counted for a limit.</summary>
    public const int MostWorkingDays = 100;

    /// <summary>Providers that one authority can have, for limits.</summary>
    public const int MostProviders = 10_000;

    private static readonly Reach _percent = new(0, 100);

    /// <summary>How far a value goes by what its measures refuse; null where it is no number, or what it reads is not in the checklist.</summary>
    public static Reach? Of(TriggerValue value, Checklist checklist) => value switch
    {
        TriggerValue.Reading r => OfMeasure(r.Measure, checklist),
        TriggerValue.Percent p => IsPart(p.Measure, p.Of, checklist) ? _percent : new Reach(0, Answers.Most),
        TriggerValue.Ratio r => new Reach(0, IsPart(r.Measure, r.Of, checklist) ? r.Per : Answers.Most),
        TriggerValue.Least l => OfSeveral(l.Measures, checklist, reaches => new Reach(reaches.Min(r => r.Least), reaches.Min(r => r.Most))),
        TriggerValue.Most m => OfSeveral(m.Measures, checklist, reaches => new Reach(reaches.Max(r => r.Least), reaches.Max(r => r.Most))),
        TriggerValue.Change { In: ChangeUnit.Percent, Falls: true } => _percent,
        TriggerValue.Change c => Of(c.Of, checklist) is { } of ? new Reach(0, c.In == ChangeUnit.Percent ? Answers.Most : of.Most) : null,
        TriggerValue.SilentFor => new Reach(0, Answers.Most),
        TriggerValue.DaysAt d => new Reach(0, d.Working ? MostWorkingDays : MostDays),
        TriggerValue.Overdue o => new Reach(0, o.Working ? MostWorkingDays : MostDays),
        TriggerValue.ShareOfProviders => _percent,
        TriggerValue.CountOfProviders => new Reach(0, MostProviders),
        TriggerValue.SumOfProviders s => new Reach(0, s.Over is null ? Answers.Most * MostProviders : Answers.Most),
        _ => null,
    };

    /// <summary>Whether limits on a value are percentages, from 1 to 100.</summary>
    public static bool IsInPercent(TriggerValue value, Checklist checklist) => value switch
    {
        TriggerValue.Percent or TriggerValue.ShareOfProviders or TriggerValue.SumOfProviders { Over: not null } => true,
        TriggerValue.Change { In: ChangeUnit.Units } change => IsInPercent(change.Of, checklist),
        TriggerValue.Change { Falls: true } => true,
        TriggerValue.Reading or TriggerValue.Least or TriggerValue.Most =>
            checklist.Measures.Any(m => m.Kind == MeasureKind.Percentage && value.Reads.Contains(m.Key)),
        _ => false,
    };

    private static Reach? OfSeveral(IReadOnlyList<string> keys, Checklist checklist, Func<List<Reach>, Reach> join)
    {
        var reaches = keys.Select(k => OfMeasure(k, checklist)).OfType<Reach>().ToList();
        return reaches.Count > 0 && reaches.Count == keys.Count ? join(reaches) : null;
    }

    private static Reach? OfMeasure(string key, Checklist checklist)
    {
        if (checklist.Measures.FirstOrDefault(m => m.Key == key) is not { } measure)
        {
            return null;
        }

        Reach? whole = measure.Kind switch
        {
            MeasureKind.Percentage => _percent,
            MeasureKind.Count or MeasureKind.Number => new Reach(0, Answers.Most),
            MeasureKind.Money => new Reach(0, Answers.Most * 100),
            _ => null,
        };
        return whole is null ? null : new Reach(
            measure.Refuse.OfType<ReadingLimit.BelowNumber>().Select(b => b.Limit).Append(whole.Least).Max(),
            measure.Refuse.OfType<ReadingLimit.AboveNumber>().Select(a => a.Limit).Append(whole.Most).Min());
    }

    private static bool IsPart(string key, string of, Checklist checklist) => checklist.Measures
        .Any(m => m.Key == key && m.Refuse.OfType<ReadingLimit.AboveMeasure>().Any(a => a.Measure == of));
}
