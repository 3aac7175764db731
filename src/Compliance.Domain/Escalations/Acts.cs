using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Escalations;

/// <summary>What people may do to a case, and what it is afterwards.</summary>
public static class Acts
{
    /// <summary>Actions somebody may take on a case as it stands, in the order in which they are usually wanted.</summary>
    /// <param name="condition">Whether what raised it still holds; null where nothing did but a person.</param>
    public static IEnumerable<CaseAction> Allowed(Escalation escalation, ActingAs role, Condition? condition) => CaseTable.Rows
        .Where(r => Fits(r.Action, escalation) && May(r.Action, escalation, role))
        .Select(r => r.Action)
        .Where(a => a != CaseAction.Withdraw || WhyNotWithdrawn(escalation, condition) is null);

    /// <summary>Whether an action exists for a case as it stands: as the table says and, beside it, a late answer to the last question, which moves nothing.</summary>
    public static bool Fits(CaseAction action, Escalation escalation) => CaseTable.Fits(action, escalation.State)
        || (action == CaseAction.ProvideInformation && Questions.AskedOf(escalation) is not null);

    /// <summary>Whether somebody may take an action on a case, whatever its state.</summary>
    public static bool May(CaseAction action, Escalation escalation, ActingAs role) => IsOf(CaseTable.Of(action).Who, escalation, role) && action switch
    {
        CaseAction.PassUp => escalation.Tier < Tier.Region,
        CaseAction.PassDown => escalation.Tier == Tier.Region,
        CaseAction.RequestInformation => MayBeAsked(escalation, role).Any(),
        // What the region raised and keeps to itself, the authority that it is about does not take back.
        CaseAction.Withdraw => role == ActingAs.Region || Owns(escalation, role) || Cases.RoleOf(escalation.Timeline[0].By) != Cases.Region,
        _ => true,
    };

    /// <summary>The owning tier may act; once the deadline has passed, so may the next tier. A provider's case is its authority's to act on.</summary>
    public static bool Owns(Escalation escalation, ActingAs role) => role switch
    {
        ActingAs.Authority => escalation.Tier <= Tier.Authority,
        ActingAs.Region => escalation.Tier == Tier.Region || (escalation.Overdue && escalation.Tier == Tier.Authority),
        _ => false,
    };

    /// <summary>Whom somebody may ask for information about a case: not the own side, and nobody above.</summary>
    public static IEnumerable<ActingAs> MayBeAsked(Escalation escalation, ActingAs role) => new[] { ActingAs.Provider, ActingAs.Authority }
        .Where(asked => asked < role && (asked != ActingAs.Provider || (escalation.Subject != SubjectState.Authority && SubjectState.OrganisationOf(escalation.Subject) is null)));

    /// <summary>Why a case is not to be withdrawn as if it had never been; null when it may be.</summary>
    public static string? WhyNotWithdrawn(Escalation escalation, Condition? condition)
    {
        if (escalation.Trigger is null)
        {
            return null;
        }

        var events = escalation.Timeline.ToList();
        var corrected = events.FindLastIndex(e => e.Event == "cause-corrected");
        return corrected < 0 ? "No correction says that what raised the case never was. If it is over, stand the case down."
            : events.FindLastIndex(Cases.Fires) > corrected ? "What raised the case was corrected, but it has fired again since. If it is over, stand the case down."
            : condition == Condition.True ? "What raised the case was corrected, but the condition still holds. If that is no concern, stand the case down and say why."
            : null;
    }

    /// <summary>The case after an act that was allowed.</summary>
    public static Escalation Apply(Escalation escalation, Act act, string who, DateTime on, long seq, Calendar calendar)
    {
        var state = CaseTable.Fits(act.Action, escalation.State) ? CaseTable.After(act.Action, escalation) : escalation.State;
        var said = new CaseEvent(0, EventOf(act.Action), on, who, seq) { Reason = act.Reason, Attachments = act.Attachments };
        var taken = act.Action == CaseAction.Notes ? escalation : escalation with { ReplyOverdue = null };
        return act.Action switch
        {
            CaseAction.Acknowledge => (taken with { State = state, Owner = act.Owner, ReviewBy = act.ReviewBy, Overdue = false })
                .Append(said with { Owner = act.Owner, ReviewBy = act.ReviewBy }),
            CaseAction.RequestInformation => Questions.Ask(taken, act, said, calendar),
            CaseAction.ProvideInformation => Questions.Answer(taken, act, said, calendar),
            CaseAction.Mitigate => Mitigate(taken with { State = state }, act, said),
            CaseAction.PassUp => Pass(taken, taken.Tier + 1, said, calendar),
            CaseAction.PassDown => Pass(taken, taken.Tier - 1, said, calendar),
            CaseAction.StandDown => Close(taken, state, said with { Despite = act.Despite }),
            CaseAction.Withdraw => Close(taken, state, said),
            CaseAction.Reopen => Cases.StartLadder(taken with { ClosedOn = null, Owner = null }, on, calendar, said, tellOwner: true),
            CaseAction.Notes => taken.Append(said with { Note = act.Note }),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
    }

    private static bool IsOf(Taker taker, Escalation escalation, ActingAs role) => taker switch
    {
        Taker.Owner => Owns(escalation, role),
        Taker.LeadOrReviewer => role is ActingAs.Authority or ActingAs.Region,
        Taker.Reviewer => role == ActingAs.Region,
        Taker.Asked => Questions.AskedOf(escalation) == role,
        Taker.Anybody => true,
        _ => throw new ArgumentOutOfRangeException(nameof(taker)),
    };

    private static Escalation Mitigate(Escalation escalation, Act act, CaseEvent said)
    {
        // Whoever mitigates without owning the case does so beside its owner, who is to hear of it.
        var owner = Cases.OwnerOf(escalation.Tier);
        return (escalation with
        {
            Owner = act.Owner,
            ReviewBy = null,
            Overdue = false,
            Mitigation = new Mitigation(act.Measures!, act.Until!.Value, act.AuthorisedBy),
        }).Append(said with
        {
            Owner = act.Owner,
            Measures = act.Measures,
            Until = act.Until,
            AuthorisedBy = act.AuthorisedBy,
            Told = Cases.RoleOf(said.By) is { } role && role != owner ? [owner] : null,
        });
    }

    private static Escalation Pass(Escalation escalation, Tier tier, CaseEvent said, Calendar calendar) =>
        Cases.StartLadder(
            escalation with { Tier = tier, ForRegion = escalation.ForRegion || tier == Tier.Region, Owner = null },
            said.On, calendar, said, tellOwner: true);

    /// <summary>Closes a case. Whoever was told that it began hears that it ended.</summary>
    private static Escalation Close(Escalation escalation, CaseState state, CaseEvent said)
    {
        var told = Cases.Told(escalation).ToList();
        return (escalation with
        {
            State = state,
            ClosedOn = said.On,
            StandDownProposed = false,
            Overdue = false,
            ReviewBy = null,
            AnswerBy = null,
            Asked = null,
            Mitigation = null,
            Stopped = null,
        }).Append(said with { Told = told.Count == 0 ? null : told });
    }

    private static string EventOf(CaseAction action) => action switch
    {
        CaseAction.Acknowledge => "acknowledged",
        CaseAction.RequestInformation => "information-requested",
        CaseAction.ProvideInformation => "information-provided",
        CaseAction.Mitigate => "mitigating",
        CaseAction.PassUp => "passed-up",
        CaseAction.PassDown => "passed-down",
        CaseAction.StandDown => "stood-down",
        CaseAction.Withdraw => "withdrawn",
        CaseAction.Reopen => "reopened",
        CaseAction.Notes => "noted",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
