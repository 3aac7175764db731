using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Authority-wide shares of providers, kept as counts so that a report costs what it touches and not the authority's size.</summary>
public static class Shares
{
    /// <summary>Moves a provider from what it counted as to what it counts as now, in every share.</summary>
    public static void Move(SubjectState provider, SubjectState authority, Rulebook rules, DateTime at)
    {
        foreach (var rule in rules.Shares)
        {
            var from = provider.Standings.GetValueOrDefault(rule.Trigger.Key);
            var to = StandingOf(provider, (TriggerValue.ShareOfProviders)rule.Trigger.Value, rules, at);
            if (from != to)
            {
                provider.Standings[rule.Trigger.Key] = to;
                authority.Tallies[rule.Trigger.Key] = authority.Tallies.GetValueOrDefault(rule.Trigger.Key).Move(from, to);
            }
        }
    }

    public static Standing StandingOf(SubjectState provider, TriggerValue.ShareOfProviders share, Rulebook rules, DateTime at)
    {
        if (provider.Membership is not { ReportsHere: true } member || !member.Covers(rules.Calendar.DateOf(at)) || provider.IsClosedOn(rules.Calendar.DateOf(at)) || !share.Of.Include(member.ServiceType)
            || rules.RuleOf(share.Trigger) is not { } rule)
        {
            return Standing.Out;
        }

        var state = provider.StateOf(share.Trigger);
        if (rule.Trigger.Value is TriggerValue.SilentFor)
        {
            return state.Level >= share.AtLeast ? Standing.Reached : Standing.Below;
        }

        if (Spread.IsNoMatter(rule, provider))
        {
            return Standing.Out;
        }

        if (state.Unknown.Count > 0 && state.Level >= share.AtLeast)
        {
            // Of several readings, one that is fresh may be certain by itself; a level only held counts for nothing certain.
            var seen = Evaluation.Of(rule.Trigger, provider.BeliefOf, m => rules.MeasureOf(m)!, rules.Calendar, at);
            return rule.Trigger.Levels.Any(l => l.Name >= share.AtLeast && seen.Reached(l) == Truth.True) ? Standing.Reached : Standing.Silent;
        }

        // Never evaluated, or evaluated on answers that have since gone: nothing fresh is known.
        return !provider.Triggers.ContainsKey(share.Trigger) || state.Unknown.Count > 0 ? Standing.Silent
            : state.Level >= share.AtLeast ? Standing.Reached
            : Standing.Below;
    }

    /// <summary>Steps every share.</summary>
    /// <returns>Shares found true again in a period in which they had not been before.</returns>
    public static HashSet<string> Step(SubjectState authority, Rulebook rules, DateTime at, long seq)
    {
        var renewed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules.Shares)
        {
            if (!IsJudged(rule, rules, at))
            {
                continue;
            }

            var before = authority.StateOf(rule.Trigger.Key);
            var seen = Evaluate(authority, rule, rules, at);
            var share = (TriggerValue.ShareOfProviders)rule.Trigger.Value;
            var after = Triggers.Step.Take(rule.Trigger, before, seen, at, seq);
            var warned = share.WarnOn == Bound.UpperBound && seen.Value.Upper is { } upper
                && rule.Trigger.Levels.Any(l => l.Name > after.Level && upper.CompareTo(l.Limit, percent: true) >= 0);
            authority.Triggers[rule.Trigger.Key] = after with { Warned = warned };
            if (after.Level == before.Level && after.Runs.Zip(before.Runs).Any(r => r.First.Count > r.Second.Count))
            {
                renewed.Add(rule.Trigger.Key);
            }
        }

        return renewed;
    }

    /// <summary>Outside the days of its own, and of the trigger it counts, a share stays as it is: nobody is silent who is not asked.</summary>
    private static bool IsJudged(Rule rule, Rulebook rules, DateTime at)
    {
        var date = rules.Calendar.DateOf(at);
        return rule.Trigger.IsInForce(date) && rules.RuleOf(((TriggerValue.ShareOfProviders)rule.Trigger.Value).Trigger)?.Trigger.IsInForce(date) != false;
    }

    /// <summary>The share as an interval: silent providers might or might not be at the level.</summary>
    public static Evaluation Evaluate(SubjectState authority, Rule rule, Rulebook rules, DateTime at)
    {
        var share = (TriggerValue.ShareOfProviders)rule.Trigger.Value;
        var tally = authority.Tallies.GetValueOrDefault(rule.Trigger.Key);
        var reporting = tally.Reached + tally.Below;
        var enough = tally.Total > 0 && reporting >= share.AtLeastProvidersReporting && 100 * reporting >= share.AtLeastPercentReporting * tally.Total;
        var upper = new Fraction(tally.Reached + tally.Silent, Math.Max(1, tally.Total));
        var lower = share.FireOn == Bound.UpperBound ? upper : new Fraction(tally.Reached, Math.Max(1, tally.Total));
        var cadence = rules.RuleOf(share.Trigger) is { } of ? Evaluation.CadenceOf(of.Trigger, m => rules.MeasureOf(m)!) : Cadence.Week;
        return new Evaluation(
            enough ? new Interval(lower, upper) : Interval.Unknown, true, null, Truth.True,
            Period.Of(cadence, rules.Calendar.DateOf(at)), enough ? [] : [share.Trigger], []);
    }
}
