using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>What an authority may depart from in a checklist: thresholds within their meaning, and what it switches off.</summary>
internal static class OverrideRules
{
    public static IEnumerable<Fault> Check(SetPlan set)
    {
        var single = set.Overrides.Select((change, i) => At(i, Mend(change, set))).OfType<Fault>().ToList();

        // Whether the levels still fit together can be said only when each of them is sound.
        return single.Count > 0 ? single : Together(set);
    }

    private static Fault? Mend(Override change, SetPlan set)
    {
        if (string.IsNullOrWhiteSpace(change.Reason))
        {
            return new Fault("/reason", "Say why the authority departs from the checklist.");
        }

        if ((change.Trigger is null) == (change.Item is null))
        {
            return new Fault("/trigger", "Name either a trigger or an item.");
        }

        var checklist = set.Checklist;
        if (change.Item is not null)
        {
            return ItemOff(change, set);
        }

        if (checklist.Triggers.FirstOrDefault(t => t.Key == change.Trigger) is not { } trigger)
        {
            var near = Nearest.To(change.Trigger!, checklist.Triggers.Select(t => t.Key));
            return new Fault("/trigger", $"`{checklist.Key}` has no trigger `{Nearest.Shown(change.Trigger!)}`{(near is null ? "." : $"; did you mean `{near}`?")}");
        }

        if (set.Overrides.First(o => o.Trigger == change.Trigger && (o.Level == change.Level || IsOff(o) || IsOff(change))) is var first && !ReferenceEquals(first, change))
        {
            return new Fault("/trigger", "Another override already settles this; keep one of them.");
        }

        return IsOff(change) ? OnlyOff(change)
            : trigger.Levels.FirstOrDefault(l => l.Name == change.Level) is not { } level
                ? new Fault("/level", $"Name one of the levels of `{trigger.Key}`: {string.Join(", ", trigger.Levels.Select(l => Sentences.Name(l.Name)))}.")
            : change.Off ? OnlyOff(change)
            : OverrideLimits.Check(change, trigger, level, set.Checklist);
    }

    private static Fault? ItemOff(Override change, SetPlan set)
    {
        var items = set.Checklist.Items.Select(i => i.Key).ToList();
        return !items.Contains(change.Item!)
                ? new Fault("/item", Nearest.To(change.Item!, items) is { } near
                    ? $"`{set.Checklist.Key}` has no item `{Nearest.Shown(change.Item!)}`; did you mean `{near}`?"
                    : $"`{set.Checklist.Key}` has no item `{Nearest.Shown(change.Item!)}`.")
            : !change.Off || change.Level is not null || !OverrideLimits.MoveNothing(change)
                ? new Fault("/off", "An item has no threshold; it can only be switched off, with \"off\": true.")
            : !ReferenceEquals(set.Overrides.First(o => o.Item == change.Item), change)
                ? new Fault("/item", "Another override already settles this; keep one of them.")
            : null;
    }

    private static bool IsOff(Override change) => change is { Off: true, Level: null };

    private static Fault? OnlyOff(Override change) =>
        OverrideLimits.MoveNothing(change) ? null : new Fault("/off", "Move a threshold or switch it off, not both.");

    private static IEnumerable<Fault> Together(SetPlan set)
    {
        var inForce = new Plan(set.Checklist, set.Season, set.From, set.To, [], set.Overrides, 0, set.From).EffectiveTriggers().ToList();
        for (var i = 0; i < set.Overrides.Count; i++)
        {
            var change = set.Overrides[i];
            var fault = change.Item is not null ? null : change.Off ? LeavesOthersBlind(change, inForce) : TurnsLevels(change, inForce);
            if (At(i, fault) is { } found)
            {
                yield return found;
            }
        }
    }

    private static Fault? TurnsLevels(Override change, List<Trigger> inForce)
    {
        var levels = inForce.First(t => t.Key == change.Trigger).Levels;
        var turned = levels.Zip(levels.Skip(1))
            .FirstOrDefault(l => (l.First.Name == change.Level || l.Second.Name == change.Level) && IsTurned(l.First, l.Second));
        return turned is ({ } lower, { } higher)
            ? new Fault("/" + OverrideLimits.NameOf(higher), Text(
                $"{Sentences.Name(higher.Name)} at {higher.Limit} would be reached no later than {Sentences.Name(lower.Name)} at {lower.Limit}; move both, or this one less far."))
            : null;
    }

    private static Fault? LeavesOthersBlind(Override change, List<Trigger> inForce)
    {
        var seen = inForce.FirstOrDefault(t => t.Key == change.Trigger);
        var level = change.Level is { } name && seen is not null ? Sentences.Name(name) : null;
        foreach (var other in inForce)
        {
            if (other.Values.Any(v => v is TriggerValue.ShareOfProviders or TriggerValue.CountOfProviders && IsBlind(v, LevelSeen(v), change, seen)))
            {
                return new Fault("/off", level is null
                    ? $"`{other.Key}` counts the providers for which this has fired; switch `{other.Key}` off as well, or neither."
                    : $"`{other.Key}` counts the providers at {level} of `{change.Trigger}`, and without {level} none would ever count; leave {level} on, or switch `{other.Key}` off as well.");
            }

            if (other.Levels.SelectMany(l => l.When?.Tests ?? []).Any(t => t.Value is TriggerValue.LevelOf && IsBlind(t.Value, (TriggerLevel)t.Limit, change, seen)))
            {
                return new Fault("/off", level is null
                    ? $"`{other.Key}` looks at the level at which this stands; switch `{other.Key}` off as well, or neither."
                    : $"`{other.Key}` waits for {level} of `{change.Trigger}`, which would never be reached; leave {level} on, or switch `{other.Key}` off as well.");
            }
        }

        return null;
    }

    private static TriggerLevel LevelSeen(TriggerValue value) => value switch
    {
        TriggerValue.ShareOfProviders share => share.AtLeast,
        TriggerValue.CountOfProviders count => count.AtLeast,
        _ => TriggerLevel.Clear,
    };

    /// <summary>Whether what is switched off leaves no level that the value could see.</summary>
    private static bool IsBlind(TriggerValue value, TriggerLevel atLeast, Override change, Trigger? seen) =>
        value.Watches is [var only] && only == change.Trigger && (seen is null || seen.Levels.All(l => l.Name < atLeast));

    /// <summary>Whether a higher level is reached no later than the one below it. The same limit held for longer is a higher level too.</summary>
    private static bool IsTurned(Level lower, Level higher) => higher.Comparison switch
    {
        Comparison.Is => false,
        _ when higher.When is not null => false,
        _ when higher.Limit == lower.Limit => !Lasting.IsLonger(lower, higher),
        Comparison.AtMost or Comparison.Below => higher.Limit > lower.Limit,
        _ => higher.Limit < lower.Limit,
    };

    private static Fault? At(int index, Fault? fault) =>
        fault is null ? null : fault with { Pointer = Text($"/overrides/{index}{fault.Pointer}") };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
