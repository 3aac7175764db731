using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;

namespace Compliance.Domain.Intake;

internal static class CaseRules
{
    public static (Outcome? Refusal, Acted? Content) Decide(TenantState tenant, ActOnCase act, DateTime at)
    {
        if (!tenant.Escalations.TryGetValue(act.Escalation, out var escalation) || escalation.Subject != act.Subject)
        {
            return (new Missing(), null);
        }

        var known = act.Act.Measures is null ? [] : Measures.For(escalation, tenant.RulesOn(tenant.Calendar.DateOf(at)));
        var faults = ActNeeds.Faults(act.Act, escalation, act.Role, known, at).ToList();
        if (faults.Count > 0)
        {
            return (new Invalid(faults), null);
        }

        if (act.Seen is null)
        {
            return (new MatchNeeded(), null);
        }

        if (act.Seen != escalation.Sequence)
        {
            return (new Stale(), null);
        }

        return (Fits(tenant, escalation, act, at) ?? Confidential(act)) is { } conflict
            ? (conflict, null)
            : (null, new Acted(escalation.Id, act.Act.Measures is { } measures ? act.Act with { Measures = Measures.Named(measures, known) } : act.Act));
    }

    private static Refused? Fits(TenantState tenant, Escalation escalation, ActOnCase act, DateTime at)
    {
        var action = act.Act.Action;
        var condition = Conditions.Of(escalation, tenant.Subjects.GetValueOrDefault(escalation.Subject), tenant.RulesOn(tenant.Calendar.DateOf(at)), at);
        var allowed = Acts.Allowed(escalation, act.Role, condition).Select(Name).ToList();
        var possible = $"Possible now: {string.Join(", ", allowed)}.";
        if (!Acts.Fits(action, escalation) || !Acts.May(action, escalation, act.Role))
        {
            return new Refused("not-allowed-now", $"{WhyNot(action, escalation)} {possible}", allowed);
        }

        if (action == CaseAction.Withdraw && Acts.WhyNotWithdrawn(escalation, condition) is { } why)
        {
            return new Refused("cause-stands", $"{why} {possible}", allowed);
        }

        if (action == CaseAction.StandDown && string.IsNullOrWhiteSpace(act.Act.Despite) && condition is Condition.True or Condition.Unknown)
        {
            return new Refused("condition-not-clear", $"The condition is still {Name(condition.Value)}. To stand down all the same, say why in \"despite\".", ["despite"]);
        }

        return action == CaseAction.Reopen && tenant.OpenCase(escalation.Trigger, escalation.Subject) is { } other
            ? new Refused("case-open", $"Another case about the same is open: /v1/escalations/{other.Id}. Work on that one.", [other.Id])
            : null;
    }

    private static string WhyNot(CaseAction action, Escalation escalation)
    {
        var row = CaseTable.Of(action);
        var states = string.Join(" or ", row.Leads.Keys.Select(s => $"“{Name(s)}”"));
        return !Acts.Fits(action, escalation)
            ? $"“{Name(action)}” is not possible while the case is “{Name(escalation.State)}” with the {Name(escalation.Tier)}: it is for cases that are {states}."
            : $"“{Name(action)}” is not yours to do while the case is “{Name(escalation.State)}” with the {Name(escalation.Tier)}: it is for {Of(row.Who, escalation)}.";
    }

    private static string Of(Taker taker, Escalation escalation) => taker switch
    {
        Taker.Asked => $"the {Name(Questions.AskedOf(escalation)!.Value)}, who was asked",
        Taker.LeadOrReviewer => "the authority's lead or the region's reviewer",
        Taker.Reviewer => "the region's reviewer, of a case that lies with the region",
        _ => "the tier that owns it, where there is somebody to turn to",
    };

    private static Refused? Confidential(ActOnCase command)
    {
        var act = command.Act;
        return CaseTexts.Confidential(
            [
                ("owner", act.Owner), ("reason", act.Reason), ("despite", act.Despite), ("text", act.Note?.Text), ("question", act.Question),
                ("answer", act.Answer), ("authorisedBy", act.AuthorisedBy), .. (act.Measures ?? []).Select(m => ("measures", (string?)m.Title)),
                .. (act.Attachments ?? []).SelectMany(a => new[] { ("attachments", (string?)a.Title), ("attachments", a.Url) }),
            ],
            command.Confirm);
    }

    private static string Name<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
