using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Escalations;

/// <summary>What triggers and the clock do to cases. Each function gives the case as it is afterwards.</summary>
public static class Cases
{
    public const string System = "system";
    public const string Region = "region";
    public const string Provider = "provider";
    public const string AuthorityLead = "authority-lead";

    private const int LongestSummary = 200;

    private const string SwitchedOff = "trigger-switched-off";
    private const string Ended = "not-watched";
    private const string SwitchedOn = "trigger-switched-on";
    private const string Again = "watched-again";

    /// <summary>Raises a new case for a firing.</summary>
    public static Escalation Raise(string id, Trigger trigger, Level level, Ladder ladder, Firing firing, string summary, Calendar calendar)
    {
        var escalation = new Escalation(
            id, trigger.Key, trigger.Title, trigger.Section, firing.Subject, firing.Season, CaseState.Raised, level.Tier, level.Name, false,
            level.Tier == Tier.Region, false, summary, null, ladder, firing.KnownOn, 0, null, null, level.WatchDays, firing.KnownOn, null,
            firing.Id, firing.Receipt, []);
        return StartLadder(escalation, firing.KnownOn, calendar, new CaseEvent(0, "raised", firing.KnownOn, System, firing.Seq) { Mark = firing.Mark });
    }

    /// <summary>Raises a new case that a person asks for. Whoever raises it sees it from then on.</summary>
    public static Escalation Raise(string id, Entry entry, CaseRaised raised, Calendar calendar)
    {
        var escalation = new Escalation(
            id, null, raised.Title, raised.Section, entry.Subject, entry.Season, CaseState.Raised, raised.Tier, raised.Level, false,
            raised.Tier == Tier.Region || raised.By == ActingAs.Region, false, SummaryOf(raised.Reason), null, raised.Ladder, entry.KnownOn, 0, null, null, 0,
            entry.KnownOn, null, null, null, [])
        {
            KeptFromProvider = raised.KeptFromProvider,
        };
        var said = new CaseEvent(0, "raised", entry.KnownOn, entry.Who, entry.Seq) { Reason = raised.Reason, Attachments = raised.Attachments };
        return StartLadder(escalation, entry.KnownOn, calendar, said, tellOwner: true);
    }

    /// <summary>A higher level starts its own ladder and clock, even on an acknowledged case; the tier never falls.</summary>
    public static Escalation Rise(Escalation escalation, Level level, Ladder ladder, Firing firing, string summary, Calendar calendar) =>
        StartLadder(Take(escalation, level, ladder, firing, summary), firing.KnownOn, calendar, new CaseEvent(0, "level-rose", firing.KnownOn, System, firing.Seq));

    /// <summary>The condition fired again within the watch period after standing down.</summary>
    public static Escalation Refire(Escalation escalation, Level level, Ladder ladder, Firing firing, string summary, Calendar calendar) =>
        StartLadder(Take(escalation, level, ladder, firing, summary) with { ClosedOn = null, Owner = null }, firing.KnownOn, calendar, new CaseEvent(0, "reopened", firing.KnownOn, System, firing.Seq));

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
    public static Escalation Doubt(Escalation escalation, string summary, string reason, DateTime on, long seq) =>
        (escalation with { Summary = summary, StandDownProposed = false })
        .Append(new CaseEvent(0, "stand-down-withdrawn", on, System, seq) { Reason = reason, Summary = summary });

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
    private static IEnumerable<string> Concerned(Escalation escalation) =>
        escalation.Timeline.Where(e => !IsOfWatch(e)).Select(e => RoleOf(e.By)).OfType<string>().Append(OwnerOf(escalation.Tier)).Distinct();

    /// <summary>Nothing watches the condition any more: the trigger was switched off, or its days or its plan have ended, or the service has left. The case stays as it is.</summary>
    /// <param name="by">Who changed the plan or the register; <see cref="System"/> for the clock.</param>
    public static Escalation NotWatched(Escalation escalation, Unwatched why, string by, DateTime on, long seq) =>
        escalation.Append(new CaseEvent(0, EventOf(why), on, by, seq) { Reason = why.Reason, Told = ToldOfWatch(escalation, by) });

    /// <summary>The condition is watched again.</summary>
    public static Escalation WatchedAgain(Escalation escalation, string by, DateTime on, long seq) => escalation.Append(
        new CaseEvent(0, LastOfWatch(escalation) == SwitchedOff ? SwitchedOn : Again, on, by, seq) { Told = ToldOfWatch(escalation, by) });

    /// <summary>Whether the condition was watched when the case last said anything of it.</summary>
    public static bool IsWatched(Escalation escalation) => LastOfWatch(escalation) is not (SwitchedOff or Ended);

    /// <summary>Whether the last that a case says of being watched is that it is not, for a reason of this kind.</summary>
    internal static bool SaysSo(Escalation escalation, Unwatched why) => LastOfWatch(escalation) == EventOf(why);

    private static string EventOf(Unwatched why) => why.Because == UnwatchedBecause.SwitchedOff ? SwitchedOff : Ended;

    /// <summary>A region that has an open case may not learn by chance that nobody watches it. Where the case is closed, nobody needs to hear.</summary>
    private static string[]? ToldOfWatch(Escalation escalation, string by) =>
        escalation is { ForRegion: true, IsOpen: true } && RoleOf(by) != Region ? [Region] : null;

    private static string? LastOfWatch(Escalation escalation) => escalation.Timeline.LastOrDefault(IsOfWatch)?.Event;

    private static bool IsOfWatch(CaseEvent happened) => happened.Event is SwitchedOff or Ended or SwitchedOn or Again;

    /// <summary>The role in which whoever did something is told of it; null for triggers and the clock.</summary>
    public static string? RoleOf(string who) => who.Split(':')[0] switch
    {
        System => null,
        "reviewer" => Region,
        "provider-manager" => Provider,
        var role => role,
    };

    /// <summary>Roles told of a case since it last began, each once. Being asked something is not being told of it.</summary>
    public static IEnumerable<string> Told(Escalation escalation) => Tellings(escalation).SelectMany(e => e.Told!).Distinct();

    /// <summary>Events that told somebody of a case since it last began.</summary>
    public static IEnumerable<CaseEvent> Tellings(Escalation escalation)
    {
        var begun = escalation.Timeline.ToList().FindLastIndex(e => e.Event is "raised" or "reopened");
        return escalation.Timeline.Skip(begun).Where(e => e.Asked is null && e.Told is { Count: > 0 });
    }

    /// <summary>The role of the tier that owns a case. A provider's case is its authority's to act on.</summary>
    public static string OwnerOf(Tier tier) => tier == Tier.Region ? Region : AuthorityLead;

    /// <summary>Takes every step, deadline, review and reply that is due by an instant, in their order; none is skipped after an outage.</summary>
    public static Escalation Tick(Escalation escalation, DateTime at, long seq, Calendar calendar)
    {
        while (Deadlines.NextOn(escalation, calendar) is { } next && next <= at)
        {
            escalation = TickOnce(escalation, next, at, seq, calendar);
        }

        return escalation;
    }

    /// <summary>Takes the one thing that is due next.</summary>
    /// <param name="next">When it is due.</param>
    /// <param name="at">When it is taken.</param>
    internal static Escalation TickOnce(Escalation escalation, DateTime next, DateTime at, long seq, Calendar calendar) =>
        next == Deadlines.NextStepOn(escalation, calendar) ? TakeStep(escalation, at, seq) : escalation.State switch
        {
            CaseState.Acknowledged => BackToQueue(escalation, at, calendar, new CaseEvent(0, "review-passed", at, System, seq)),
            CaseState.Mitigating => BackToQueue(escalation, at, calendar, new CaseEvent(0, "mitigation-ended", at, System, seq)),
            CaseState.InformationRequested => Questions.ReplyPassed(escalation, at, seq, calendar),
            _ => DeadlinePassed(escalation, at, seq),
        };

    /// <summary>Starts the ladder from an instant and takes the steps that are due at once. Out of hours, a working-hours ladder tells nobody before it opens.</summary>
    /// <param name="tellOwner">Whether the owner hears of it whatever the ladder says: at once, or when the office opens if the ladder tells him then.</param>
    internal static Escalation StartLadder(Escalation escalation, DateTime on, Calendar calendar, CaseEvent said, bool tellOwner = false)
    {
        var steps = escalation.Ladder.Steps;
        var atOnce = steps.TakeWhile(s => Deadlines.Add(escalation.Ladder, on, s.AfterHours, calendar) <= on).ToList();
        var owner = OwnerOf(escalation.Tier);
        var willBeTold = steps.Skip(atOnce.Count).TakeWhile(s => s.AfterHours == 0).Any(s => s.Tell.Contains(owner));
        // The region's queue has no office hours.
        IEnumerable<string> besides = escalation.Tier == Tier.Region || (tellOwner && !willBeTold) ? [owner] : [];
        var told = atOnce.SelectMany(s => s.Tell).Concat(besides).Distinct().ToList();
        return (escalation with
        {
            State = CaseState.Raised,
            Overdue = false,
            ReplyOverdue = null,
            ClockFrom = on,
            Stopped = null,
            StepsDone = atOnce.Count,
            AnswerBy = Deadlines.Add(escalation.Ladder, on, escalation.Ladder.AnswerWithinHours, calendar),
            ReviewBy = null,
            Asked = null,
            Mitigation = null,
            ForRegion = escalation.ForRegion || told.Contains(Region),
        }).Append(said with
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
        return (step.UnlessAcknowledged && escalation.State != CaseState.Raised) || escalation.Hearing(step.Tell) is { Count: 0 }
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

    private static Escalation BackToQueue(Escalation escalation, DateTime at, Calendar calendar, CaseEvent said) =>
        StartLadder(escalation with { Owner = null }, at, calendar, said, tellOwner: true);

    /// <summary>What somebody wrote, in one line.</summary>
    private static string SummaryOf(string reason)
    {
        var line = string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestSummary ? line : line[..(LongestSummary - 1)] + "…";
    }
}
