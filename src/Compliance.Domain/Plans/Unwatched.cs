using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Plans;

/// <summary>Why nothing watches a trigger's condition.</summary>
public enum UnwatchedBecause
{
    /// <summary>The authority has switched it off.</summary>
    SwitchedOff,

    /// <summary>It judges only what is true on its days, and today is none of them.</summary>
    OutOfForce,

    /// <summary>The plan that has it has ended.</summary>
    PlanEnded,

    /// <summary>The plan that has it has not begun.</summary>
    PlanNotBegun,

    /// <summary>No plan has it any more: a later version of the checklist does without.</summary>
    Retired,

    /// <summary>The service that it judges has left the register, or has not joined it yet.</summary>
    NotOnRegister,

    /// <summary>The service that it judges reports to another authority, which watches it there.</summary>
    ReportsElsewhere,
}

/// <summary>A trigger that is not watched: nothing that is reported now moves it, and nobody may take it for clear.</summary>
/// <param name="Reason">In a sentence; of one that was switched off, the authority's own.</param>
/// <param name="Since">Since when; null where that is not known, or it was never watched.</param>
public sealed record Unwatched(UnwatchedBecause Because, string Reason, DateTime? Since)
{
    /// <summary>Why a trigger is not watched on the date of the rules; null when it is.</summary>
    /// <param name="checklist">Key of the checklist that had it, where that is known: a later version may do without it.</param>
    public static Unwatched? Of(string trigger, Rulebook rules, string? checklist = null)
    {
        var rule = rules.RuleOf(trigger);
        return rule?.Covers(rules.On) is true ? rule.Counted.Count > 0 && rule.Values.All(v => v.Watches.Count > 0 && v.Watches.All(t => rules.RuleOf(t) is null))
                ? new Unwatched(UnwatchedBecause.SwitchedOff, "All that it counts is switched off.", null)
                : null
            : rules.OffOf(trigger) is { } off ? new Unwatched(UnwatchedBecause.SwitchedOff, off.Reason, off.Since)
            : rule is null ? Retired(rules, checklist)
            : Of(rule, rules);
    }

    /// <summary>Why a trigger is not watched for one subject: for a service that is not there any more nothing is, whatever the trigger.</summary>
    public static Unwatched? Of(string trigger, SubjectState? subject, Rulebook rules, string? checklist = null) =>
        (subject?.Membership is { } member ? Of(member, rules) : null)
        ?? (subject is not null && (rules.RuleOf(trigger)?.Trigger ?? rules.OffOf(trigger)?.Trigger) is { } known && known.Subject != subject.Scope
            ? Retired(rules, checklist)
            : Of(trigger, rules, checklist));

    /// <summary>Why nobody watches one level of a trigger of which others are watched; null when it is watched.</summary>
    public static Unwatched? OfLevel(string trigger, TriggerLevel level, Rulebook rules) =>
        rules.RuleOf(trigger)?.Plan.Overrides.FirstOrDefault(o => o.Off && o.Trigger == trigger && o.Level == level) is { } off
            ? new Unwatched(UnwatchedBecause.SwitchedOff, off.Reason, off.Since)
            : null;

    private static Unwatched? Of(Membership member, Rulebook rules) =>
        member.Left < rules.On
            ? new(UnwatchedBecause.NotOnRegister, $"The service has left the register; its last day there was {Day(member.Left.Value)}.", rules.Calendar.StartOf(member.Left.Value.AddDays(1)))
        : rules.On < member.Joined
            ? new(UnwatchedBecause.NotOnRegister, $"The service is on the register only from {Day(member.Joined)} on.", null)
        : member.Host is { } host ? new(UnwatchedBecause.ReportsElsewhere, $"The service reports to its host, the authority `{host}`, and is watched there.", null)
        : null;

    private static Unwatched Retired(Rulebook rules, string? checklist) => new(
        UnwatchedBecause.Retired,
        rules.Plans.Where(p => p.Checklist.Key == checklist).MaxBy(p => p.Checklist.Version) is { } plan
            ? string.Create(CultureInfo.InvariantCulture, $"Retired: version {plan.Checklist.Version} of `{checklist}`, which the plan has gone on to, does without this trigger.")
            : "No plan has this trigger any more.",
        null);

    private static Unwatched Of(Rule rule, Rulebook rules)
    {
        var (plan, days) = (rule.Plan, rule.Trigger.InForce);
        return plan.To < rules.On
                ? new Unwatched(UnwatchedBecause.PlanEnded, $"The plan that has it ended on {Day(plan.To)}.", rules.Calendar.StartOf(plan.To.AddDays(1)))
            : rules.On < plan.From
                ? new Unwatched(UnwatchedBecause.PlanNotBegun, $"The plan that has it begins on {Day(plan.From)}.", null)
            : days?.To < rules.On
                ? new Unwatched(UnwatchedBecause.OutOfForce, $"It judges what was true up to {Day(days.To.Value)}.", rules.Calendar.StartOf(days.To.Value.AddDays(1)))
            : new Unwatched(UnwatchedBecause.OutOfForce, $"It judges what is true from {Day(days!.From!.Value)} on.", null);
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
