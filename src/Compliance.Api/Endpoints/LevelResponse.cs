using Compliance.Domain.Checklists;

namespace Compliance.Api.Endpoints;

/// <summary>One level of a trigger: what reaches it, what clears it, and who then has the case.</summary>
/// <param name="AtLeast">Reached at this or more; null where the level is reached otherwise. Percent for shares, working days for silence, else the measure's own unit.</param>
/// <param name="AtMost">Reached at this or less; null where the level is reached otherwise.</param>
/// <param name="Below">Reached below this; null where the level is reached otherwise.</param>
/// <param name="Is">Reached by this answer; null where the level is reached otherwise.</param>
/// <param name="ClearsBelow">Clears below this; null when it clears as soon as it is no longer reached.</param>
/// <param name="ClearsAbove">Clears above this; null when it clears as soon as it is no longer reached.</param>
/// <param name="Periods">Reported periods in a row that must reach it.</param>
/// <param name="Ladder">Key of the ladder it starts.</param>
/// <param name="WatchDays">Days after standing down in which firing again reopens the case.</param>
public sealed record LevelResponse(
    TriggerLevel Level,
    long? AtLeast,
    long? AtMost,
    long? Below,
    string? Is,
    long? ClearsBelow,
    long? ClearsAbove,
    int Periods,
    Tier Tier,
    string Ladder,
    int WatchDays)
{
    internal static LevelResponse From(Level level) => new(
        level.Name,
        level.Comparison == Comparison.AtLeast ? level.Limit : null,
        level.Comparison == Comparison.AtMost ? level.Limit : null,
        level.Comparison == Comparison.Below ? level.Limit : null,
        level.Answer,
        level.Comparison == Comparison.AtLeast ? level.ClearsAt : null,
        level.Comparison is Comparison.AtMost or Comparison.Below ? level.ClearsAt : null,
        level.Periods, level.Tier, level.Ladder, level.WatchDays);
}
