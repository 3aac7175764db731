using Compliance.Domain.Calendars;

namespace Compliance.Domain.Escalations;

/// <summary>What a case waits for.</summary>
public enum CaseDueKind { Answer, Review, Reply, MitigationUntil }

/// <summary>What somebody must do about a case next, by when, and how that time came about.</summary>
/// <param name="Because">The time in words and its reason: <c>4pm Tuesday 29 December: 8 working hours, two bank holidays skipped (…), …</c>.</param>
public sealed record CaseDue(CaseDueKind What, DateTime On, string Because)
{
    /// <summary>What is due; null once the case is closed.</summary>
    public static CaseDue? Of(Escalation escalation, Calendar calendar) => escalation.DueOn is { } on && WhatOf(escalation.State) is { } what
        ? new CaseDue(what, on, $"{TimeWords.At(on, calendar)}: {Why(what, escalation, on, calendar)}")
        : null;

    /// <summary>How the time came about, without the time.</summary>
    internal static string? Why(Escalation escalation, Calendar calendar) =>
        escalation.DueOn is { } on && WhatOf(escalation.State) is { } what ? Why(what, escalation, on, calendar) : null;

    private static CaseDueKind? WhatOf(CaseState state) => state switch
    {
        CaseState.Raised => CaseDueKind.Answer,
        CaseState.Acknowledged => CaseDueKind.Review,
        CaseState.InformationRequested => CaseDueKind.Reply,
        CaseState.Mitigating => CaseDueKind.MitigationUntil,
        _ => null,
    };

    private static string Why(CaseDueKind what, Escalation escalation, DateTime on, Calendar calendar) => what switch
    {
        CaseDueKind.Answer => Reckoning.Why(escalation, escalation.Ladder.AnswerWithinHours, on, calendar),
        CaseDueKind.Review => $"review-by set when acknowledged at {SaidOn("acknowledged", escalation, calendar)}",
        CaseDueKind.Reply => Reply(escalation, calendar),
        _ => $"the mitigation set out at {SaidOn("mitigating", escalation, calendar)} lasts until then",
    };

    private static string Reply(Escalation escalation, Calendar calendar)
    {
        var asked = escalation.Asked!.Of == ActingAs.Provider ? "provider" : "authority";
        return $"reply asked of the {asked} at {SaidOn("information-requested", escalation, calendar)}; the ladder's clock stands still meanwhile";
    }

    private static string SaidOn(string happened, Escalation escalation, Calendar calendar) =>
        TimeWords.At(escalation.Timeline.Last(e => e.Event == happened).On, calendar);
}
