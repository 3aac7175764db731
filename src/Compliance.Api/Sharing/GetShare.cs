using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Sharing;

/// <summary>Shows one thing that an authority shares.</summary>
internal sealed class GetShare(ComplianceDb db, VisibleShares visible, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/sharing/{share}",
            (string authority, string share, GetShare endpoint, CancellationToken ct) => endpoint.ExecuteAsync(share, ct))
        .RequireAuthorization(Permissions.ReadShares)
        .WithName(nameof(GetShare))
        .WithSummary("One share")
        .WithDescription("To a reviewer it is there as long as it is open.")
        .WithTags("Sharing")
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<Ok<ShareResponse>, ProblemHttpResult>> ExecuteAsync(string share, CancellationToken ct)
    {
        var now = clock.UtcNow;
        return await visible.In(db.Shares.AsNoTracking(), now).SingleOrDefaultAsync(s => s.Id == share, ct) is { } row
            ? TypedResults.Ok(ShareResponse.From(row, now))
            : Problems.NotFound();
    }
}
