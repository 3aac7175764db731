namespace Compliance.Domain.Escalations;

public enum CaseAction { Acknowledge, RequestInformation, ProvideInformation, Mitigate, PassUp, PassDown, StandDown, Withdraw, Reopen, Notes }

/// <summary>Who may take an action on a case.</summary>
public enum Taker
{
    /// <summary>The tier that owns the case and, once its deadline has passed, the next one too.</summary>
    Owner,

    /// <summary>The authority's lead and the region's reviewers, whoever owns it.</summary>
    LeadOrReviewer,

    Reviewer,

    /// <summary>Whoever was asked for information.</summary>
    Asked,

    Anybody,
}

/// <summary>Where an action leads.</summary>
public enum Next { Raised, Acknowledged, InformationRequested, Mitigating, StoodDown, Withdrawn, Same, Before }

/// <summary>One row of the state table.</summary>
/// <param name="Leads">Where it leads from each state in which it exists.</param>
public sealed record TableRow(CaseAction Action, Taker Who, IReadOnlyDictionary<CaseState, Next> Leads);

/// <summary>The state table: which action exists in which state, who may take it, and where it leads. All else asks it.</summary>
public static class CaseTable
{
    /// <summary>Every action, in the order in which they are usually wanted.</summary>
    public static IReadOnlyList<TableRow> Rows { get; } =
    [
        //                                  who                   raised                     acknowledged               information-requested      mitigating                 closed
        Row(CaseAction.Acknowledge,         Taker.Owner,          Next.Acknowledged,         Next.Same,                 null,                      null,                      null),
        Row(CaseAction.RequestInformation,  Taker.Owner,          Next.InformationRequested, Next.InformationRequested, null,                      Next.InformationRequested, null),
        Row(CaseAction.ProvideInformation,  Taker.Asked,          null,                      null,                      Next.Before,               null,                      null),
        Row(CaseAction.Mitigate,            Taker.LeadOrReviewer, null,                      Next.Mitigating,           null,                      Next.Same,                 null),
        Row(CaseAction.PassUp,              Taker.Owner,          Next.Raised,               Next.Raised,               null,                      Next.Raised,               null),
        Row(CaseAction.PassDown,            Taker.Reviewer,       Next.Raised,               Next.Raised,               null,                      Next.Raised,               null),
        Row(CaseAction.StandDown,           Taker.Owner,          null,                      Next.StoodDown,            null,                      Next.StoodDown,            null),
        Row(CaseAction.Withdraw,            Taker.LeadOrReviewer, Next.Withdrawn,            Next.Withdrawn,            Next.Withdrawn,            Next.Withdrawn,            null),
        Row(CaseAction.Reopen,              Taker.Owner,          null,                      null,                      null,                      null,                      Next.Raised),
        Row(CaseAction.Notes,               Taker.Anybody,        Next.Same,                 Next.Same,                 Next.Same,                 Next.Same,                 Next.Same),
    ];

    public static TableRow Of(CaseAction action) => Rows[(int)action];

    /// <summary>Whether an action exists in a state, whoever takes it.</summary>
    public static bool Fits(CaseAction action, CaseState state) => Of(action).Leads.ContainsKey(state);

    /// <summary>The state of a case after an action that exists in its state.</summary>
    public static CaseState After(CaseAction action, Escalation escalation) => Of(action).Leads[escalation.State] switch
    {
        Next.Raised => CaseState.Raised,
        Next.Acknowledged => CaseState.Acknowledged,
        Next.InformationRequested => CaseState.InformationRequested,
        Next.Mitigating => CaseState.Mitigating,
        Next.StoodDown => CaseState.StoodDown,
        Next.Withdrawn => CaseState.Withdrawn,
        Next.Same => escalation.State,
        Next.Before => escalation.Asked!.Before,
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static TableRow Row(CaseAction action, Taker who, Next? raised, Next? acknowledged, Next? requested, Next? mitigating, Next? closed) => new(
        action, who,
        new (CaseState State, Next? Next)[]
        {
            (CaseState.Raised, raised), (CaseState.Acknowledged, acknowledged), (CaseState.InformationRequested, requested),
            (CaseState.Mitigating, mitigating), (CaseState.StoodDown, closed), (CaseState.Withdrawn, closed),
        }.Where(s => s.Next is not null).ToDictionary(s => s.State, s => s.Next!.Value));
}
