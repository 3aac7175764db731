using Compliance.Api.Data.Entities;
using Compliance.Domain.Journal;

namespace Compliance.Api.Providers;

/// <summary>One service on an authority's register.</summary>
/// <param name="Provider">Its key: its name in addresses, for good.</param>
/// <param name="Organisation">Key of the company above it.</param>
/// <param name="ServiceId">Links the same service on several registers.</param>
/// <param name="CqcId">The regulator's location id.</param>
/// <param name="OdsId">The NHS organisation code.</param>
/// <param name="LeftOn">The last day on the register, included; null while it stays.</param>
/// <param name="Host">The authority to which it reports, when it is another one: it is then asked nothing here.</param>
/// <param name="Closures">Days on which it is closed as planned, the earliest first.</param>
/// <param name="Revision">1, and one more with each change; also the ETag.</param>
public sealed record ProviderResponse(
    string Provider,
    string Name,
    string ServiceType,
    string? Organisation,
    string? ServiceId,
    string? CqcId,
    string? OdsId,
    DateOnly JoinedOn,
    DateOnly? LeftOn,
    string? Host,
    IReadOnlyList<ClosureBody> Closures,
    int Revision)
{
    internal static ProviderResponse From(ProviderRow row) => From(row.ToEntry(), row.Revision);

    internal static ProviderResponse From(ProviderSet set, int revision) => new(
        set.Key, set.Name, set.ServiceType, set.Organisation, set.ServiceId, set.CqcId, set.OdsId, set.Joined, set.Left, set.Host,
        [.. (set.Closures ?? []).OrderBy(c => c.From).Select(ClosureBody.Of)], revision);
}
