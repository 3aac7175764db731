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
            : Limits(change, trigger, level, set.Checklist);
    }

    private static Fault? ItemOff(Override change, SetPlan set)
    {
        var items = set.Checklist.Items.Select(i => i.Key).ToList();
        return !items.Contains(change.Item!)
                ? new Fault("/item", Nearest.To(change.Item!, items) is { } near
                    ? $"`{set.Checklist.Key}` has no item `{Nearest.Shown(change.Item!)}`; did you mean `{near}`?"
                    : $"`{set.Checklist.Key}` has no item `{Nearest.Shown(change.Item!)}`.")
            : !change.Off || change.Level is not null || !MovesNothing(change)
                ? new Fault("/off", "An item has no threshold; it can only be switched off, with \"off\": true.")
            : !ReferenceEquals(set.Overrides.First(o => o.Item == change.Item), change)
                ? new Fault("/item", "Another override already settles this; keep one of them.")
            : null;
    }

    private static bool IsOff(Override change) => change is { Off: true, Level: null };

    private static bool MovesNothing(Override change) =>
        change is { AtLeast: null, AtMost: null, Below: null, ClearsBelow: null, ClearsAbove: null };

    private static Fault? OnlyOff(Override change) =>
        MovesNothing(change) ? null : new Fault("/off", "Move a threshold or switch it off, not both.");

    private static Fault? Limits(Override change, Trigger trigger, Level level, Checklist checklist)
    {
        var rises = level.Comparison == Comparison.AtLeast;
        var (limitAt, clearsAt) = ("/" + LimitOf(level), rises ? "/clearsBelow" : "/clearsAbove");
        var limit = change.AtLeast ?? change.AtMost ?? change.Below ?? level.Limit;
        var clears = change.ClearsBelow ?? change.ClearsAbove ?? level.ClearsAt;
        var (least, most) = Range(trigger, rises, checklist);
        return level.Comparison switch
        {
            Comparison.Is => new Fault("/level", "This level compares with an answer; it has no threshold to move. Switch it off if it is not wanted."),
            _ when MovesNothing(change) => new Fault("/level", "Give a threshold to move, or \"off\": true."),
            _ when Stray(change, level.Comparison) is { } stray => new Fault(stray, rises
                ? "This level is reached from below; give \"atLeast\" and \"clearsBelow\"."
                : $"This level is reached from above; give \"{LimitOf(level)}\" and \"clearsAbove\"."),
            _ when trigger.Value is TriggerValue.SilentFor && change.ClearsBelow is not null =>
                new Fault(clearsAt, "Silence ends with a report; leave \"clearsBelow\" out."),
            _ when limit < least || limit > most => new Fault(limitAt, Text($"Give a limit from {least} to {most}.")),
            _ when clears < 0 || clears > most => new Fault(clearsAt, Text($"Give a clearing limit from 0 to {most}.")),
            Comparison.AtLeast when clears > limit => new Fault(clearsAt, Text($"It must clear at {limit} or below, or it would clear while it is reached.")),
            Comparison.AtMost or Comparison.Below when clears < limit => new Fault(clearsAt, Text($"It must clear at {limit} or above, or it would clear while it is reached.")),
            _ => null,
        };
    }

    /// <summary>A limit that is not how the level is reached or cleared; null when there is none.</summary>
    private static string? Stray(Override change, Comparison comparison) =>
        comparison != Comparison.AtMost && change.AtMost is not null ? "/atMost"
        : comparison != Comparison.Below && change.Below is not null ? "/below"
        : comparison != Comparison.AtLeast && change.AtLeast is not null ? "/atLeast"
        : comparison == Comparison.AtLeast && change.ClearsAbove is not null ? "/clearsAbove"
        : comparison != Comparison.AtLeast && change.ClearsBelow is not null ? "/clearsBelow"
        : null;

    private static string LimitOf(Level level) => level.Comparison switch
    {
        Comparison.AtMost => "atMost",
        Comparison.Below => "below",
        _ => "atLeast",
    };

    /// <summary>Limits that mean something: percentages of 1 to 100, at least one of what is counted.</summary>
    private static (long Least, long Most) Range(Trigger trigger, bool rises, Checklist checklist)
    {
        var isPercent = trigger.Value is TriggerValue.Percent or TriggerValue.ShareOfProviders
            || checklist.Measures.Any(m => m.Kind == MeasureKind.Percentage && trigger.Value.Reads.Contains(m.Key) && trigger.Value is not TriggerValue.SilentFor);
        return (isPercent || rises ? 1 : 0, isPercent ? 100 : Answers.Most);
    }

    private static IEnumerable<Fault> Together(SetPlan set)
    {
        var inForce = new Plan(set.Checklist, set.Season, set.From, set.To, [], set.Overrides, 0, set.From).EffectiveTriggers().ToList();
        for (var i = 0; i < set.Overrides.Count; i++)
        {
            var change = set.Overrides[i];
            var fault = change.Item is not null ? null : change.Off ? LeavesShareEmpty(change, inForce) : TurnsLevels(change, inForce);
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
            ? new Fault("/" + LimitOf(higher), Text(
                $"{Sentences.Name(higher.Name)} at {higher.Limit} would be reached no later than {Sentences.Name(lower.Name)} at {lower.Limit}; move both, or this one less far."))
            : null;
    }

    private static Fault? LeavesShareEmpty(Override change, List<Trigger> inForce)
    {
        var counted = inForce.FirstOrDefault(t => t.Key == change.Trigger);
        return inForce
            .Where(t => t.Value is TriggerValue.ShareOfProviders share && share.Trigger == change.Trigger
                && (counted is null || counted.Levels.All(l => l.Name < share.AtLeast)))
            .Select(t => new Fault("/off", $"`{t.Key}` counts the providers for which this has fired; switch `{t.Key}` off as well, or neither."))
            .FirstOrDefault();
    }

    /// <summary>Whether a higher level is reached no later than the one below it. The same limit held for longer is a higher level too.</summary>
    private static bool IsTurned(Level lower, Level higher) => higher.Comparison switch
    {
        Comparison.Is => false,
        _ when higher.Limit == lower.Limit => higher.Periods <= lower.Periods,
        Comparison.AtMost or Comparison.Below => higher.Limit > lower.Limit,
        _ => higher.Limit < lower.Limit,
    };

    private static Fault? At(int index, Fault? fault) =>
        fault is null ? null : fault with { Pointer = Text($"/overrides/{index}{fault.Pointer}") };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
