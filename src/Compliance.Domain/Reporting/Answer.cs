using Compliance.Domain.Checklists;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Reporting;

/// <summary>Unknown and not applicable are answers; no answer at all is neither.</summary>
public enum AnswerKind
{
    Value,
    Unknown,
    NotApplicable,

    /// <summary>Said by a nil report: a count of zero, and nothing that any other kind of question could be about.</summary>
    Nil,
}

/// <summary>What was answered to a measure.</summary>
/// <param name="Value">
/// A count; the numerator of a percentage; a number in thousandths; 1 or 0 for yes or no; a date's day number; money in pence.
/// </param>
/// <param name="Of">The denominator of a percentage, 1000 for a number, else 1.</param>
/// <param name="Choice">The chosen key, for a choice only.</param>
public readonly record struct Answer(AnswerKind Kind, long Value = 0, long Of = 1, string? Choice = null)
{
    public const long Thousandths = 1000;

    public static readonly Answer Unknown = new(AnswerKind.Unknown);
    public static readonly Answer NotApplicable = new(AnswerKind.NotApplicable);
    public static readonly Answer Nil = new(AnswerKind.Nil);

    public static Answer Count(long value) => new(AnswerKind.Value, value);

    public static Answer YesNo(bool yes) => new(AnswerKind.Value, yes ? 1 : 0);

    /// <summary>The value as a known interval, or unknown; a share of nothing is unknown.</summary>
    public Interval ToInterval() =>
        Kind is AnswerKind.Value or AnswerKind.Nil && Of > 0 ? Interval.Exactly(Value, Of) : Interval.Unknown;

    /// <summary>Whether it is known to be 0.</summary>
    public bool IsZero => Kind is AnswerKind.Value or AnswerKind.Nil && Value == 0 && Choice is null;

    /// <summary>Whether the answer is the one named: <c>yes</c>, <c>no</c> or a choice's key.</summary>
    public Truth Is(string answer, MeasureKind kind) => Kind switch
    {
        AnswerKind.Unknown => Truth.Unknown,
        AnswerKind.NotApplicable => Truth.Unknown,
        AnswerKind.Nil => Truth.False,
        _ when kind == MeasureKind.YesNo => answer == (Value == 1 ? "yes" : "no") ? Truth.True : Truth.False,
        _ => answer == Choice ? Truth.True : Truth.False,
    };
}

/// <summary>An answer to one measure.</summary>
public sealed record Reading(string Measure, Answer Answer);

/// <summary>What is believed of one measure now.</summary>
/// <param name="AsAt">When the answer was true or, said to be unchanged since, when that was said.</param>
/// <param name="Seq">Journal entry that gave it, or said that it is unchanged.</param>
/// <param name="Renewals">For how many periods running it was said to be unchanged, the one in which it was first given aside.</param>
/// <param name="SaidOn">When the answer itself was true; null while it was never said to be unchanged.</param>
/// <param name="CarriedFrom">The measure of an earlier version under which it was given; null for an answer to this measure. It counts, and is asked again.</param>
public readonly record struct Belief(Answer Answer, DateTime AsAt, long Seq, int Renewals = 0, DateTime? SaidOn = null, string? CarriedFrom = null)
{
    /// <summary>The same answer, said to be unchanged.</summary>
    /// <param name="isNewPeriod">Whether that is said for another period than the last time.</param>
    public Belief Renew(DateTime asAt, long seq, bool isNewPeriod) =>
        this with { AsAt = asAt, Seq = seq, Renewals = Renewals + (isNewPeriod ? 1 : 0), SaidOn = SaidOn ?? AsAt, CarriedFrom = null };
}

public enum ItemStatus { NotStarted, InProgress, Met, AtRisk, NotMet, NotApplicable }

/// <summary>The status of one item.</summary>
/// <param name="Evidence">Where the evidence is: an address or a reference. Never the evidence itself.</param>
public sealed record StatusAnswer(string Item, ItemStatus Status, Note? Note, string? Evidence = null);

/// <summary>Free text, read only by its audience. It must name nobody.</summary>
public sealed record Note(string Text, Audience Audience);

public enum Audience { Provider, Authority, Region }

/// <summary>The latest status of an item.</summary>
/// <param name="Since">Since when it has been said again and again without another in between.</param>
/// <param name="Before">What stood before, in case this one is corrected away; null when nothing did.</param>
/// <param name="SettledOn">When it was last said to be met or not applicable; null when it never was.</param>
/// <param name="SettledBefore">The time before that, in case that one is corrected away.</param>
/// <param name="Said">When it was said since then, the earliest first; null when only at its first and its last word.</param>
public readonly record struct StatusBelief(
    ItemStatus Status, DateTime AsAt, long Seq, DateTime Since, StatusRun? Before = null, DateTime? SettledOn = null, DateTime? SettledBefore = null,
    IReadOnlyList<DateTime>? Said = null)
{
    public bool IsSettled => Settles(Status);

    /// <summary>The belief after the first word on an item.</summary>
    public static StatusBelief First(ItemStatus status, DateTime asAt, long seq) => new(status, asAt, seq, asAt, null, Settles(status) ? asAt : null);

    /// <summary>The belief after another word on the same item, no older than this one.</summary>
    public StatusBelief Then(ItemStatus status, DateTime asAt, long seq)
    {
        // A word for the same instant takes the place of this one, and what stood before goes on if it is the same.
        var (last, said) = (AsAt, StatusRun.Whole(Since, AsAt, Said));
        var stood = asAt > AsAt ? new StatusRun(Status, Since, said)
            : Since < AsAt ? new StatusRun(Status, Since, [.. said.Where(on => on < last)])
            : Before;
        var settledBefore = SettledOn == asAt ? SettledBefore : SettledOn;
        var (settledOn, earlier) = Settles(status) ? (asAt, settledBefore) : (settledBefore, SettledOn == asAt ? null : SettledBefore);
        return stood is { } run && run.Status == status
            ? new StatusBelief(status, asAt, seq, run.Since, Before, settledOn, earlier, StatusRun.With(run.Said ?? [run.Since], asAt))
            : new StatusBelief(status, asAt, seq, asAt, stood, settledOn, earlier);
    }

    /// <summary>The belief after a word on an earlier time, late or corrected. Where it says something else, what stands has stood only since it was next said.</summary>
    public StatusBelief Late(ItemStatus status, DateTime asAt)
    {
        var belief = status == Status ? Again(asAt) : asAt >= Since ? Broken(status, asAt) : this;
        return Settles(status) && !(belief.SettledOn >= asAt) ? belief with { SettledOn = asAt, SettledBefore = belief.SettledOn }
            : !Settles(status) && belief.SettledOn == asAt ? belief with { SettledOn = belief.SettledBefore, SettledBefore = null }
            : belief;
    }

    private StatusBelief Broken(ItemStatus status, DateTime asAt)
    {
        var left = StatusRun.Whole(Since, AsAt, Said).Where(on => on > asAt).ToList();
        return this with { Since = left[0], Said = left, Before = new StatusRun(status, asAt) };
    }

    private StatusBelief Again(DateTime asAt)
    {
        var said = StatusRun.With(StatusRun.Whole(Since, AsAt, Said), asAt);
        return asAt >= Since ? this with { Said = said }
            // Nothing else was said in between: not at all, or only what this word takes the place of.
            : Before is not { } before || (before.Since == asAt && before.Said is null or { Count: 1 }) ? this with { Since = asAt, Said = said, Before = null }
            : this;
    }

    private static bool Settles(ItemStatus status) => status is ItemStatus.Met or ItemStatus.NotApplicable;
}

/// <summary>A status that stood without another in between.</summary>
/// <param name="Said">When it was said, the earliest first; null when only once.</param>
public readonly record struct StatusRun(ItemStatus Status, DateTime Since, IReadOnlyList<DateTime>? Said = null)
{
    // Nobody says the same so often in the time about which a correction may speak.
    private const int Most = 100;

    internal static IReadOnlyList<DateTime> Whole(DateTime since, DateTime last, IReadOnlyList<DateTime>? said) => said ?? (since < last ? [since, last] : [since]);

    internal static IReadOnlyList<DateTime> With(IReadOnlyList<DateTime> said, DateTime on) =>
        said.Contains(on) ? said : [.. said.Append(on).Order().Where((_, i) => i != 1 || said.Count < Most)];
}
