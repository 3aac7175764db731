using System.Globalization;
using Compliance.Api.Access;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;

namespace Compliance.Api.Notices;

/// <summary>Whose webhooks an address names: an authority's or a region's.</summary>
internal readonly record struct Owner(string? Authority, string? Region)
{
    public static Owner OfAuthority(string authority) => new(authority, null);

    public static Owner OfRegion(string region) => new(null, region);

    public string Address => Authority is not null ? $"/v1/authorities/{Authority}/webhooks" : $"/v1/regions/{Region}/webhooks";

    /// <summary>The owner's webhooks, and nobody else's.</summary>
    public IQueryable<Webhook> Own(IQueryable<Webhook> all)
    {
        var (authority, region) = this;
        return authority is not null ? all.Where(w => w.TenantId == authority) : all.Where(w => w.RegionId == region);
    }
}

/// <summary>Every operation on webhooks is there twice: for the lead of an authority and for the reviewers of a region.</summary>
internal static class WebhookRoutes
{
    /// <param name="name">The operation's name, with a place for whose webhooks they are.</param>
    public static void MapWebhooks(
        this IEndpointRouteBuilder routes, HttpMethod method, string path, string name, string summary, string description, Delegate ofAuthority, Delegate ofRegion)
    {
        Describe(routes.MapMethods($"/authorities/{{authority}}/webhooks{path}", [method.Method], ofAuthority), Permissions.ManageWebhooks, "Authority", "of an authority");
        Describe(routes.MapMethods($"/regions/{{region}}/webhooks{path}", [method.Method], ofRegion), Permissions.ManageRegionWebhooks, "Region", "of a region");

        void Describe(RouteHandlerBuilder route, string permission, string owner, string whose)
        {
            route.RequireAuthorization(permission)
                .WithName(string.Format(CultureInfo.InvariantCulture, name, owner))
                .WithSummary($"{summary} {whose}")
                .WithDescription(description)
                .WithTags("Notices")
                .WithMetadata(new TakesNoKey())
                .ProducesProblem(StatusCodes.Status401Unauthorized)
                .ProducesProblem(StatusCodes.Status403Forbidden)
                .ProducesProblem(StatusCodes.Status404NotFound);
        }
    }
}
