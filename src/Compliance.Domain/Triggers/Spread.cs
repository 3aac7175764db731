using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Triggers;

/// <summary>How the providers that a trigger judges are spread over its levels.</summary>
/// <param name="At">Providers at each level, clear included; levels that the trigger lacks are left out.</param>
/// <param name="Unknown">Providers that would be clear, of which nothing fresh is known.</param>
public sealed record Spread(IReadOnlyDictionary<TriggerLevel, int> At, int Unknown)
{
    /// <summary>Counts providers on the register; those that are not asked, or that said the question does not fit, are left out. Of a trigger out of force only what still stands is counted.</summary>
    /// <param name="isOff">Whether the rule is switched off: who stands nowhere is then not clear.</param>
    public static Spread Of(Rule rule, IEnumerable<SubjectState> subjects, Rulebook rules, DateOnly on, bool isOff = false)
    {
        var covers = !isOff && rule.Covers(on);
        var at = rule.Trigger.Levels.Select(l => l.Name).Prepend(TriggerLevel.Clear).ToDictionary(l => l, _ => 0);
        var unknown = 0;
        foreach (var subject in subjects.Where(s => IsJudged(rule, s, rules, on)))
        {
            var level = subject.StateOf(rule.Trigger.Key).Level;
            if (level == TriggerLevel.Clear && covers && NothingIsKnown(rule, subject))
            {
                unknown++;
            }
            else if (level > TriggerLevel.Clear || covers)
            {
                at[level] = at.GetValueOrDefault(level) + 1;
            }
        }

        return new Spread(at, unknown);
    }

    /// <summary>Whether all that a trigger reads, and every item it looks at, is asked of a subject.</summary>
    public static bool IsAsked(Rule rule, SubjectState subject, Rulebook rules) => IsAsked(rule.Reads, rule.Values, subject, rules);

    /// <summary>The same of a trigger that is in no plan's force.</summary>
    public static bool IsAsked(IEnumerable<string> reads, IEnumerable<TriggerValue> values, SubjectState subject, Rulebook rules) =>
        reads.All(m => rules.MeasureOf(m) is { } measure && Debt.AppliesTo(measure, subject))
        && values.All(v => v.ItemKey is not { } key || (rules.ItemOf(key) is { } item && Duties.AppliesTo(item, subject)));

    /// <summary>Whether all that a trigger reads was answered as not applicable or nil, and those answers still count.</summary>
    public static bool IsNoMatter(Rule rule, SubjectState subject) => rule.Reads.Count > 0 && rule.Reads.All(m =>
        subject.BeliefOf(m) is { Answer.Kind: AnswerKind.NotApplicable or AnswerKind.Nil } && !subject.Stale.Contains(m));

    private static bool IsJudged(Rule rule, SubjectState subject, Rulebook rules, DateOnly on) =>
        subject.Membership is { ReportsHere: true } member && member.Covers(on) && !subject.IsClosedOn(on) && IsAsked(rule, subject, rules)
        && !IsNoMatter(rule, subject);

    private static bool NothingIsKnown(Rule rule, SubjectState subject) =>
        rule.Pace != Pace.Timed
        && (!subject.Triggers.TryGetValue(rule.Trigger.Key, out var state) || state.Unknown.Count > 0);
}
