using Compliance.Domain.Checklists;

namespace Compliance.Domain.Triggers;

/// <summary>Where one trigger stands for one subject.</summary>
/// <param name="Since">When the readings that brought it to its level were true; null while clear from the start.</param>
/// <param name="SinceSeq">Journal entry that brought it to its level; 0 while clear from the start.</param>
/// <param name="Runs">By level, from notice up: how many distinct reported periods in a row reached it. Read with <see cref="RunOf"/>.</param>
/// <param name="Value">The value when last evaluated.</param>
/// <param name="Warned">An authority-wide share may have reached the limit, as far as silent providers allow to tell.</param>
/// <param name="Unknown">What it reads that is missing, unknown or stale: measures, items or other triggers.</param>
/// <param name="HeldUntil">Past its clearing limit, yet held until then; null when it is not.</param>
/// <param name="KeptOn">When limits were changed so that they would not be reached, and yet nothing has cleared it; null when its limits were reached as they are.</param>
public sealed record TriggerState(
    TriggerLevel Level,
    DateTime? Since,
    long SinceSeq,
    IReadOnlyList<Run> Runs,
    Interval Value,
    bool Warned,
    IReadOnlyList<string> Unknown,
    DateTime? HeldUntil = null,
    DateTime? KeptOn = null)
{
    public static readonly TriggerState Start = new(TriggerLevel.Clear, null, 0, [], Interval.Unknown, false, []);

    /// <summary>The run of one level; it stays that level's own when an authority switches another one off.</summary>
    public Run RunOf(TriggerLevel level) => (int)level <= Runs.Count ? Runs[(int)level - 1] : default;
}

/// <summary>A run of reported periods that reached a level.</summary>
/// <param name="Count">Periods that count towards the level.</param>
/// <param name="Period">First day of the last period that counted; null while there is none.</param>
/// <param name="Recent">For a level that looks at the last several periods: which of them reached it, the latest as the lowest bit.</param>
/// <param name="From">For a level with a duration: since when its limit is reached; time in which nothing was known is left out. Null while it is not.</param>
/// <param name="Until">Until when what was seen still counts.</param>
public readonly record struct Run(int Count, DateOnly? Period, uint Recent = 0, DateTime? From = null, DateTime? Until = null);
