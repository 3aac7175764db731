using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Receipts;

/// <summary>Tells whether exactly a receipt is recorded, to those who may see what it is about.</summary>
internal sealed class RecordedReceipts(ComplianceDb db, CurrentUser user)
{
    /// <returns>Null when that cannot be told to this caller: foreign and missing look the same.</returns>
    public async Task<bool?> HasAsync(GivenReceipt given, CancellationToken ct)
    {
        if (given.Receipt is not { Evidence: { } evidence } receipt || Verification.DefinitionOf(evidence.Definition) is not { } trigger)
        {
            return null;
        }

        var isFound = await IsInCaseAsync(given, evidence, trigger.Key, ct)
            || (MaySeeFirings(evidence) && await IsFiringAsync(given, receipt, evidence, trigger.Key, ct));
        return isFound ? true : MaySeeAll(evidence) ? false : null;
    }

    /// <summary>Whether nothing recorded about the subject is kept from the caller.</summary>
    private bool MaySeeAll(Evidence evidence) => user.Hat.Role switch
    {
        Roles.AuthorityLead => user.Hat.Tenant == evidence.Authority,
        Roles.ProviderManager => user.Hat.Tenant == evidence.Authority && user.Hat.Providers.Contains(evidence.Subject),
        _ => false,
    };

    /// <summary>Whether the caller may ask of the subject's triggers; of what is no tenant of its own, nothing is found in any case.</summary>
    private bool MaySeeFirings(Evidence evidence) =>
        MaySeeAll(evidence) || (user.Hat.Role == Roles.Reviewer && SubjectState.ScopeOf(evidence.Subject) != SubjectScope.Provider);

    private async Task<bool> IsInCaseAsync(GivenReceipt given, Evidence evidence, string trigger, CancellationToken ct)
    {
        var cases = await db.Escalations.AsNoTracking().Where(CaseFilter.For(user.Hat))
            .Where(e => e.TenantId == evidence.Authority && e.Subject == evidence.Subject && e.Trigger == trigger)
            .Select(e => e.Content).ToListAsync(ct);
        return cases.Select(c => Canonical.Read<Escalation>(c))
            .SelectMany(c => c.Timeline.Select(e => e.Receipt).Append(c.Receipt).OfType<Receipt>()).Any(r => IsSame(r, given));
    }

    private async Task<bool> IsFiringAsync(GivenReceipt given, Receipt receipt, Evidence evidence, string trigger, CancellationToken ct)
    {
        var firings = await db.Firings.AsNoTracking()
            .Where(f => f.TenantId == evidence.Authority && f.Subject == evidence.Subject && f.Trigger == trigger && f.Seq == receipt.Seq)
            .Select(f => f.Receipt).ToListAsync(ct);
        return firings.Any(f => IsSame(Canonical.Read<Receipt>(f), given));
    }

    private static bool IsSame(Receipt recorded, GivenReceipt given) =>
        recorded.Seq == given.Receipt!.Seq && ReceiptDifferences.Between(given.Said, GivenReceipt.Show(recorded)).Count == 0;
}
