using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Plans;

/// <summary>What a plan in force would watch and nobody does: a trigger, or one of its levels. What it would find is not known, and nothing there is clear.</summary>
/// <param name="Level">The level that is not watched while others of the trigger are; null when none is.</param>
public sealed record WatchGap(Trigger Trigger, TriggerLevel? Level, Unwatched Why)
{
    /// <summary>All of them on the date of the rules, by trigger and level.</summary>
    public static IReadOnlyList<WatchGap> Of(Rulebook rules) =>
    [
        .. Concerned(rules).SelectMany(p => p.Checklist.Triggers)
            .DistinctBy(t => t.Key).OrderBy(t => t.Key, StringComparer.Ordinal).SelectMany(t => Of(t, rules)),
    ];

    /// <summary>The plans that count that day; where none does, all that there are: then nobody watches anything.</summary>
    private static IEnumerable<Plan> Concerned(Rulebook rules) => rules.Plans.Any(p => p.Covers(rules.On)) ? rules.Plans.Where(p => p.Covers(rules.On)) : rules.Plans;

    /// <summary>What of one trigger is not watched.</summary>
    public static IEnumerable<WatchGap> Of(Trigger trigger, Rulebook rules)
    {
        if (Unwatched.Of(trigger.Key, rules) is { } why)
        {
            return [new WatchGap(trigger, null, why)];
        }

        var plan = rules.RuleOf(trigger.Key)!.Plan;
        return plan.Overrides.Where(o => o.Off && o.Level is not null && o.Trigger == trigger.Key).OrderBy(o => o.Level)
            .Select(o => new WatchGap(trigger, o.Level, new Unwatched(UnwatchedBecause.SwitchedOff, o.Reason, o.Since)));
    }

    /// <summary>Whether the trigger would judge a provider at all: what it reads is asked of it.</summary>
    public bool Concerns(SubjectState provider, Rulebook rules) => Spread.IsAsked(Trigger.Reads, Trigger.Values, provider, rules);

    /// <summary>Whether the trigger would look at an answer to a measure.</summary>
    public bool Reads(string measure) => Trigger.AndAtLeast?.Measure == measure || Trigger.Reads.Contains(measure);

    /// <summary>Whether the trigger would look at the status of an item.</summary>
    public bool LooksAt(string item) => Trigger.Values.Any(v => v.ItemKey == item);

    public string Sentence(Calendar calendar) => Say(Trigger.Key, Level, Why, calendar);

    /// <summary>One sentence that nobody takes for good news.</summary>
    public static string Say(string trigger, TriggerLevel? level, Unwatched why, Calendar calendar) =>
        $"Nobody watches {(level is { } name ? $"{Sentences.Name(name)} of `{trigger}`" : $"`{trigger}`")}: {Because(why, calendar)}.";

    private static string Because(Unwatched why, Calendar calendar) => why.Because == UnwatchedBecause.SwitchedOff
        ? $"switched off{(why.Since is { } on ? string.Create(CultureInfo.InvariantCulture, $" since {calendar.DateOf(on):d MMMM yyyy}") : "")}, as the authority says: {why.Reason.TrimEnd('.')}"
        : char.ToLowerInvariant(why.Reason[0]) + why.Reason[1..].TrimEnd('.');
}
