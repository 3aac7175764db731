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
    /// <summary>Gives the cell; null when the column does not concern the provider.</summary>
    /// <param name="open">Open cases by trigger and subject.</param>
    public static Cell? Of(
        Column column, SubjectState provider, Rulebook rules, IReadOnlyDictionary<(string Trigger, string Subject), string> open, DateTime at)
    {
        var words = Words(column, provider, rules, at).ToList();
        var reasons = Firings(column, provider, open).Concat(words.Select(w => w.Because).OfType<Because>())
            .OrderByDescending(b => b.Status).ThenBy(b => b.Since).ToList();
        if (words.Count + reasons.Count == 0)
        {
            return null;
        }

        if (reasons.Count > 0)
        {
            var worst = reasons[0].Status;
            return new Cell(column.Key, worst, reasons.Where(b => b.Status == worst).Min(b => b.Since), reasons, [], null);
        }

        List<Lack> missing = [.. words.Select(w => w.Lack).OfType<Lack>()];
        var said = words.Max(w => w.AsAt);
        return missing.Count == 0 && said is not null
            ? new Cell(column.Key, CellStatus.OnTrack, null, [], [], null)
            : new Cell(column.Key, CellStatus.NoReport, null, [], missing, said is { } asAt ? new LastWord(LastStatus(missing), asAt) : null);
    }

    /// <summary>What has only grown old, or been missed since, was on track when it was said; what was never known was not.</summary>
    private static CellStatus LastStatus(List<Lack> missing) =>
        missing.All(m => m.Why is LackKind.Stale or LackKind.Overdue) ? CellStatus.OnTrack : CellStatus.NoReport;

    private static IEnumerable<Because> Firings(
        Column column, SubjectState provider, IReadOnlyDictionary<(string Trigger, string Subject), string> open) =>
        from rule in column.Rules
        let state = provider.StateOf(rule.Trigger.Key)
        where state.Level >= TriggerLevel.Amber
        select new Because(
            state.Level == TriggerLevel.Amber ? CellStatus.AtRisk : CellStatus.OffTrack,
            state.Since,
            rule.Trigger.Key,
            state.Level,
            open.GetValueOrDefault((rule.Trigger.Key, provider.Key)));

    private static IEnumerable<Word> Words(Column column, SubjectState provider, Rulebook rules, DateTime at) =>
        column.Measures.Where(m => Debt.AppliesTo(m, provider)).Select(m => Word.Of(m, provider, rules, at))
            .Concat(column.Items.Where(i => Duties.AppliesTo(i, provider)).Select(i => Word.Of(i, provider, rules, at)))
            .OfType<Word>();
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
