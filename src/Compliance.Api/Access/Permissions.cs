using System.Collections.Frozen;

namespace Compliance.Api.Access;

/// <summary>What an endpoint may ask of its caller. Each endpoint names exactly one.</summary>
public static class Permissions
{
    /// <summary>Being signed in is enough.</summary>
    public const string SignedIn = "signed-in";

    public const string ReadChecklists = "checklists.read";
    public const string ReadAuthorities = "authorities.read";

    /// <summary>An authority's contacts with everything recorded of them.</summary>
    public const string ReadContacts = "contacts.read";

    public const string WriteContacts = "contacts.write";
    public const string ReadPlans = "plans.read";
    public const string WritePlans = "plans.write";
    public const string ReadRegister = "register.read";
    public const string WriteRegister = "register.write";

    /// <summary>Reporting for a provider.</summary>
    public const string SubmitReports = "reports.submit";

    /// <summary>Reporting the authority's own answers, which share an address with bulk reports.</summary>
    public const string SubmitAuthorityReports = "authority-reports.submit";

    /// <summary>A provider's reports, position, debt and trigger states: they hold readings.</summary>
    public const string ReadReports = "reports.read";

    public const string ReadReadings = "readings.read";
    public const string ReadBoard = "board.read";

    /// <summary>Completeness and debt: figures of the authority, not of a provider's answers.</summary>
    public const string ReadReporting = "reporting.read";

    public const string ReadActions = "actions.read";
    public const string WriteActions = "actions.write";

    /// <summary>Triggers whose subject is the authority.</summary>
    public const string ReadTriggers = "triggers.read";

    public const string ReplayTriggers = "triggers.replay";
    public const string ReadEscalations = "escalations.read";
    public const string RaiseEscalations = "escalations.raise";

    /// <summary>Working on cases: acknowledging, asking, mitigating, passing up, standing down, withdrawing, reopening.</summary>
    public const string ActOnEscalations = "escalations.act";

    /// <summary>Giving a case back to the authority.</summary>
    public const string PassDownEscalations = "escalations.pass-down";

    /// <summary>Giving the information that was asked for.</summary>
    public const string AnswerEscalations = "escalations.answer";

    public const string NoteOnEscalations = "escalations.note";
    public const string ReadRegions = "regions.read";

    /// <summary>An authority's webhooks, with what was sent to them.</summary>
    public const string ManageWebhooks = "webhooks.manage";

    /// <summary>A region's webhooks.</summary>
    public const string ManageRegionWebhooks = "region-webhooks.manage";

    public const string WriteAuthorities = "authorities.write";
    public const string WriteUsers = "users.write";

    public static FrozenSet<string> All { get; } = typeof(Permissions).GetFields()
        .Where(f => f.IsLiteral)
        .Select(f => (string)f.GetRawConstantValue()!)
        .ToFrozenSet(StringComparer.Ordinal);
}
