using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Access;

/// <summary>Ends the session, and with it every token made from it.</summary>
internal sealed class SignOut(Sessions sessions, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/sign-out", (SignOut endpoint, CancellationToken ct) => endpoint.ExecuteAsync(ct))
        .RequireAuthorization(Permissions.SignedIn)
        .WithName(nameof(SignOut))
        .WithSummary("Sign out")
        .WithDescription("Ends the session: its token is refused from now on.")
        .WithTags("Access");

    public async Task<NoContent> ExecuteAsync(CancellationToken ct)
    {
        await sessions.EndAsync(user.SessionId, ct);
        return TypedResults.NoContent();
    }
}
