using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Sharing;

/// <summary>Ends a share at once.</summary>
internal sealed class WithdrawShare(ComplianceDb db, CurrentUser user, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapDelete("/authorities/{authority}/sharing/{share}",
            (string authority, string share, WithdrawShare endpoint, CancellationToken ct) => endpoint.ExecuteAsync(share, ct))
        .RequireAuthorization(Permissions.ShareWithRegion)
        .WithName(nameof(WithdrawShare))
        .WithSummary("Withdraw a share")
        .WithDescription("From the next request on nothing is read by it. It stays on record, and so does what was read. Withdrawing what has ended changes nothing.")
        .WithTags("Sharing")
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<NoContent, ProblemHttpResult>> ExecuteAsync(string share, CancellationToken ct)
    {
        var (now, by) = (clock.UtcNow, user.Id);
        await db.Shares.Where(s => s.Id == share && s.WithdrawnOn == null && s.ExpiresOn > now)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.WithdrawnOn, now).SetProperty(x => x.WithdrawnBy, by), ct);
        return await db.Shares.AnyAsync(s => s.Id == share, ct) ? TypedResults.NoContent() : Problems.NotFound();
    }
}
