using Compliance.Domain.Checklists;

namespace Compliance.Domain.Plans;

/// <summary>A trigger as one plan has it, with the plan's own thresholds.</summary>
public sealed record Rule(Trigger Trigger, Plan Plan)
{
    private byte[]? _hash;
    private IReadOnlyList<Counted>? _counted;

    /// <summary>SHA-256 of the trigger's canonical content, own thresholds included.</summary>
    public byte[] Hash => _hash ??= Journal.Canonical.Hash(Journal.Canonical.Write(Trigger));

    /// <summary>What its levels compare, each once.</summary>
    public IReadOnlyList<TriggerValue> Values { get; } = [.. Trigger.Values];

    /// <summary>Measures it reads of its own subject, each once; its floor is left out.</summary>
    public IReadOnlyList<string> Reads { get; } = [.. Trigger.Reads];

    /// <summary>What it counts over providers, by the keys under which that is kept.</summary>
    public IReadOnlyList<Counted> Counted => _counted ??= [.. Plans.Counted.Of(this)];

    /// <summary>What moves it.</summary>
    public Pace Pace { get; private set; }

    /// <summary>Its period.</summary>
    public Cadence Cadence { get; private set; }

    /// <summary>Whether it looks at other triggers.</summary>
    public bool IsChained { get; } = Trigger.LooksAt.Any();

    /// <summary>Its place after all that it looks at.</summary>
    public int Order { get; private set; }

    /// <summary>Whether it judges what was true on a date.</summary>
    public bool Covers(DateOnly date) => Plan.Covers(date) && Trigger.IsInForce(date);

    public Level LevelOf(TriggerLevel name) => Trigger.Levels.First(l => l.Name == name);

    internal void Settle(Pace pace, Cadence cadence, int order) => (Pace, Cadence, Order) = (pace, cadence, order);
}

/// <summary>What moves a trigger.</summary>
public enum Pace
{
    /// <summary>Reports of its own subject, by when they were true.</summary>
    Reported,

    /// <summary>Time as well: silence, items and what looks at them.</summary>
    Timed,

    /// <summary>Whatever moves any of the providers it counts.</summary>
    Counted,
}
