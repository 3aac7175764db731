using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Endpoints;

/// <summary>Conditions joined, or one comparison. Each is true, false or unknown, and so is what joins them. Exactly one of
/// <c>all</c>, <c>any</c>, <c>not</c> and <c>test</c> is given.</summary>
/// <param name="All">True when each of these is.</param>
/// <param name="Any">True as soon as one of these is.</param>
/// <param name="Not">True when this is false.</param>
/// <param name="Test">One value compared with one limit.</param>
public sealed record ConditionResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ConditionResponse>? All = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ConditionResponse>? Any = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionResponse? Not = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionTest? Test = null)
{
    internal static ConditionResponse From(Condition condition) => condition switch
    {
        Condition.All all => new(All: [.. all.Of.Select(From)]),
        Condition.Any any => new(Any: [.. any.Of.Select(From)]),
        Condition.Not not => new(Not: From(not.Of)),
        Condition.Test test => new(Test: ConditionTest.From(test)),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };
}

/// <summary>One value compared with one limit. What does not apply is left out.</summary>
/// <param name="AtLeast">True at this or more, in the value's own unit: percent for shares, days where days are counted.</param>
/// <param name="AtMost">True at this or less.</param>
/// <param name="Below">True below this.</param>
/// <param name="Is">True for this answer, or this status of an item.</param>
/// <param name="Reaches">True while the other trigger stands at this level or above.</param>
/// <param name="ClearsBelow">Once true, it stays so until below this; left out when it ends as soon as it is no longer so.</param>
/// <param name="ClearsAbove">Once true, it stays so until above this; left out when it ends as soon as it is no longer so.</param>
public sealed record ConditionTest(
    ChecklistValue Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? AtLeast,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? AtMost,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Below,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Is,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TriggerLevel? Reaches,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ClearsBelow,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ClearsAbove)
{
    internal static ConditionTest From(Condition.Test test)
    {
        var reaches = test.Value is TriggerValue.LevelOf ? (TriggerLevel?)test.Limit : null;
        return new ConditionTest(
            ChecklistValue.From(test.Value),
            reaches is null && test.Comparison == Comparison.AtLeast ? test.Limit : null,
            test.Comparison == Comparison.AtMost ? test.Limit : null,
            test.Comparison == Comparison.Below ? test.Limit : null,
            test.Answer,
            reaches,
            test.Comparison == Comparison.AtLeast ? test.ClearsAt : null,
            test.Comparison is Comparison.AtMost or Comparison.Below ? test.ClearsAt : null);
    }
}

/// <summary>A length of time.</summary>
/// <param name="Unit">Hours and days pass by the clock, a day being 24 hours; working days are those that have wholly passed.</param>
public sealed record SpanResponse(int Amount, SpanUnit Unit)
{
    internal static SpanResponse? Of(Span? span) => span is null ? null : new(span.Amount, span.Unit);
}
