using Compliance.Api.Access;
using Compliance.Api.Data.Entities;

namespace Compliance.Api.Sharing;

public enum ShareState
{
    /// <summary>The region may read.</summary>
    Open,

    /// <summary>Its time has passed.</summary>
    Expired,

    /// <summary>The authority has ended it.</summary>
    Withdrawn,
}

/// <summary>What an authority lets its region read.</summary>
/// <param name="Provider">The one service whose readings are shared; null for the authority's board.</param>
/// <param name="Addresses">What reviewers of the region may read by it while it is open, and nothing else.</param>
/// <param name="ExpiresOn">From then on nothing is read by it.</param>
/// <param name="WithdrawnOn">When it was withdrawn; null if it was not.</param>
public sealed record ShareResponse(
    string Id,
    string Authority,
    string Region,
    string? Provider,
    IReadOnlyList<Shared> What,
    string Purpose,
    ShareState State,
    IReadOnlyList<string> Addresses,
    DateTime SharedOn,
    DateTime ExpiresOn,
    DateTime? WithdrawnOn)
{
    internal static ShareResponse From(ShareRow row, DateTime now)
    {
        List<Shared> what = [.. Enum.GetValues<Shared>().Where(s => row.What.Contains(SharedReadings.NameOf(s)))];
        return new ShareResponse(
            row.Id, row.TenantId, row.RegionId, row.Provider, what, row.Purpose,
            row.WithdrawnOn is not null ? ShareState.Withdrawn : row.ExpiresOn <= now ? ShareState.Expired : ShareState.Open,
            [.. what.Select(s => AddressOf(row, s))], row.SharedOn, row.ExpiresOn, row.WithdrawnOn);
    }

    private static string AddressOf(ShareRow row, Shared what)
    {
        var place = row.Provider is null ? $"/v1/authorities/{row.TenantId}" : $"/v1/authorities/{row.TenantId}/providers/{row.Provider}";
        return what == Shared.Triggers ? $"{place}/triggers/{{trigger}}" : $"{place}/{SharedReadings.NameOf(what)}";
    }
}
