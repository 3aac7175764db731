using System.Text.Json.Serialization;

namespace Compliance.Domain.Checklists;

/// <summary>Conditions joined. Each is true, false or unknown, and so is what joins them.</summary>
[JsonDerivedType(typeof(All), "all")]
[JsonDerivedType(typeof(Any), "any")]
[JsonDerivedType(typeof(Not), "not")]
[JsonDerivedType(typeof(Test), "test")]
public abstract record Condition
{
    private Condition() { }

    /// <summary>True when each is; false as soon as one is.</summary>
    public sealed record All(IReadOnlyList<Condition> Of) : Condition;

    /// <summary>True as soon as one is; false when none is.</summary>
    public sealed record Any(IReadOnlyList<Condition> Of) : Condition;

    /// <summary>The opposite; unknown stays unknown.</summary>
    public sealed record Not(Condition Of) : Condition;

    /// <summary>One value compared with one limit.</summary>
    /// <param name="Limit">In the value's own unit; for <see cref="TriggerValue.LevelOf"/> the number of the level.</param>
    /// <param name="Answer">For <see cref="Comparison.Is"/>: an answer or an item's status; else null.</param>
    /// <param name="ClearsAt">As for a level; null clears as soon as the limit is no longer reached.</param>
    public sealed record Test(TriggerValue Value, Comparison Comparison, long Limit, string? Answer, long? ClearsAt) : Condition;

    /// <summary>Every comparison in it, in order.</summary>
    [JsonIgnore]
    public IEnumerable<Test> Tests => this switch
    {
        All all => all.Of.SelectMany(c => c.Tests),
        Any any => any.Of.SelectMany(c => c.Tests),
        Not not => not.Of.Tests,
        _ => [(Test)this],
    };
}

/// <summary>A length of time.</summary>
public sealed record Span(int Amount, SpanUnit Unit);

/// <summary>Hours and days pass by the clock, a day being 24 hours; working days are those that have wholly passed.</summary>
public enum SpanUnit { Hours, Days, WorkingDays }
