using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Escalations;

/// <summary>What triggers and the clock do to cases. Each function gives the case as it is afterwards.</summary>
public static class Cases
{
    public const string System = "system";
    public const string Region = "region";

    private const string SwitchedOff = "trigger-switched-off";
    private const string Ended = "not-watched";

    /// <summary>Raises a new case for a firing.</summary>
    public static Escalation Raise(string id, Trigger trigger, Level level, Ladder ladder, Firing firing, string summary, Calendar calendar)
    {
        var escalation = new Escalation(
            id, trigger.Key, trigger.Title, trigger.Section, firing.Subject, firing.Season, CaseState.Raised, level.Tier, level.Name, false,
            level.Tier == Tier.Region, false, summary, null, ladder, firing.KnownOn, 0, null, null, level.WatchDays, firing.KnownOn, null,
            firing.Id, firing.Receipt, []);
        return StartLadder(
            escalation, firing.KnownOn, calendar, "raised", firing.Seq, new CaseEvent(0, "raised", firing.KnownOn, System, firing.Seq) { Mark = firing.Mark });
    }

    /// <summary>A higher level starts its own ladder and clock, even on an acknowledged case; the tier never falls.</summary>
    public static Escalation Rise(Escalation escalation, Level level, Ladder ladder, Firing firing, string summary, Calendar calendar) =>
        StartLadder(Take(escalation, level, ladder, firing, summary), firing.KnownOn, calendar, "level-rose", firing.Seq);

    /// <summary>The condition fired again within the watch period after standing down.</summary>
    public static Escalation Refire(Escalation escalation, Level level, Ladder ladder, Firing firing, string summary, Calendar calendar) =>
        StartLadder(Take(escalation, level, ladder, firing, summary) with { ClosedOn = null }, firing.KnownOn, calendar, "reopened", firing.Seq);

    /// <summary>The condition was found true again at a level the case already stands at.</summary>
    public static Escalation Repeat(Escalation escalation, TriggerLevel level, string summary, DateTime on, long seq) =>
        (escalation with { Summary = summary, StandDownProposed = false })
        .Append(new CaseEvent(0, "repeated", on, System, seq) { Level = level, Summary = summary });

    /// <summary>The level fell. Clear proposes standing down; a person decides.</summary>
    public static Escalation Fall(Escalation escalation, TriggerLevel level, string summary, DateTime on, long seq, Receipt? receipt = null) =>
        (escalation with { Summary = summary, StandDownProposed = level == TriggerLevel.Clear })
        .Append(new CaseEvent(0, level == TriggerLevel.Clear ? "stand-down-proposed" : "level-fell", on, System, seq)
        {
            Level = level,
            Summary = summary,
            Receipt = receipt,
        });

    /// <summary>It is not known any more whether the condition is clear: standing down is not proposed until it is again.</summary>
    public static Escalation Doubt(Escalation escalation, IReadOnlyList<string> unknown, DateTime on, long seq) =>
        (escalation with { StandDownProposed = false })
        .Append(new CaseEvent(0, "stand-down-withdrawn", on, System, seq) { Reason = $"Not known any more: {string.Join(", ", unknown)}." });

    /// <summary>Whether something happened because its trigger fired.</summary>
    public static bool Fires(CaseEvent happened) => happened.Event is "raised" or "level-rose" or "reopened" or "repeated" or "discovered-late" && happened.By == System;

    /// <summary>A correction or a late report says that the cause never was. Whoever acted on the case is told; what to do now is theirs to say.</summary>
    public static Escalation CauseCorrected(Escalation escalation, TriggerLevel level, DateTime on, long seq)
    {
        return escalation.Append(new CaseEvent(0, "cause-corrected", on, System, seq) { Level = level, Told = [.. Concerned(escalation)] });
    }

    /// <summary>A late report or a correction says that a level was reached in the past and left since. Whoever has the case, or acted on it, is told; where it stands does not change.</summary>
    public static Escalation DiscoveredLate(Escalation escalation, Level level, string summary, DateTime on, long seq)
    {
        IEnumerable<string> tier = level.Tier == Tier.Region ? [Region] : [];
        return (escalation with { ForRegion = escalation.ForRegion || level.Tier == Tier.Region })
            .Append(new CaseEvent(0, "discovered-late", on, System, seq) { Level = level.Name, Summary = summary, Told = [.. Concerned(escalation).Concat(tier).Distinct()] });
    }

    /// <summary>Roles that acted on a case, and the one that owns it.</summary>
    private static IEnumerable<string> Concerned(Escalation escalation) => escalation.Timeline.Where(e => e.By != System).Select(e => e.By.Split(':')[0])
        .Append(escalation.Tier == Tier.Region ? Region : "authority-lead").Distinct();

    /// <summary>Nothing watches the condition any more: the trigger was switched off, or its days or its plan have ended. The case stays as it is.</summary>
    public static Escalation NotWatched(Escalation escalation, Unwatched why, DateTime on, long seq) => escalation.Append(
        new CaseEvent(0, why.Because == UnwatchedBecause.SwitchedOff ? SwitchedOff : Ended, on, System, seq) { Reason = why.Reason });

    /// <summary>The condition is watched again.</summary>
    public static Escalation WatchedAgain(Escalation escalation, DateTime on, long seq) => escalation.Append(
        new CaseEvent(0, LastOfWatch(escalation) == SwitchedOff ? "trigger-switched-on" : "watched-again", on, System, seq));

    /// <summary>Whether the condition was watched when the case last said anything of it.</summary>
    public static bool IsWatched(Escalation escalation) => LastOfWatch(escalation) is not (SwitchedOff or Ended);

    private static string? LastOfWatch(Escalation escalation) =>
        escalation.Timeline.LastOrDefault(t => t.Event is SwitchedOff or Ended or "trigger-switched-on" or "watched-again")?.Event;

    /// <summary>Takes every step, deadline and review that is due by an instant, in their order; none is skipped after an outage.</summary>
    public static Escalation Tick(Escalation escalation, DateTime at, long seq, Calendar calendar)
    {
        while (Deadlines.NextOn(escalation, calendar) is { } next && next <= at)
        {
            escalation = next == Deadlines.NextStepOn(escalation, calendar) ? TakeStep(escalation, at, seq)
                : escalation.State == CaseState.Acknowledged ? ReviewPassed(escalation, at, seq, calendar)
                : DeadlinePassed(escalation, at, seq);
        }

        return escalation;
    }

    /// <summary>Starts the ladder from an instant and takes the steps that are due at once. Out of hours, a working-hours ladder tells nobody before it opens.</summary>
    internal static Escalation StartLadder(Escalation escalation, DateTime on, Calendar calendar, string happened, long seq, CaseEvent? said = null)
    {
        var atOnce = escalation.Ladder.Steps.TakeWhile(s => Deadlines.Add(escalation.Ladder, on, s.AfterHours, calendar) <= on).ToList();
        // Whoever owns the case is told whatever the ladder says; the region's queue has no office hours.
        IEnumerable<string> owner = escalation.Tier == Tier.Region ? [Region] : [];
        var told = atOnce.SelectMany(s => s.Tell).Concat(owner).Distinct().ToList();
        return (escalation with
        {
            State = CaseState.Raised,
            Overdue = false,
            ClockFrom = on,
            StepsDone = atOnce.Count,
            AnswerBy = Deadlines.Add(escalation.Ladder, on, escalation.Ladder.AnswerWithinHours, calendar),
            ReviewBy = null,
            ForRegion = escalation.ForRegion || told.Contains(Region),
        }).Append((said ?? new CaseEvent(0, happened, on, System, seq)) with
        {
            Level = escalation.Level,
            Tier = escalation.Tier,
            Summary = escalation.Summary,
            Told = told,
        });
    }

    private static Escalation Take(Escalation escalation, Level level, Ladder ladder, Firing firing, string summary) => escalation with
    {
        Level = level.Name,
        Tier = level.Tier > escalation.Tier ? level.Tier : escalation.Tier,
        ForRegion = escalation.ForRegion || level.Tier == Tier.Region,
        Ladder = ladder,
        WatchDays = level.WatchDays,
        StandDownProposed = false,
        Summary = summary,
        FiringId = firing.Id,
        Receipt = firing.Receipt,
    };

    private static Escalation TakeStep(Escalation escalation, DateTime at, long seq)
    {
        var step = escalation.Ladder.Steps[escalation.StepsDone];
        var taken = escalation with { StepsDone = escalation.StepsDone + 1 };
        return step.UnlessAcknowledged && escalation.State != CaseState.Raised
            ? taken
            : (taken with { ForRegion = taken.ForRegion || step.Tell.Contains(Region) })
                .Append(new CaseEvent(0, "told", at, System, seq) { Told = step.Tell });
    }

    private static Escalation DeadlinePassed(Escalation escalation, DateTime at, long seq) =>
        (escalation with { Overdue = true, ForRegion = escalation.ForRegion || escalation.Tier == Tier.Authority })
        .Append(new CaseEvent(0, "overdue", at, System, seq)
        {
            Told = escalation.Tier switch { Tier.Provider => ["authority-lead"], Tier.Authority => [Region], _ => null },
        });

    private static Escalation ReviewPassed(Escalation escalation, DateTime at, long seq, Calendar calendar) =>
        StartLadder(escalation with { Owner = null }, at, calendar, "review-passed", seq);
}
