using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Intake;

internal static class CaseRules
{
    private const int MostDays = 31;

    public static (Outcome? Refusal, Acted? Content) Decide(TenantState tenant, ActOnCase act, DateTime at)
    {
        if (!tenant.Escalations.TryGetValue(act.Escalation, out var escalation) || escalation.Subject != act.Subject)
        {
            return (new Missing(), null);
        }

        var faults = Check(act.Act, at).ToList();
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

        return (Fits(tenant, escalation, act, at) ?? Confidential(act)) is { } conflict ? (conflict, null) : (null, new Acted(escalation.Id, act.Act));
    }

    private static Refused? Fits(TenantState tenant, Escalation escalation, ActOnCase act, DateTime at)
    {
        var allowed = Acts.Allowed(escalation, act.Role).Select(Name).ToList();
        if (!allowed.Contains(Name(act.Act.Action)))
        {
            return new Refused(
                "not-allowed-now", $"“{Name(act.Act.Action)}” is not possible while the case is “{Name(escalation.State)}” with the {Name(escalation.Tier)}. Possible now: {string.Join(", ", allowed)}.", allowed);
        }

        var condition = Conditions.Of(tenant.Subjects.GetValueOrDefault(escalation.Subject), escalation.Trigger, tenant.RulesOn(tenant.Calendar.DateOf(at)), at);
        if (act.Act.Action == CaseAction.StandDown && string.IsNullOrWhiteSpace(act.Act.Despite) && condition is Condition.True or Condition.Unknown)
        {
            return new Refused("condition-not-clear", $"The condition is still {Name(condition)}. To stand down all the same, say why in \"despite\".", ["despite"]);
        }

        return act.Act.Action == CaseAction.Reopen && tenant.OpenCase(escalation.Trigger, escalation.Subject) is { } other
            ? new Refused("case-open", $"Another case about the same is open: /v1/escalations/{other.Id}. Work on that one.", [other.Id])
            : null;
    }

    private static Refused? Confidential(ActOnCase act)
    {
        var members = new (string Name, string? Text)[]
        {
            ("owner", act.Act.Owner), ("reason", act.Act.Reason), ("despite", act.Act.Despite), ("text", act.Act.Note?.Text),
        };
        var names = members.Where(m => m.Text is not null && NhsNumber.IsIn(m.Text) && act.Confirm?.Contains(m.Name) is not true)
            .Select(m => m.Name).ToList();
        return names.Count == 0 ? null : new Refused(
            "confirm-needed",
            $"What you wrote in {string.Join(", ", names)} seems to hold an NHS number. Take it out or, if it is none, send it again with \"confirm\" naming the member.",
            names);
    }

    private static IEnumerable<Fault> Check(Act act, DateTime at)
    {
        if (act.Action != CaseAction.Notes && string.IsNullOrWhiteSpace(act.Reason))
        {
            yield return new Fault("/reason", "Say why, in a sentence.");
        }

        if (act.Action == CaseAction.Acknowledge && string.IsNullOrWhiteSpace(act.Owner))
        {
            yield return new Fault("/owner", "Name who is dealing with it.");
        }

        if (act.Action == CaseAction.Acknowledge && (act.ReviewBy is null || act.ReviewBy <= at))
        {
            yield return new Fault("/reviewBy", "Give a time in the future by which the case is looked at again.");
        }

        if (act.Action == CaseAction.Acknowledge && act.ReviewBy > at.AddDays(MostDays))
        {
            yield return new Fault("/reviewBy", FormattableString.Invariant($"Give a time within {MostDays} days: a case is not to be parked for longer without a look."));
        }

        if (act.Action == CaseAction.Notes && string.IsNullOrWhiteSpace(act.Note?.Text))
        {
            yield return new Fault("/text", "Write the note.");
        }
    }

    private static string Name<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
