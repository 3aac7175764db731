using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Subjects;

/// <summary>All that is believed of one subject: a provider, an organisation or, under <see cref="Authority"/>, the authority itself.</summary>
/// <remarks>
/// A fold of the journal. It keeps the reports of the last <see cref="WindowDays"/> days one by one, so that a late report or a
/// correction can be put in its place, and what came before as one checkpoint.
/// </remarks>
/// <param name="window">Null when it was not read; nothing may look into it then.</param>
public sealed class SubjectState(string key, Window? window)
{
    public SubjectState(string key)
        : this(key, new Window())
    {
    }

    /// <summary>The key of the authority as a subject. Those of its organisations begin with it, and no provider's does.</summary>
    public const string Authority = "@";

    /// <summary>Days into the past about which a report may still speak.</summary>
    public const int WindowDays = 92;

    /// <summary>Reports kept one by one at least; some way beyond it the oldest join the checkpoint.</summary>
    public const int WindowReports = 100;

    public string Key => key;

    public bool IsAuthority => key == Authority;

    public bool IsProvider => !key.StartsWith(Authority[0]);

    /// <summary>The key of an organisation as a subject.</summary>
    public static string OfOrganisation(string organisation) => Authority + organisation;

    /// <summary>The organisation that a subject's key stands for; null for a provider and for the authority.</summary>
    public static string? OrganisationOf(string key) => key.Length > 1 && key[0] == Authority[0] ? key[1..] : null;

    /// <summary>What kind of subject it is.</summary>
    public SubjectScope Scope => ScopeOf(key);

    public static SubjectScope ScopeOf(string key) =>
        key == Authority ? SubjectScope.Authority : key.StartsWith(Authority[0]) ? SubjectScope.Organisation : SubjectScope.Provider;

    /// <summary>The last journal entry that changed it.</summary>
    public long Seq { get; set; }

    /// <summary>Null for the authority and for organisations.</summary>
    public Membership? Membership { get; set; }

    /// <summary>When its last report was received.</summary>
    public DateTime? LastReportOn { get; set; }

    /// <summary>When something next changes of itself: an answer falls due or goes stale, or silence reaches a limit.</summary>
    public DateTime? DueOn { get; set; }

    public Known Known { get; private set; } = Known.Nothing;

    public Dictionary<string, Belief> Beliefs => Known.Beliefs;

    public Dictionary<string, TriggerState> Triggers => Known.Triggers;

    public Dictionary<string, StatusBelief> Statuses { get; } = [];

    /// <summary>What this provider counts as in each share, count and sum over providers, by <see cref="Plans.Counted.Key"/>.</summary>
    public Dictionary<string, Contribution> Standings { get; } = [];

    /// <summary>Triggers that stand above clear without a case, each with the one whose open case speaks for it.</summary>
    public SortedDictionary<string, string> Suppressed { get; } = new(StringComparer.Ordinal);

    /// <summary>For the authority and for organisations: what their providers add up to, by <see cref="Plans.Counted.Key"/>.</summary>
    public Dictionary<string, Tally> Tallies { get; } = [];

    /// <summary>Measures owed and past due; kept so that a board needs no clock.</summary>
    public SortedSet<string> Overdue { get; } = new(StringComparer.Ordinal);

    /// <summary>Measures whose last answer has gone stale.</summary>
    public SortedSet<string> Stale { get; } = new(StringComparer.Ordinal);

    /// <summary>Days on which nothing falls due, earliest first; they never overlap.</summary>
    public List<Excuse> Excuses { get; } = [];

    /// <summary>Firings of late that no case tells of, in the order in which they were recorded; a correction must find them.</summary>
    public List<Untold> Untold { get; } = [];

    /// <summary>Steps that moved a trigger while the present entry is applied. Kept until they are judged, and never stored.</summary>
    public List<Taken> Moves => field ??= [];

    public Window Window => window ?? throw new InvalidOperationException($"Subject '{key}' was read without its window.");

    /// <summary>What was believed before the first point of the window.</summary>
    public Known Base
    {
        get => Window.Base;
        set => Window.Base = value;
    }

    /// <summary>Reports of the window, by when they were true, then by entry.</summary>
    public List<Point> Points => Window.Points;

    /// <summary>Sets beliefs and states back to the checkpoint, keeping those triggers that do not read reports.</summary>
    public void Rewind(Func<string, bool> readsReports)
    {
        var kept = Triggers.Where(t => !readsReports(t.Key)).ToList();
        Known = Base.Copy();
        foreach (var (trigger, state) in kept)
        {
            Triggers[trigger] = state;
        }
    }

    /// <summary>Grants an excuse. It replaces what it overlaps, and what is left of that.</summary>
    public void Grant(Excuse excuse)
    {
        var earlier = Excuses.Where(e => e.From < excuse.From).Select(e => e with { To = e.To < excuse.From ? e.To : excuse.From.AddDays(-1) }).ToList();
        var later = Excuses.Where(e => e.From > excuse.To).ToList();
        Excuses.Clear();
        Excuses.AddRange([.. earlier, excuse, .. later]);
    }

    /// <summary>The excuse in force on a date; null when there is none.</summary>
    public Excuse? ExcuseOn(DateOnly date) => Excuses.Where(e => e.Covers(date)).Select(e => (Excuse?)e).FirstOrDefault();

    /// <summary>Whether it is closed on a date, as planned.</summary>
    public bool IsClosedOn(DateOnly date) => Membership?.ClosureOn(date) is not null;

    /// <summary>Whether nothing falls due at the end of a period: it is excused or closed on its last day.</summary>
    public bool IsExcused(Period period)
    {
        if (IsClosedOn(period.End))
        {
            return true;
        }

        foreach (var excuse in Excuses)
        {
            if (excuse.Covers(period.End))
            {
                return true;
            }
        }

        return false;
    }

    public TriggerState StateOf(string trigger) => Triggers.GetValueOrDefault(trigger) ?? TriggerState.Start;

    public Belief? BeliefOf(string measure) => Beliefs.TryGetValue(measure, out var belief) ? belief : null;
}

/// <summary>A provider's place on the register. Both dates are included; no leaving date means that it stays.</summary>
/// <param name="Registered">The day on which the register first had it; it owes nothing for a period that had ended by then.</param>
/// <param name="Host">The authority to which it reports instead; null when it reports here.</param>
/// <param name="Closures">Days on which it is closed as planned, the earliest first; null when there are none.</param>
/// <param name="Organisation">The company above it; null when it has none.</param>
public sealed record Membership(
    string ServiceType, DateOnly Joined, DateOnly? Left, DateOnly? Registered = null, string? Host = null, IReadOnlyList<Closure>? Closures = null,
    string? Organisation = null)
{
    /// <summary>A service on several registers reports once, to its host; elsewhere it is asked nothing and judged by nothing.</summary>
    public bool ReportsHere => Host is null;

    public bool Covers(DateOnly date) => Joined <= date && (Left is null || date <= Left);

    /// <summary>The planned closure that covers a date; null when it is open.</summary>
    public Closure? ClosureOn(DateOnly date)
    {
        // Asked for every cell of a board.
        for (var i = 0; i < Closures?.Count; i++)
        {
            if (Closures[i].Covers(date))
            {
                return Closures[i];
            }
        }

        return null;
    }
}

/// <summary>One report of the window, corrections already put in.</summary>
/// <param name="AsAt">When it was true.</param>
/// <param name="Seq">Its journal entry.</param>
/// <param name="Revision">1, and one more for each correction.</param>
/// <param name="Renewed">Measures whose last answer it said to be unchanged.</param>
public sealed record Point(DateTime AsAt, long Seq, int Revision, IReadOnlyList<PointReading> Readings, IReadOnlyList<string> Renewed)
{
    public Place Place => new(AsAt, Revision, Seq);
}

/// <summary>A firing that no case tells of, as another one spoke for it.</summary>
/// <param name="Seq">The entry that recorded it.</param>
/// <param name="On">When.</param>
public readonly record struct Untold(string Trigger, TriggerLevel Level, long Seq, DateTime On);

/// <summary>Days for which the authority excused a provider from reporting, both included.</summary>
public readonly record struct Excuse(DateOnly From, DateOnly To)
{
    public bool Covers(DateOnly date) => From <= date && date <= To;
}

/// <param name="Seq">The entry that gave the answer: the report's own, or a correction's.</param>
public readonly record struct PointReading(string Measure, Answer Answer, long Seq);

/// <summary>What a provider counts as in a share, a count or a sum.</summary>
public enum Standing
{
    /// <summary>Not a member, closed as planned, of another service type, or the question does not apply.</summary>
    Out,

    /// <summary>Below the level, on fresh readings; in a sum, answered.</summary>
    Below,

    /// <summary>At or above the level, on fresh readings.</summary>
    Reached,

    /// <summary>Nothing fresh is known.</summary>
    Silent,
}

/// <summary>What one provider adds to a share, a count or a sum.</summary>
/// <param name="Of">What it weighs or, in a percentage of sums, what it divides by, as last known; 0 where each provider counts as one.</param>
/// <param name="Part">What it adds to a sum.</param>
/// <param name="IsOpen">Silent, and not even what it divides by was ever known.</param>
public readonly record struct Contribution(Standing Standing, long Of = 0, long Part = 0, bool IsOpen = false);

/// <summary>Providers counted and added up by standing.</summary>
/// <param name="BelowOf">Weights, or what divides, of those below; likewise for the others.</param>
/// <param name="Part">What those add up to of which it is known.</param>
/// <param name="Open">Silent ones that might add anything at all.</param>
public readonly record struct Tally(
    int Below, int Reached, int Silent, long BelowOf = 0, long ReachedOf = 0, long SilentOf = 0, long Part = 0, int Open = 0)
{
    public int Total => Below + Reached + Silent;

    public Tally Move(Contribution from, Contribution to) => Add(from, -1).Add(to, 1);

    private Tally Add(Contribution one, int by) => one.Standing switch
    {
        Standing.Below => this with { Below = Below + by, BelowOf = BelowOf + by * one.Of, Part = Part + by * one.Part },
        Standing.Reached => this with { Reached = Reached + by, ReachedOf = ReachedOf + by * one.Of, Part = Part + by * one.Part },
        Standing.Silent => this with { Silent = Silent + by, SilentOf = SilentOf + by * one.Of, Open = Open + (one.IsOpen ? by : 0) },
        _ => this,
    };
}
