using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>What is counted over an authority's or an organisation's providers, kept as sums so that a report costs what it touches and not the authority's size.</summary>
public static class Shares
{
    /// <summary>Moves a provider from what it counted as to what it counts as now, wherever it counts.</summary>
    /// <param name="organisation">Its organisation; null when it has none, or no trigger judges organisations.</param>
    public static void Move(SubjectState provider, SubjectState authority, SubjectState? organisation, Rulebook rules, DateTime at)
    {
        foreach (var counted in rules.Counted)
        {
            if ((counted.IsByOrganisation ? organisation : authority) is not { } above)
            {
                continue;
            }

            var from = provider.Standings.GetValueOrDefault(counted.Key);
            var to = Contributions.Of(provider, counted, rules, at);
            if (from != to)
            {
                provider.Standings[counted.Key] = to;
                above.Tallies[counted.Key] = above.Tallies.GetValueOrDefault(counted.Key).Move(from, to);
            }
        }
    }

    /// <summary>Takes a provider out of all that its organisation counts, as it goes to another one.</summary>
    public static void Leave(SubjectState provider, SubjectState organisation)
    {
        foreach (var key in provider.Standings.Keys.Where(k => k[0] == Counted.ByOrganisation).ToList())
        {
            organisation.Tallies[key] = organisation.Tallies.GetValueOrDefault(key).Move(provider.Standings[key], default);
            provider.Standings.Remove(key);
        }
    }

    /// <summary>Forgets what is counted by organisation, once no plan does that: providers may go from one to another unnoticed.</summary>
    public static void ForgetOrganisations(SubjectState subject)
    {
        foreach (var key in subject.Standings.Keys.Concat(subject.Tallies.Keys).Where(k => k[0] == Counted.ByOrganisation).ToList())
        {
            subject.Standings.Remove(key);
            subject.Tallies.Remove(key);
        }
    }

    /// <summary>Steps every trigger of the authority, or of an organisation, that counts over providers.</summary>
    /// <returns>Those found true again in a period in which they had not been before, and the next instant at which time alone moves one.</returns>
    public static (HashSet<string> Renewed, DateTime? NextOn) Step(SubjectState above, Rulebook rules, DateTime at, long seq)
    {
        var renewed = new HashSet<string>(StringComparer.Ordinal);
        DateTime? next = null;
        foreach (var rule in rules.Shares)
        {
            if (rule.Trigger.Subject != above.Scope || !IsJudged(rule, rules, at))
            {
                continue;
            }

            var before = above.StateOf(rule.Trigger.Key);
            var seen = Timeline.See(rule, above, above.Known, rules, at);
            var after = Moves.Note(
                rule, before, Triggers.Step.Take(rule.Trigger, before, seen, at, seq, rules.Calendar), above, above.Known, rules, at, seq);
            above.Triggers[rule.Trigger.Key] = after with { Warned = IsWarned(rule.Trigger, after, seen) };
            if (after.Level == before.Level && HasNewPeriod(before, after))
            {
                renewed.Add(rule.Trigger.Key);
            }

            next = Deadlines.Earlier(next, Triggers.Step.NextOn(rule.Trigger, after, at, rules.Calendar));
            foreach (var value in rule.Values)
            {
                next = Deadlines.Earlier(next, Durations.NextOn(value, above, rule, rules, at));
            }
        }

        return (renewed, next);
    }

    /// <summary>A value counted over providers, as an interval: silent ones might or might not be at the level, and might add anything to a sum.</summary>
    /// <param name="isMissing">Whether too few report for it to be known at all.</param>
    public static Sight See(SubjectState above, TriggerValue value, Rule rule, out bool isMissing) =>
        SightOf(value, TallyOf(above, value, rule), out isMissing);

    /// <summary>The same by a tally alone.</summary>
    public static Sight SightOf(TriggerValue value, Tally tally, out bool isMissing)
    {
        var (percent, providers) = value switch
        {
            TriggerValue.ShareOfProviders s => (s.AtLeastPercentReporting, s.AtLeastProvidersReporting),
            TriggerValue.CountOfProviders c => (c.AtLeastPercentReporting, c.AtLeastProvidersReporting),
            TriggerValue.SumOfProviders s => (s.AtLeastPercentReporting, s.AtLeastProvidersReporting),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
        var reporting = tally.Reached + tally.Below;
        isMissing = tally.Total == 0 || reporting < providers || 100 * reporting < percent * tally.Total;
        var per = value is TriggerValue.ShareOfProviders or TriggerValue.SumOfProviders { Over: not null } ? 100 : 1;
        return new Sight(value, isMissing ? Interval.Unknown : IntervalOf(value, tally), per);
    }

    /// <summary>How providers are counted by one of a rule's values.</summary>
    public static Tally TallyOf(SubjectState above, TriggerValue value, Rule rule) =>
        above.Tallies.GetValueOrDefault(rule.Counted.First(c => c.Value.Equals(value)).Key);

    private static Interval IntervalOf(TriggerValue value, Tally tally)
    {
        var (lower, upper) = value switch
        {
            TriggerValue.ShareOfProviders { WeightedBy: null } => (new Fraction(tally.Reached, tally.Total), new Fraction(tally.Reached + tally.Silent, tally.Total)),
            TriggerValue.ShareOfProviders => Weighted(tally.ReachedOf, tally.ReachedOf + tally.SilentOf, tally.BelowOf + tally.ReachedOf + tally.SilentOf),
            TriggerValue.CountOfProviders => (new Fraction(tally.Reached, 1), new Fraction(tally.Reached + tally.Silent, 1)),
            TriggerValue.SumOfProviders { Over: null } => (new Fraction(tally.Part, 1), tally.Silent == 0 ? new Fraction(tally.Part, 1) : null),
            // One of whom not even what divides is known is left out of what is certain, and may be all that it takes.
            _ when tally.Open > 0 => (Weighted(tally.Part, 0, tally.BelowOf + tally.SilentOf).Lower, null),
            _ => Weighted(tally.Part, tally.Part + tally.SilentOf, tally.BelowOf + tally.SilentOf),
        };
        return FireOn(value) == Bound.UpperBound ? new Interval(upper, upper) : new Interval(lower, upper);
    }

    private static bool HasNewPeriod(TriggerState before, TriggerState after)
    {
        for (var i = 0; i < before.Runs.Count && i < after.Runs.Count; i++)
        {
            if (after.Runs[i].Count > before.Runs[i].Count)
            {
                return true;
            }
        }

        return false;
    }

    private static (Fraction? Lower, Fraction? Upper) Weighted(long lower, long upper, long of) =>
        of > 0 ? (new Fraction(lower, of), new Fraction(upper, of)) : (null, null);

    private static Bound FireOn(TriggerValue value) => value switch
    {
        TriggerValue.ShareOfProviders share => share.FireOn,
        TriggerValue.CountOfProviders count => count.FireOn,
        _ => Bound.LowerBound,
    };

    private static bool IsWarned(Trigger trigger, TriggerState after, Evaluation seen) =>
        trigger.Value is TriggerValue.ShareOfProviders { WarnOn: Bound.UpperBound } or TriggerValue.CountOfProviders { WarnOn: Bound.UpperBound }
        && seen.Value.Upper is { } upper && trigger.Levels.Any(l => l.Name > after.Level && upper.CompareTo(l.Limit, seen.Per) >= 0);

    /// <summary>Outside the days of its own, and of the triggers it counts, it stays as it is: nobody is silent who is not asked.</summary>
    private static bool IsJudged(Rule rule, Rulebook rules, DateTime at)
    {
        var date = rules.Calendar.DateOf(at);
        return rule.Trigger.IsInForce(date)
            && rule.Counted.All(c => c.Value.Watches is [] || c.Value.Watches.Any(t => rules.RuleOf(t)?.Trigger.IsInForce(date) != false));
    }
}
