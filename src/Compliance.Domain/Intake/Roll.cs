using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>The providers behind what is counted over them, by name. Asked for only when such a trigger moves: it needs every provider.</summary>
public static class Roll
{
    /// <summary>The providers behind each counted value of a rule; null for a rule that counts none.</summary>
    /// <param name="subject">The authority, or the organisation whose providers alone count.</param>
    public static IReadOnlyList<ReceiptTally>? Of(Taken step, string subject, TenantState tenant, Rulebook rules)
    {
        var tallies = step.Witness.GivenValues.Where(g => g.Value.IsCounted).ToList();
        if (tallies.Count == 0)
        {
            return null;
        }

        var organisation = SubjectState.OrganisationOf(subject);
        var providers = tenant.Everybody().Where(s => s.IsProvider && (organisation is null || s.Membership?.Organisation == organisation)).ToList();
        var values = step.Rule.Trigger.Values.ToList();
        return
        [
            .. tallies.Select(t => Of(
                values.IndexOf(t.Value) + 1, step.Rule.Counted.First(c => c.Value.Equals(t.Value)), t.Ground.Tally ?? default, providers, rules, step.At)),
        ];
    }

    private static ReceiptTally Of(int number, Counted counted, Tally tally, List<SubjectState> providers, Rulebook rules, DateTime at)
    {
        var standings = providers.Select(p => (Provider: p, Adds: p.Standings.GetValueOrDefault(counted.Key))).ToList();
        var isSum = counted.Value is TriggerValue.SumOfProviders;
        return new ReceiptTally(
            number, ReceiptSums.Of(tally),
            [.. standings.Where(s => s.Adds.Standing is Standing.Reached or Standing.Silent || (isSum && s.Adds.Standing == Standing.Below)).Select(s => ReceiptMember.From(s.Provider.Key, s.Adds, counted.Value))],
            [.. standings.Where(s => s.Adds.Standing == Standing.Out).Select(s => new ReceiptLeftOut(s.Provider.Key, WhyOut(s.Provider, counted.Value, rules, at)))]);
    }

    private static LeftOutReason WhyOut(SubjectState provider, TriggerValue value, Rulebook rules, DateTime at)
    {
        var of = value switch
        {
            TriggerValue.ShareOfProviders s => s.Of,
            TriggerValue.CountOfProviders c => c.Of,
            _ => ((TriggerValue.SumOfProviders)value).Of,
        };
        return provider.Membership is not { } member || !member.Covers(rules.Calendar.DateOf(at)) ? LeftOutReason.NotOnTheRegister
            : !member.ReportsHere ? LeftOutReason.ReportsElsewhere
            : provider.IsClosedOn(rules.Calendar.DateOf(at)) ? LeftOutReason.Closed
            : !of.Include(member.ServiceType) ? LeftOutReason.OtherServiceType
            : IsAsked(provider, value, rules) ? LeftOutReason.NotApplicable
            : LeftOutReason.NotAsked;
    }

    private static bool IsAsked(SubjectState provider, TriggerValue value, Rulebook rules) => value is TriggerValue.SumOfProviders sum
        ? rules.MeasureOf(sum.Measure) is { } measure && Debt.AppliesTo(measure, provider)
        : value.Watches.Any(t => rules.RuleOf(t) is { } rule && Spread.IsAsked(rule, provider, rules));
}
