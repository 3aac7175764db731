using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>What one provider adds to what is counted over providers.</summary>
public static class Contributions
{
    /// <summary>What a provider adds to a share, a count or a sum.</summary>
    public static Contribution Of(SubjectState provider, Counted counted, Rulebook rules, DateTime at) => counted.Value switch
    {
        TriggerValue.ShareOfProviders share => new Contribution(
            StandingOf(provider, share.Of, share.Watches, share.AtLeast, rules, at), WeightOf(provider, share.WeightedBy)) is { Standing: not Standing.Out } known
                ? known
                : default,
        TriggerValue.CountOfProviders count => new Contribution(StandingOf(provider, count.Of, count.Watches, count.AtLeast, rules, at)),
        TriggerValue.SumOfProviders sum => Summand(provider, sum, rules, at),
        _ => throw new ArgumentOutOfRangeException(nameof(counted)),
    };

    /// <summary>Where a provider stands by several triggers: reached by any one is reached, and as long as one is silent nobody knows that none is.</summary>
    private static Standing StandingOf(SubjectState provider, Services of, IReadOnlyList<string> triggers, TriggerLevel atLeast, Rulebook rules, DateTime at)
    {
        var date = rules.Calendar.DateOf(at);
        var worst = Standing.Out;
        foreach (var trigger in triggers)
        {
            // Of several, one that judges nothing on this day holds up none of the others.
            if (triggers.Count > 1 && rules.RuleOf(trigger)?.Trigger.IsInForce(date) is false)
            {
                continue;
            }

            worst = (worst, StandingOf(provider, of, trigger, atLeast, rules, at)) switch
            {
                (Standing.Reached, _) or (_, Standing.Reached) => Standing.Reached,
                (Standing.Silent, _) or (_, Standing.Silent) => Standing.Silent,
                (Standing.Below, _) or (_, Standing.Below) => Standing.Below,
                _ => Standing.Out,
            };
        }

        return worst;
    }

    public static Standing StandingOf(SubjectState provider, Services of, string trigger, TriggerLevel atLeast, Rulebook rules, DateTime at)
    {
        if (!IsCounted(provider, of, rules, at) || rules.RuleOf(trigger) is not { } rule)
        {
            return Standing.Out;
        }

        var state = provider.StateOf(trigger);
        if (rule.Trigger.Value is TriggerValue.SilentFor)
        {
            return state.Level >= atLeast ? Standing.Reached : Standing.Below;
        }

        if (Spread.IsNoMatter(rule, provider))
        {
            return Standing.Out;
        }

        if (state.Unknown.Count > 0 && state.Level >= atLeast)
        {
            // Of several readings, one that is fresh may be certain by itself; a level only held counts for nothing certain.
            var seen = Timeline.See(rule, provider, provider.Known, rules, at);
            return rule.Trigger.Levels.Any(l => l.Name >= atLeast && seen.Reached(l) == Truth.True) ? Standing.Reached : Standing.Silent;
        }

        // Never evaluated, or evaluated on answers that have since gone: nothing fresh is known, nor will it be where nothing is asked.
        return !provider.Triggers.ContainsKey(trigger) || state.Unknown.Count > 0 ? Spread.IsAsked(rule, provider, rules) ? Standing.Silent : Standing.Out
            : state.Level >= atLeast ? Standing.Reached
            : Standing.Below;
    }

    private static bool IsCounted(SubjectState provider, Services of, Rulebook rules, DateTime at) =>
        provider.Membership is { ReportsHere: true } member && rules.Calendar.DateOf(at) is var date && member.Covers(date) && !provider.IsClosedOn(date)
        && of.Include(member.ServiceType);

    private static long WeightOf(SubjectState provider, Weight? weight) => weight is null ? 0
        : provider.BeliefOf(weight.Measure) is { Answer: { Kind: AnswerKind.Value or AnswerKind.Nil } answer } ? answer.Value
        : weight.Unknown;

    private static Contribution Summand(SubjectState provider, TriggerValue.SumOfProviders sum, Rulebook rules, DateTime at)
    {
        if (!IsCounted(provider, sum.Of, rules, at) || rules.MeasureOf(sum.Measure) is not { } measure || !Debt.AppliesTo(measure, provider))
        {
            return default;
        }

        var part = Fresh(provider, measure, at);
        var whole = sum.Over is { } over && rules.MeasureOf(over) is { } divides ? Fresh(provider, divides, at) : null;
        if (part is { Answer.Kind: AnswerKind.NotApplicable } || whole is { Answer.Kind: AnswerKind.NotApplicable })
        {
            return default;
        }

        return IsNumber(part) && (sum.Over is null || IsNumber(whole))
            ? new Contribution(Standing.Below, whole?.Answer.Value ?? 0, part!.Value.Answer.Value)
            // What divides is needed to say how much a silent one might change; its last word is as good as any.
            : provider.BeliefOf(sum.Over ?? sum.Measure) is { Answer: { Kind: AnswerKind.Value or AnswerKind.Nil } last } && sum.Over is not null
                ? new Contribution(Standing.Silent, last.Value)
            : new Contribution(Standing.Silent, IsOpen: true);
    }

    private static Belief? Fresh(SubjectState provider, Measure measure, DateTime at) =>
        provider.BeliefOf(measure.Key) is { } belief && Evaluation.IsFresh(belief, measure, at) ? belief : null;

    private static bool IsNumber(Belief? belief) => belief is { Answer.Kind: AnswerKind.Value or AnswerKind.Nil };
}
