using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Endpoints;

/// <summary>One level of a trigger: what reaches it, what clears it, and who then has the case.</summary>
/// <param name="AtLeast">Reached at this or more; null where the level is reached otherwise. Percent for shares, days where days are counted, else the measure's own unit.</param>
/// <param name="AtMost">Reached at this or less; null where the level is reached otherwise.</param>
/// <param name="Below">Reached below this; left out where the level is reached otherwise.</param>
/// <param name="Is">Reached by this answer, or this status of an item; null where the level is reached otherwise.</param>
/// <param name="ClearsBelow">Clears below this; null when it clears as soon as it is no longer reached.</param>
/// <param name="ClearsAbove">Clears above this; null when it clears as soon as it is no longer reached.</param>
/// <param name="Periods">Reported periods that must reach it: in a row or, with <c>ofLast</c>, of so many last ones.</param>
/// <param name="Ladder">Key of the ladder it starts.</param>
/// <param name="WatchDays">Days after standing down in which firing again reopens the case.</param>
/// <param name="OfLast">The number of last reported periods of which <c>periods</c> must reach it; left out where they must follow one another.</param>
/// <param name="For">How long it must have been reached without a break; left out when at once.</param>
/// <param name="HoldFor">How long it stays at least; left out when not at all.</param>
/// <param name="When">The conditions that reach it, joined; left out for a level with one limit.</param>
public sealed record LevelResponse(
    TriggerLevel Level,
    long? AtLeast,
    long? AtMost,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Below,
    string? Is,
    long? ClearsBelow,
    long? ClearsAbove,
    int Periods,
    Tier Tier,
    string Ladder,
    int WatchDays,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? OfLast = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SpanResponse? For = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SpanResponse? HoldFor = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionResponse? When = null)
{
    internal static LevelResponse From(Level level) => new(
        level.Name,
        level.Comparison == Comparison.AtLeast && level.When is null ? level.Limit : null,
        level.Comparison == Comparison.AtMost ? level.Limit : null,
        level.Comparison == Comparison.Below ? level.Limit : null,
        level.Answer,
        level.Comparison == Comparison.AtLeast ? level.ClearsAt : null,
        level.Comparison is Comparison.AtMost or Comparison.Below ? level.ClearsAt : null,
        level.Periods, level.Tier, level.Ladder, level.WatchDays,
        level.OfLast, SpanResponse.Of(level.For), SpanResponse.Of(level.HoldFor),
        level.When is null ? null : ConditionResponse.From(level.When));
}
