using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Intake;

internal static class PlanRules
{
    public static (Outcome? Refusal, PlanSet? Content) Decide(TenantState tenant, SetPlan set)
    {
        var faults = Check(set).ToList();
        if (faults.Count > 0)
        {
            return (new Invalid(faults), null);
        }

        var known = tenant.Plans.FirstOrDefault(p => p.Checklist.Key == set.Checklist.Key && p.Season == set.Season);
        if (known is not null && set.Seen is null)
        {
            return (new MatchNeeded(), null);
        }

        if (known?.Revision != set.Seen)
        {
            return (new Stale(), null);
        }

        if (known is not null && set.Checklist.Version < known.Checklist.Version)
        {
            return (new Refused("version-older", $"The plan already runs on version {known.Checklist.Version}; a plan never goes back to an older version.", []), null);
        }

        var hash = Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(set.Checklist)));
        return (null, new PlanSet(
            set.Checklist.Key, set.Checklist.Version, set.Season, set.From, set.To, hash, set.Overrides, (known?.Revision ?? 0) + 1));
    }

    /// <summary>Levels whose ladder never tells anybody round the clock although it runs round the clock.</summary>
    public static IReadOnlyList<string> Warnings(SetPlan set) => [.. set.Checklist.Ladders
        .Where(l => l.Clock == LadderClock.RoundTheClock && !l.Steps.Any(s => s.Tell.Contains("authority-out-of-hours")))
        .Select(l => $"The ladder `{l.Key}` runs round the clock but tells nobody who is there out of hours.")];

    private static IEnumerable<Fault> Check(SetPlan set)
    {
        var (first, last) = (Season.First(set.Season), Season.Last(set.Season));
        if (set.To < set.From)
        {
            yield return new Fault("/to", "The last day is before the first; exchange them.");
        }

        foreach (var (date, at) in new[] { (set.From, "/from"), (set.To, "/to") })
        {
            if (date < first || date > last)
            {
                yield return new Fault(at, string.Create(
                    CultureInfo.InvariantCulture, $"Season {set.Season} runs from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}; choose a day within it."));
            }
        }

        for (var i = 0; i < set.Overrides.Count; i++)
        {
            if (Mend(set.Overrides[i], set.Checklist) is { } fault)
            {
                yield return fault with { Pointer = string.Create(CultureInfo.InvariantCulture, $"/overrides/{i}{fault.Pointer}") };
            }
        }
    }

    private static Fault? Mend(Override change, Checklist checklist)
    {
        if (string.IsNullOrWhiteSpace(change.Reason))
        {
            return new Fault("/reason", "Say why the authority departs from the checklist.");
        }

        if (checklist.Triggers.FirstOrDefault(t => t.Key == change.Trigger) is not { } trigger)
        {
            var near = Nearest.To(change.Trigger, checklist.Triggers.Select(t => t.Key));
            return new Fault("/trigger", $"`{checklist.Key}` has no trigger `{Nearest.Shown(change.Trigger)}`{(near is null ? "." : $"; did you mean `{near}`?")}");
        }

        if (change.Off)
        {
            return null;
        }

        if (change.Level is not { } name || trigger.Levels.FirstOrDefault(l => l.Name == name) is not { } level)
        {
            return new Fault("/level", $"Name one of the levels of `{trigger.Key}`: {string.Join(", ", trigger.Levels.Select(l => Triggers.Sentences.Name(l.Name)))}.");
        }

        return Limits(change, level);
    }

    private static Fault? Limits(Override change, Level level)
    {
        var limit = change.AtLeast ?? change.AtMost ?? level.Limit;
        var clears = change.ClearsBelow ?? change.ClearsAbove ?? level.ClearsAt;
        return level.Comparison switch
        {
            Comparison.Is => new Fault("/level", "This level compares with an answer; it has no threshold to move. Switch it off if it is not wanted."),
            Comparison.AtLeast when change.AtMost is not null || change.ClearsAbove is not null =>
                new Fault("/atMost", "This level is reached from below; give \"atLeast\" and \"clearsBelow\"."),
            Comparison.AtMost when change.AtLeast is not null || change.ClearsBelow is not null =>
                new Fault("/atLeast", "This level is reached from above; give \"atMost\" and \"clearsAbove\"."),
            _ when change is { AtLeast: null, AtMost: null, ClearsBelow: null, ClearsAbove: null } =>
                new Fault("/level", "Give a threshold to move, or \"off\": true."),
            _ when limit < 0 || limit > Answers.Most => new Fault("/atLeast", "Give a limit from 0 to 1000000000."),
            Comparison.AtLeast when clears > limit => new Fault("/clearsBelow", $"It must clear at {limit} or below."),
            Comparison.AtMost when clears < limit => new Fault("/clearsAbove", $"It must clear at {limit} or above."),
            _ => null,
        };
    }
}
