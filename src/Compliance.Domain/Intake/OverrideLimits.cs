using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Intake;

/// <summary>How far an authority may move the limits of a level: by the level's own comparison, and within its meaning.</summary>
internal static class OverrideLimits
{
    public static bool MoveNothing(Override change) =>
        change is { AtLeast: null, AtMost: null, Below: null, ClearsBelow: null, ClearsAbove: null };

    /// <summary>What is wrong with the limits that an override gives a level; null when they are sound.</summary>
    public static Fault? Check(Override change, Trigger trigger, Level level, Checklist checklist)
    {
        var rises = level.Comparison == Comparison.AtLeast;
        var (limitAt, clearsAt) = ("/" + NameOf(level), rises ? "/clearsBelow" : "/clearsAbove");
        var limit = change.AtLeast ?? change.AtMost ?? change.Below ?? level.Limit;
        var clears = change.ClearsBelow ?? change.ClearsAbove ?? level.ClearsAt;
        var (least, most) = Range(trigger, level.Comparison, checklist);
        return level.Comparison switch
        {
            _ when level.When is not null => new Fault("/level", "This level joins conditions and has no threshold of its own to move. Switch it off if it is not wanted."),
            Comparison.Is => new Fault("/level", "This level compares with an answer; it has no threshold to move. Switch it off if it is not wanted."),
            _ when MoveNothing(change) => new Fault("/level", "Give a threshold to move, or \"off\": true."),
            _ when Stray(change, level.Comparison) is { } stray => new Fault(stray, rises
                ? "This level is reached from below; give \"atLeast\" and \"clearsBelow\"."
                : $"This level is reached from above; give \"{NameOf(level)}\" and \"clearsAbove\"."),
            _ when CountsDays(trigger.Value) && change.ClearsBelow is not null => new Fault(clearsAt, trigger.Value is TriggerValue.SilentFor
                ? "Silence ends with a report; leave \"clearsBelow\" out."
                : "This ends with the next status; leave \"clearsBelow\" out."),
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

    /// <summary>The name under which a level's limit is given.</summary>
    public static string NameOf(Level level) => level.Comparison switch
    {
        Comparison.AtMost => "atMost",
        Comparison.Below => "below",
        _ => "atLeast",
    };

    private static bool CountsDays(TriggerValue value) => value is TriggerValue.SilentFor or TriggerValue.DaysAt or TriggerValue.Overdue;

    /// <summary>Limits that mean something: percentages of 1 to 100, at least one of what is counted, and nothing that its measures refuse.</summary>
    private static (long Least, long Most) Range(Trigger trigger, Comparison comparison, Checklist checklist)
    {
        var isPercent = Reach.IsInPercent(trigger.Value, checklist);
        var reach = Reach.Of(trigger.Value, checklist) ?? new Reach(0, Answers.Most);
        return (
            isPercent ? 1 : comparison == Comparison.AtMost ? reach.Least : reach.Least + 1,
            isPercent ? 100 : reach.Most);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
