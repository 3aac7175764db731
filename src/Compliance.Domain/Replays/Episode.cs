using Compliance.Domain.Checklists;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Replays;

/// <summary>A trigger above clear for a subject: from leaving clear until it is clear again.</summary>
/// <param name="Levels">Each higher level it came to, with when that was known; the first is the one it left clear to.</param>
/// <param name="Tiers">Each higher tier that a case about it belonged to, with when; empty where nobody was told of it by itself, as another case spoke for it or it had only begun earlier than was known.</param>
/// <param name="EndedOn">When it was known to be clear again, or no plan judged it any more; null while it stands.</param>
/// <param name="Mark">What later news says of its first firing; null when nothing.</param>
public sealed record Episode(
    string Trigger, string Subject, IReadOnlyList<LevelReached> Levels, IReadOnlyList<TierReached> Tiers, DateTime? EndedOn, FiringMark? Mark)
{
    /// <summary>When it was known to have left clear.</summary>
    public DateTime FiredOn => Levels[0].On;

    public TriggerLevel Highest => Levels[^1].Level;

    /// <summary>When it was known to be at a level or above; null when it never was.</summary>
    public DateTime? ReachedOn(TriggerLevel level)
    {
        foreach (var reached in Levels)
        {
            if (reached.Level >= level)
            {
                return reached.On;
            }
        }

        return null;
    }

    /// <summary>Whether both stood at one time. Two that only touch did not.</summary>
    public bool Overlaps(Episode other) =>
        (other.EndedOn is null || FiredOn < other.EndedOn || FiredOn == other.FiredOn) && (EndedOn is null || other.FiredOn < EndedOn || FiredOn == other.FiredOn);

    /// <summary>How long after the end of the earlier of two the later one began; zero where they overlap.</summary>
    public TimeSpan GapTo(Episode other) =>
        Overlaps(other) ? TimeSpan.Zero : FiredOn < other.FiredOn ? other.FiredOn - EndedOn!.Value : FiredOn - other.EndedOn!.Value;
}

/// <summary>A level came to.</summary>
public readonly record struct LevelReached(TriggerLevel Level, DateTime On);

/// <summary>A tier that a case came to: the one where its first level starts it, and each higher one a rise carried it to.</summary>
public readonly record struct TierReached(Tier Tier, DateTime On);
