using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Providers;

public sealed record GetProviderRequest
{
    public string Authority { get; init; } = "";

    public string Provider { get; init; } = "";
}

/// <summary>Gives one provider's entry on the register.</summary>
internal sealed class GetProvider(ComplianceDb db) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/providers/{provider}",
            ([AsParameters] GetProviderRequest req, GetProvider endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadRegister)
        .WithName(nameof(GetProvider))
        .WithSummary("Read a provider's entry")
        .WithDescription("The provider as the register has it. The ETag is needed to change it.")
        .WithTags("Providers")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<Ok<ProviderResponse>, StatusCodeHttpResult>> ExecuteAsync(
        GetProviderRequest req, HttpContext http, CancellationToken ct)
    {
        var row = await db.Providers.AsNoTracking().SingleAsync(p => p.TenantId == req.Authority && p.Key == req.Provider, ct);
        var tag = EntityTag.Of(row.Revision);
        tag.WriteTo(http.Response);
        return tag.IsHeldBy(http.Request.Headers.IfNoneMatch)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ProviderResponse.From(row));
    }
}
