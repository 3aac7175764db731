using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Api.Endpoints;

/// <summary>An authority's own threshold for one level of a trigger, or a trigger, level or item switched off.</summary>
public sealed record OverrideBody
{
    /// <summary>Key of the trigger; left out for an item.</summary>
    public string? Trigger { get; init; }

    /// <summary>Key of the item to be switched off; left out for a trigger.</summary>
    public string? Item { get; init; }

    /// <summary>The level to change; left out to switch the whole trigger off.</summary>
    public TriggerLevel? Level { get; init; }

    /// <summary>Reached at this or more, for a level that is reached from below.</summary>
    public long? AtLeast { get; init; }

    /// <summary>Clears below this, for a level that is reached from below.</summary>
    public long? ClearsBelow { get; init; }

    /// <summary>Reached at this or less, for a level that is reached from above.</summary>
    public long? AtMost { get; init; }

    /// <summary>Reached below this, for a level that is a floor to be kept.</summary>
    public long? Below { get; init; }

    /// <summary>Clears above this, for a level that is reached from above.</summary>
    public long? ClearsAbove { get; init; }

    /// <summary>Whether the level, without a level the trigger, or the item is switched off.</summary>
    public bool Off { get; init; }

    /// <summary>Why the authority departs from the checklist; 3 to 500 characters.</summary>
    public string Reason { get; init; } = "";

    internal static OverrideBody From(Override change) => new()
    {
        Trigger = change.Trigger,
        Item = change.Item,
        Level = change.Level,
        AtLeast = change.AtLeast,
        ClearsBelow = change.ClearsBelow,
        AtMost = change.AtMost,
        Below = change.Below,
        ClearsAbove = change.ClearsAbove,
        Off = change.Off,
        Reason = change.Reason,
    };

    internal Override ToOverride() => new(Trigger, Level, AtLeast, ClearsBelow, AtMost, ClearsAbove, Off, Reason, Item, Below);
}
