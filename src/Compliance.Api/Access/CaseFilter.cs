using System.Linq.Expressions;
using Compliance.Api.Data.Entities;

namespace Compliance.Api.Access;

/// <summary>Which escalations within its scope a hat may see; lists and single cases ask the same.</summary>
public static class CaseFilter
{
    public static Expression<Func<EscalationRow, bool>> For(ActingHat hat) => hat.Role switch
    {
        Roles.AuthorityLead => _ => true,
        Roles.Reviewer => e => e.ForRegion,
        Roles.ProviderManager => e => e.SubjectKind == "provider" && !e.KeptFromProvider && hat.Providers.Contains(e.Subject),
        _ => _ => false,
    };

    /// <summary>Cases whose deadline has passed without an answer, or of which a reply that was asked for has not come in time.</summary>
    public static Expression<Func<EscalationRow, bool>> Overdue { get; } = e => e.Overdue;
}
