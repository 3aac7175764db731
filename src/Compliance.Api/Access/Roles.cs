using System.Collections.Frozen;

namespace Compliance.Api.Access;

/// <summary>Which role may do what. A hat is a role with a place; this table is the whole of it.</summary>
public static class Roles
{
    public const string Operator = "operator";
    public const string AuthorityLead = "authority-lead";
    public const string ProviderManager = "provider-manager";
    public const string Reviewer = "reviewer";

    private static readonly string[] _everyone =
        [Permissions.SignedIn, Permissions.ReadChecklists, Permissions.ReadAuthorities];

    private static readonly FrozenDictionary<string, FrozenSet<string>> _permissions = new Dictionary<string, FrozenSet<string>>
    {
        // Runs the service; sees no readings and no cases.
        [Operator] = Set(Permissions.WriteAuthorities, Permissions.WriteUsers, Permissions.ReadRegions),

        [AuthorityLead] = Set(
            Permissions.ReadContacts, Permissions.WriteContacts,
            Permissions.ReadPlans, Permissions.WritePlans, Permissions.ReadRegister, Permissions.WriteRegister,
            Permissions.SubmitReports, Permissions.SubmitAuthorityReports, Permissions.ReadReports, Permissions.ReadReadings,
            Permissions.ReadBoard, Permissions.ReadReporting, Permissions.ReadActions, Permissions.WriteActions,
            Permissions.ReadTriggers, Permissions.ReplayTriggers,
            Permissions.ReadEscalations, Permissions.RaiseEscalations, Permissions.ActOnEscalations, Permissions.AnswerEscalations,
            Permissions.NoteOnEscalations, Permissions.ManageWebhooks),

        // Of its own providers only: the access check sees to that.
        [ProviderManager] = Set(
            Permissions.ReadPlans, Permissions.ReadRegister, Permissions.SubmitReports, Permissions.ReadReports,
            Permissions.ReadEscalations, Permissions.AnswerEscalations, Permissions.NoteOnEscalations),

        // Figures of authorities; providers' readings only within cases that reached the region.
        [Reviewer] = Set(
            Permissions.ReadPlans, Permissions.ReadReporting, Permissions.ReadActions, Permissions.ReadTriggers,
            Permissions.ReadEscalations, Permissions.RaiseEscalations, Permissions.ActOnEscalations, Permissions.PassDownEscalations,
            Permissions.NoteOnEscalations, Permissions.ReadRegions, Permissions.ManageRegionWebhooks),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> All => _permissions.Keys;

    public static bool May(string role, string permission) =>
        _permissions.TryGetValue(role, out var granted) && granted.Contains(permission);

    public static IReadOnlyCollection<string> Of(string role) => _permissions.GetValueOrDefault(role, FrozenSet<string>.Empty);

    private static FrozenSet<string> Set(params string[] own) => own.Concat(_everyone).ToFrozenSet(StringComparer.Ordinal);
}
