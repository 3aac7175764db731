using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Boards;

/// <summary>Best first; a cell shows the worst of what is in it.</summary>
public enum CellStatus { OnTrack, NoReport, AtRisk, OffTrack }

/// <summary>One provider in one column.</summary>
/// <param name="Since">Since when it has been off track or at risk: when the first of the reasons became true.</param>
/// <param name="Because">Firings and items that make it off track or at risk, the worst first.</param>
/// <param name="Missing">What keeps it from being on track, when there is no report.</param>
/// <param name="Last">The last word, when there is no report; null when there never was one.</param>
/// <remarks>
/// On track takes a good word: silence never counts as good. Each measure owed must be answered, fresh and known; one whose
/// first period has not begun is not owed yet. Not-applicable answers are left out. An item past due with another status than
/// met is off track; one of which nothing was ever said is missing, since silence is not bad news either.
/// </remarks>
public sealed record Cell(
    string Column, CellStatus Status, DateTime? Since, IReadOnlyList<Because> Because, IReadOnlyList<Lack> Missing, LastWord? Last)
{
    /// <summary>What in it nobody watches; whatever its status, of that nothing is known.</summary>
    public IReadOnlyList<WatchGap> NotWatched { get; init; } = [];

    /// <summary>Gives the cell; null when the column does not concern the provider.</summary>
    /// <param name="open">Open cases by trigger and subject.</param>
    public static Cell? Of(
        Column column, SubjectState provider, Rulebook rules, IReadOnlyDictionary<(string Trigger, string Subject), string> open, DateTime at) =>
        Of(column, provider, rules, open, at, null);

    /// <param name="heard">Takes what each measure and item says in the cell, for whoever wants the cell explained; null of what is left out.</param>
    internal static Cell? Of(
        Column column,
        SubjectState provider,
        Rulebook rules,
        IReadOnlyDictionary<(string Trigger, string Subject), string> open,
        DateTime at,
        Dictionary<string, Word?>? heard)
    {
        var cell = Known(column, provider, rules, open, at, heard);
        return cell is not null && column.Gaps.Count > 0 && column.Gaps.Where(g => g.Concerns(provider, rules)).ToList() is { Count: > 0 } gaps
            ? cell with { NotWatched = gaps }
            : cell;
    }

    /// <summary>The cell by what is known.</summary>
    private static Cell? Known(
        Column column,
        SubjectState provider,
        Rulebook rules,
        IReadOnlyDictionary<(string Trigger, string Subject), string> open,
        DateTime at,
        Dictionary<string, Word?>? heard)
    {
        // Thousands of cells make a board, and nearly all are on track: those cost nothing but the looking.
        List<Because>? reasons = Firings(column, provider, open);
        List<Lack>? missing = null;
        var (words, said) = (0, (DateTime?)null);
        for (var i = 0; i < column.Measures.Count; i++)
        {
            if (Debt.AppliesTo(column.Measures[i], provider))
            {
                Hear(column.Measures[i].Key, Word.Of(column.Measures[i], provider, rules, at));
            }
        }

        for (var i = 0; i < column.Items.Count; i++)
        {
            if (Duties.AppliesTo(column.Items[i], provider))
            {
                Hear(column.Items[i].Key, Word.Of(column.Items[i], provider, rules, at));
            }
        }

        return reasons is not null ? Bad(column.Key, reasons)
            : words == 0 || (said is null && missing is null && column.Measures.Count == 0) ? null
            : missing is null && said is not null ? column.OnTrack
            : new Cell(column.Key, CellStatus.NoReport, null, [], missing ?? [], said is { } asAt ? new LastWord(LastStatus(missing), asAt) : null);

        void Hear(string key, Word? spoken)
        {
            heard?.Add(key, spoken);
            if (spoken is { } word)
            {
                words++;
                said = word.AsAt > said || said is null ? word.AsAt : said;
                reasons = Add(reasons, word.Because);
                missing = Add(missing, word.Lack);
            }
        }
    }

    private static Cell Bad(string column, List<Because> reasons)
    {
        List<Because> worstFirst = [.. reasons.OrderByDescending(b => b.Status).ThenBy(b => b.Since)];
        var worst = worstFirst[0].Status;
        return new Cell(column, worst, worstFirst.Where(b => b.Status == worst).Min(b => b.Since), worstFirst, [], null);
    }

    /// <summary>What has only grown old, or been missed since, was on track when it was said; what was never known was not.</summary>
    private static CellStatus LastStatus(List<Lack>? missing) =>
        missing is null || missing.All(m => m.Why is LackKind.Stale or LackKind.Overdue) ? CellStatus.OnTrack : CellStatus.NoReport;

    private static List<Because>? Firings(
        Column column, SubjectState provider, IReadOnlyDictionary<(string Trigger, string Subject), string> open)
    {
        List<Because>? firings = null;
        for (var i = 0; i < column.Rules.Count; i++)
        {
            firings = Add(firings, Firing(column.Rules[i].Trigger.Key, provider, open));
        }

        for (var i = 0; i < column.Off.Count; i++)
        {
            // Nobody judges it any more, but somebody still has the case.
            firings = Add(firings, Firing(column.Off[i].Trigger.Key, provider, open) is { Case: not null } firing ? firing : null);
        }

        for (var i = 0; i < column.LevelOff.Count; i++)
        {
            firings = Add(firings, OfLevelOff(column.LevelOff[i], provider));
        }

        for (var i = 0; i < column.Retired.Count; i++)
        {
            firings = Add(firings, column.Retired[i].Subject == provider.Key ? Firing(column.Retired[i].Trigger!, provider, open) : null);
        }

        return firings;
    }

    private static Because? OfLevelOff(OpenCase open, SubjectState provider) =>
        open is { Level: { } level and >= TriggerLevel.Amber, Trigger: { } trigger } && open.Subject == provider.Key && provider.StateOf(trigger).Level < level
            ? new Because(level == TriggerLevel.Amber ? CellStatus.AtRisk : CellStatus.OffTrack, open.RaisedOn, trigger, level, open.Id)
            : null;

    private static Because? Firing(string trigger, SubjectState provider, IReadOnlyDictionary<(string Trigger, string Subject), string> open) =>
        provider.Triggers.TryGetValue(trigger, out var state) && state.Level >= TriggerLevel.Amber
            ? new Because(
                state.Level == TriggerLevel.Amber ? CellStatus.AtRisk : CellStatus.OffTrack,
                state.Since, trigger, state.Level, open.GetValueOrDefault((trigger, provider.Key)))
            : null;

    private static List<T>? Add<T>(List<T>? all, T? one)
        where T : class
    {
        if (one is not null)
        {
            (all ??= []).Add(one);
        }

        return all;
    }
}

/// <summary>Why a cell is off track or at risk: a firing, or an item.</summary>
public sealed record Because(
    CellStatus Status,
    DateTime? Since,
    string? Trigger = null,
    TriggerLevel? Level = null,
    string? Case = null,
    string? Item = null,
    ItemStatus? ItemStatus = null,
    DateTime? DueOn = null);

/// <summary>What keeps a cell from being on track.</summary>
/// <param name="Key">A measure or an item.</param>
public sealed record Lack(string Key, LackKind Why);

public enum LackKind
{
    /// <summary>Nothing was ever said.</summary>
    NeverAnswered,

    /// <summary>The answer for the last period did not come.</summary>
    Overdue,

    /// <summary>The last answer is too old to count.</summary>
    Stale,

    /// <summary>It was answered that it is not known.</summary>
    Unknown,
}

/// <summary>What was last said in a cell.</summary>
/// <param name="AsAt">When that was true.</param>
public sealed record LastWord(CellStatus Status, DateTime AsAt);
