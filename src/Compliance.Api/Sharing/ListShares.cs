using System.Globalization;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Domain.Journal;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Sharing;

public sealed record ListSharesRequest
{
    public string Authority { get; init; } = "";

    /// <summary>How many at most, 1 to 500; 50 if left out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the part before gave as next.</summary>
    public string? Cursor { get; init; }
}

internal sealed class ListSharesValidator : AbstractValidator<ListSharesRequest>
{
    public ListSharesValidator()
    {
        this.CheckPage(r => r.Limit, r => r.Cursor, parts: 2);
        RuleFor(r => r.Cursor).Must(c => c is null || !Cursor.TryRead(c, 2, out var read) || Place(read) is not null)
            .WithMessage("Give the cursor as the part before gave it under next, or leave it out.");
    }

    /// <summary>The instant and id that a cursor names.</summary>
    internal static (DateTime On, string Id)? Place(Cursor cursor) =>
        long.TryParse(cursor.Parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var on) && on < Chain.Milliseconds(DateTime.MaxValue)
            ? (UnixMilliseconds.From(on), cursor.Parts[1])
            : null;
}

/// <summary>Lists what an authority shares with its region, the latest first.</summary>
internal sealed class ListShares(ComplianceDb db, VisibleShares visible, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/sharing",
            ([AsParameters] ListSharesRequest req, ListShares endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadShares)
        .WithName(nameof(ListShares))
        .WithSummary("What is shared with the region")
        .WithDescription("A lead sees all, those that have ended too; a reviewer those that are open to its region.")
        .WithTags("Sharing")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    public async Task<Ok<Page<ShareResponse>>> ExecuteAsync(ListSharesRequest req, HttpContext http, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var limit = req.Limit ?? Pages.DefaultLimit;
        IQueryable<ShareRow> shares = visible.In(db.Shares.AsNoTracking(), now);
        if (Cursor.TryRead(req.Cursor, 2, out var cursor) && ListSharesValidator.Place(cursor) is var (on, id))
        {
            shares = shares.Where(s => s.SharedOn < on || (s.SharedOn == on && string.Compare(s.Id, id) < 0));
        }

        var rows = await shares.OrderByDescending(s => s.SharedOn).ThenByDescending(s => s.Id).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Pages.Cut(
            http, [.. rows.Select(r => ShareResponse.From(r, now))], limit,
            s => Cursor.Of(Chain.Milliseconds(s.SharedOn).ToString(CultureInfo.InvariantCulture), s.Id)));
    }
}
