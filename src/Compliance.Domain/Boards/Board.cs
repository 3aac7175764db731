using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Boards;

/// <summary>What the columns of a board are.</summary>
public enum BoardBy { Section, Item }

/// <summary>Providers by sections or items, as they stood when the tenant's last entry became known.</summary>
/// <param name="Expected">Providers on the register that day that report here.</param>
/// <param name="Reported">Of these, those that have reported and have nothing overdue.</param>
/// <param name="Late">Of these, those with something overdue.</param>
/// <param name="OffTrack">Of these, those with an off-track cell.</param>
/// <param name="AtRisk">Of these, those with an at-risk cell and none off track.</param>
/// <param name="Excused">Of these, those that are excused and have not reported since, or are closed as planned; they count neither as reported nor as late.</param>
/// <remarks>A fold and nothing else: nothing in it depends on when it is read.</remarks>
public sealed record Board(
    int Expected, int Reported, int Late, int OffTrack, int AtRisk, int Excused, IReadOnlyList<string> Columns, IReadOnlyList<BoardRow> Rows)
{
    /// <summary>Makes the board.</summary>
    /// <param name="subjects">All subjects of the tenant; those that are not on the register that day, or report to another authority, are left out.</param>
    /// <param name="knownOn">When the last entry became known.</param>
    public static Board Of(Rulebook rules, IEnumerable<SubjectState> subjects, IEnumerable<OpenCase> cases, DateTime knownOn, BoardBy by)
    {
        var date = rules.Calendar.DateOf(knownOn);
        var all = cases.ToList();
        var columns = Column.Of(rules, date, by, all);
        var open = all.Where(c => c.Trigger is not null).ToDictionary(c => (c.Trigger!, c.Subject), c => c.Id);
        var rows = subjects
            .Where(s => s.Membership is { ReportsHere: true } member && member.Covers(date))
            .OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => RowOf(s, columns, rules, open, knownOn))
            .ToList();
        return new Board(
            rows.Count,
            rows.Count(r => r.HasReported),
            rows.Count(r => r.IsLate),
            rows.Count(r => r.Worst == CellStatus.OffTrack),
            rows.Count(r => r.Worst == CellStatus.AtRisk),
            rows.Count(r => r.IsExcused),
            [.. columns.Where(c => c.IsAsked || rows.Any(r => r.Cells.Any(x => x.Column == c.Key))).Select(c => c.Key)],
            rows);
    }

    private static DateOnly? ExcusedTo(SubjectState provider, Calendar calendar, DateTime at) =>
        provider.Excuses.Count > 0 && provider.ExcuseOn(calendar.DateOf(at)) is { } excuse
        && (provider.LastReportOn is not { } last || calendar.DateOf(last) < excuse.From)
            ? excuse.To
            : null;

    private static BoardRow RowOf(
        SubjectState provider, IReadOnlyList<Column> columns, Rulebook rules, Dictionary<(string, string), string> open, DateTime at) => new(
            provider.Key,
            provider.Membership!.ServiceType,
            provider.Overdue.Count,
            provider.LastReportOn,
            ExcusedTo(provider, rules.Calendar, at),
            provider.Membership!.ClosureOn(rules.Calendar.DateOf(at)),
            [.. columns.Select(c => Cell.Of(c, provider, rules, open, at)).OfType<Cell>()]);
}

/// <param name="Overdue">Measures owed and past due.</param>
/// <param name="ExcusedTo">Last day of the excuse in force, of one that has not reported since; else null.</param>
/// <param name="Closed">The planned closure that it is in; null while it is open.</param>
public sealed record BoardRow(
    string Provider, string ServiceType, int Overdue, DateTime? LastReportOn, DateOnly? ExcusedTo, Closure? Closed, IReadOnlyList<Cell> Cells)
{
    public bool IsExcused => ExcusedTo is not null || Closed is not null;

    /// <summary>Whether it has reported and owes nothing past due; one that is excused has not.</summary>
    public bool HasReported => Overdue == 0 && LastReportOn is not null && !IsExcused;

    public bool IsLate => Overdue > 0 && !IsExcused;

    /// <summary>The worst cell; null when no column concerns it.</summary>
    public CellStatus? Worst => Cells.Count == 0 ? null : Cells.Max(c => c.Status);
}

/// <summary>An open case, as far as a board needs to know.</summary>
/// <param name="Trigger">None for a case raised by a person.</param>
public sealed record OpenCase(string? Trigger, string Subject, string Id)
{
    /// <summary>The level that it stands at; null where that was not read.</summary>
    public TriggerLevel? Level { get; init; }

    public DateTime? RaisedOn { get; init; }

    /// <summary>The whole case; needed only where its trigger is retired, and only the case still tells what that was.</summary>
    public Escalation? Whole { get; init; }

    public static OpenCase Of(Escalation escalation) => new(escalation.Trigger, escalation.Subject, escalation.Id) { Level = escalation.Level, RaisedOn = escalation.RaisedOn, Whole = escalation };

    /// <summary>Whether it is about a provider, and no plan has a trigger of providers any more that could have raised it.</summary>
    public bool IsRetired(Rulebook rules) => Trigger is { } trigger && SubjectState.ScopeOf(Subject) == SubjectScope.Provider
        && (rules.RuleOf(trigger)?.Trigger ?? rules.OffOf(trigger)?.Trigger)?.Subject != SubjectScope.Provider;

    /// <summary>Where it stands on a board: in its section, or with the measures that it was raised by.</summary>
    internal IEnumerable<string> Columns(BoardBy by)
    {
        var measures = by == BoardBy.Item ? Whole?.Receipt?.Readings.Select(r => r.Measure).Distinct().ToList() ?? [] : [];
        return measures.Count > 0 ? measures : Whole?.Section is { } section ? [section] : [];
    }
}
