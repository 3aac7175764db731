using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Access;

/// <summary>Who the token speaks for, in which hat, and what that hat may do.</summary>
public sealed record GetMeResponse(string Id, string Name, HatResponse Hat, IReadOnlyList<string> Permissions);

/// <summary>Says who is signed in, and as what.</summary>
internal sealed class GetMe(CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/me", (GetMe endpoint) => endpoint.Execute())
        .RequireAuthorization(Permissions.SignedIn)
        .WithName(nameof(GetMe))
        .WithSummary("Who am I")
        .WithDescription("Says who the token speaks for, in which role, and what that role may do.")
        .WithTags("Access");

    public Ok<GetMeResponse> Execute() => TypedResults.Ok(new GetMeResponse(
        user.Id, user.Name, HatResponse.From(user.Hat), [.. Roles.Of(user.Hat.Role).Order(StringComparer.Ordinal)]));
}
