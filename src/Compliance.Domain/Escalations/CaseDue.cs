using Compliance.Domain.Calendars;

namespace Compliance.Domain.Escalations;

/// <summary>What a case waits for.</summary>
public enum CaseDueKind { Answer, Review, Reply, MitigationUntil }

/// <summary>What somebody must do about a case next, by when, and how that time came about.</summary>
/// <param name="Because">The time in words and its reason: <c>4pm Tuesday 29 December: 8 working hours, two bank holidays skipped (…), …</c>.</param>
public sealed record CaseDue(CaseDueKind What, DateTime On, string Because)
{
    /// <summary>What is due; null once the case is closed.</summary>
    public static CaseDue? Of(Escalation escalation, Calendar calendar) => escalation.DueOn is not { } on ? null : escalation.State switch
    {
        CaseState.Raised => Due(CaseDueKind.Answer, on, calendar, Reckoning.Why(escalation, escalation.Ladder.AnswerWithinHours, on, calendar)),
        CaseState.Acknowledged => Due(CaseDueKind.Review, on, calendar, $"review-by set when acknowledged at {SaidOn("acknowledged", escalation, calendar)}"),
        CaseState.InformationRequested => Due(CaseDueKind.Reply, on, calendar, Reply(escalation, calendar)),
        CaseState.Mitigating => Due(CaseDueKind.MitigationUntil, on, calendar, $"the mitigation set out at {SaidOn("mitigating", escalation, calendar)} lasts until then"),
        _ => null,
    };

    private static CaseDue Due(CaseDueKind what, DateTime on, Calendar calendar, string why) => new(what, on, $"{TimeWords.At(on, calendar)}: {why}");

    private static string Reply(Escalation escalation, Calendar calendar)
    {
        var asked = escalation.Asked!.Of == ActingAs.Provider ? "provider" : "authority";
        return $"reply asked of the {asked} at {SaidOn("information-requested", escalation, calendar)}; the ladder's clock stands still meanwhile";
    }

    private static string SaidOn(string happened, Escalation escalation, Calendar calendar) =>
        TimeWords.At(escalation.Timeline.Last(e => e.Event == happened).On, calendar);
}
