using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Boards;

/// <summary>What one measure or item says in a cell.</summary>
/// <param name="AsAt">When something was last said; null when nothing was.</param>
internal readonly record struct Word(DateTime? AsAt, Lack? Lack = null, Because? Because = null)
{
    /// <summary>What a measure says; null when it is not applicable.</summary>
    public static Word? Of(Measure measure, SubjectState provider, Rulebook rules, DateTime at)
    {
        if (provider.BeliefOf(measure.Key) is not { } belief)
        {
            var isOwed = Debt.FirstOwed(provider, measure, rules) is { } period && period.Start <= rules.Calendar.DateOf(at);
            // Excused or closed is not owed, and not known either.
            var isExcused = (provider.Excuses.Count > 0 && provider.ExcuseOn(rules.Calendar.DateOf(at)) is not null) || provider.IsClosedOn(rules.Calendar.DateOf(at));
            return new Word(null, isOwed || isExcused ? new Lack(measure.Key, LackKind.NeverAnswered) : null);
        }

        LackKind? lack = provider.Stale.Contains(measure.Key) ? LackKind.Stale
            : belief.Answer.Kind == AnswerKind.Unknown || BlindsATrigger(measure, provider, rules) ? LackKind.Unknown
            : provider.Overdue.Contains(measure.Key) ? LackKind.Overdue
            : null;
        return belief.Answer.Kind == AnswerKind.NotApplicable && lack is null
            ? null
            : new Word(belief.AsAt, lack is { } why ? new Lack(measure.Key, why) : null);
    }

    /// <summary>Whether a trigger cannot judge for want of this answer, although it was given: not applicable, or a share of nothing.</summary>
    private static bool BlindsATrigger(Measure measure, SubjectState provider, Rulebook rules)
    {
        // A board asks this for every cell, so without a query.
        var reading = rules.Reading(measure.Key);
        for (var i = 0; i < reading.Count; i++)
        {
            var trigger = reading[i].Trigger;
            if (trigger.Subject == SubjectScope.Provider && trigger.IsInForce(rules.On) && provider.Triggers.TryGetValue(trigger.Key, out var state)
                && state.Unknown.Count > 0 && state.Unknown.Contains(measure.Key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What an item says; null when it is not applicable, or the law behind it is not in force.</summary>
    public static Word? Of(Item item, SubjectState provider, Rulebook rules, DateTime at)
    {
        var status = Duties.StatusOf(item, provider, rules, rules.Calendar.DateOf(at));
        if (!Duties.IsInForce(item, rules, rules.Calendar.DateOf(at)) || status is { Status: ItemStatus.NotApplicable })
        {
            return null;
        }

        var due = Duties.LastDue(item, provider, rules, at);
        if (status is not { } said)
        {
            return new Word(null, due is null ? null : new Lack(item.Key, LackKind.NeverAnswered));
        }

        // A status given for an earlier period says nothing of the one that has fallen due since.
        var isAnswered = due is null || due.Period is null || due.Period.Value.Start <= rules.Calendar.DateOf(said.AsAt);
        var isPastDue = due is not null && isAnswered && said.Status != ItemStatus.Met
            && (due.Period is not { } period || rules.Calendar.DateOf(said.AsAt) <= period.End);
        return said.Status == ItemStatus.NotMet || isPastDue
                ? new Word(said.AsAt, null, new Because(
                    CellStatus.OffTrack, said.Status == ItemStatus.NotMet ? said.AsAt : due!.On, Item: item.Key, ItemStatus: said.Status, DueOn: due?.On))
            : said.Status == ItemStatus.AtRisk
                ? new Word(said.AsAt, null, new Because(CellStatus.AtRisk, said.AsAt, Item: item.Key, ItemStatus: said.Status, DueOn: due?.On))
            : new Word(said.AsAt, isAnswered ? null : new Lack(item.Key, LackKind.Overdue));
    }
}
