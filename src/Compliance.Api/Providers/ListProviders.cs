using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Domain.Authorities;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Providers;

public sealed record ListProvidersRequest
{
    public string Authority { get; init; } = "";

    /// <summary>Only services of this kind.</summary>
    public string? ServiceType { get; init; }

    /// <summary>Only services of the company with this key.</summary>
    public string? Organisation { get; init; }

    /// <summary>Only services that are on the register on this day; all that ever were if left out.</summary>
    public DateOnly? On { get; init; }

    /// <summary>How many at once: 1 to 500, 50 if left out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the part before gave under next.</summary>
    public string? Cursor { get; init; }
}

internal sealed class ListProvidersValidator : AbstractValidator<ListProvidersRequest>
{
    public ListProvidersValidator(ReferenceData reference)
    {
        this.CheckPage(r => r.Limit, r => r.Cursor);
        When(r => r.ServiceType is not null, () => RuleFor(r => r.ServiceType).IsServiceType(reference));
        RuleFor(r => r.Organisation).IsKeyOrNull("beechwood-care");
    }
}

/// <summary>Lists an authority's register, by key.</summary>
internal sealed class ListProviders(ComplianceDb db, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/providers",
            ([AsParameters] ListProvidersRequest req, ListProviders endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadRegister)
        .WithName(nameof(ListProviders))
        .WithSummary("List the register")
        .WithDescription("The services on the register, by key. A provider's manager sees only its own.")
        .WithTags("Providers")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Ok<Page<ProviderResponse>>> ExecuteAsync(ListProvidersRequest req, HttpContext http, CancellationToken ct)
    {
        var limit = req.Limit ?? Pages.DefaultLimit;
        var rows = Reached(db.Providers.AsNoTracking().Where(p => p.TenantId == req.Authority))
            .Where(p => (req.ServiceType == null || p.ServiceType == req.ServiceType)
                && (req.Organisation == null || p.Organisation == req.Organisation));
        if (req.On is { } on)
        {
            rows = rows.Where(p => p.JoinedOn <= on && (p.LeftOn == null || p.LeftOn >= on));
        }

        if (Cursor.TryRead(req.Cursor, 1, out var cursor))
        {
            var after = cursor.Parts[0];
            rows = rows.Where(p => string.Compare(p.Key, after) > 0);
        }

        var found = await rows.OrderBy(p => p.Key).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Pages.Cut(http, [.. found.Select(ProviderResponse.From)], limit, p => Cursor.Of(p.Provider)));
    }

    private IQueryable<ProviderRow> Reached(IQueryable<ProviderRow> rows)
    {
        var own = user.Hat.Providers;
        return user.Hat.Role == Roles.ProviderManager ? rows.Where(p => own.Contains(p.Key)) : rows;
    }
}
