using System.Globalization;

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
}

/// <summary>A trigger that is not watched: nothing that is reported now moves it, and nobody may take it for clear.</summary>
/// <param name="Reason">In a sentence; of one that was switched off, the authority's own.</param>
/// <param name="Since">Since when; null where that is not known, or it was never watched.</param>
public sealed record Unwatched(UnwatchedBecause Because, string Reason, DateTime? Since)
{
    /// <summary>Why a trigger is not watched on the date of the rules; null when it is.</summary>
    public static Unwatched? Of(string trigger, Rulebook rules)
    {
        var rule = rules.RuleOf(trigger);
        return rule?.Covers(rules.On) is true ? null
            : rules.OffOf(trigger) is { } off ? new Unwatched(UnwatchedBecause.SwitchedOff, off.Reason, off.Since)
            : rule is null ? new Unwatched(UnwatchedBecause.Retired, "No plan has this trigger any more.", null)
            : Of(rule, rules);
    }

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
