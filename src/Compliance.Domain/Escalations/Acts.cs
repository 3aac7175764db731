using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Escalations;

/// <summary>What people may do to a case, and what it is afterwards.</summary>
public static class Acts
{
    /// <summary>Actions somebody may take on a case as it stands, in the order in which they are usually wanted.</summary>
    public static IEnumerable<CaseAction> Allowed(Escalation escalation, ActingAs role) =>
        Enum.GetValues<CaseAction>().Where(a => Fits(a, escalation.State) && May(a, escalation, role));

    /// <summary>Whether an action exists in a state, whoever takes it.</summary>
    public static bool Fits(CaseAction action, CaseState state) => action switch
    {
        CaseAction.Acknowledge => state is CaseState.Raised or CaseState.Acknowledged,
        CaseAction.PassUp or CaseAction.PassDown => state is CaseState.Raised or CaseState.Acknowledged or CaseState.Mitigating,
        CaseAction.StandDown => state is CaseState.Acknowledged or CaseState.Mitigating,
        CaseAction.Reopen => state is CaseState.StoodDown or CaseState.Withdrawn,
        CaseAction.Notes => true,
        _ => false,
    };

    /// <summary>Whether somebody may take an action on a case, whatever its state.</summary>
    public static bool May(CaseAction action, Escalation escalation, ActingAs role) => action switch
    {
        CaseAction.Notes => true,
        CaseAction.PassUp => escalation.Tier < Tier.Region && Owns(escalation, role),
        CaseAction.PassDown => role == ActingAs.Region && escalation.Tier == Tier.Region,
        _ => Owns(escalation, role),
    };

    /// <summary>The owning tier may act; once the deadline has passed, so may the next tier. A provider's case is its authority's to act on.</summary>
    public static bool Owns(Escalation escalation, ActingAs role) => role switch
    {
        ActingAs.Authority => escalation.Tier <= Tier.Authority,
        ActingAs.Region => escalation.Tier == Tier.Region || (escalation.Overdue && escalation.Tier == Tier.Authority),
        _ => false,
    };

    /// <summary>The case after an act that was allowed.</summary>
    public static Escalation Apply(Escalation escalation, Act act, string who, DateTime on, long seq, Calendar calendar)
    {
        var said = new CaseEvent(0, EventOf(act.Action), on, who, seq) { Reason = act.Reason };
        return act.Action switch
        {
            CaseAction.Acknowledge => (escalation with
            {
                State = CaseState.Acknowledged,
                Owner = act.Owner,
                ReviewBy = act.ReviewBy,
                Overdue = false,
            }).Append(said with { Owner = act.Owner, ReviewBy = act.ReviewBy }),
            CaseAction.PassUp => Pass(escalation, escalation.Tier + 1, said, calendar),
            CaseAction.PassDown => Pass(escalation, escalation.Tier - 1, said, calendar),
            CaseAction.StandDown => (escalation with
            {
                State = CaseState.StoodDown,
                ClosedOn = on,
                StandDownProposed = false,
                Overdue = false,
                ReviewBy = null,
                AnswerBy = null,
            }).Append(said with { Despite = act.Despite }),
            CaseAction.Reopen => Cases.StartLadder(escalation with { ClosedOn = null }, on, calendar, said.Event, seq, said),
            CaseAction.Notes => escalation.Append(said with { Note = act.Note }),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
    }

    private static Escalation Pass(Escalation escalation, Tier tier, CaseEvent said, Calendar calendar) =>
        Cases.StartLadder(
            escalation with { Tier = tier, ForRegion = escalation.ForRegion || tier == Tier.Region, Owner = null },
            said.On, calendar, said.Event, said.Seq, said);

    private static string EventOf(CaseAction action) => action switch
    {
        CaseAction.Acknowledge => "acknowledged",
        CaseAction.PassUp => "passed-up",
        CaseAction.PassDown => "passed-down",
        CaseAction.StandDown => "stood-down",
        CaseAction.Reopen => "reopened",
        CaseAction.Notes => "noted",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
