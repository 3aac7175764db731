using System.Security.Cryptography;
using System.Text;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Sharing;

public sealed record ShareWithRegionRequest
{
    public string Authority { get; init; } = "";

    [FromBody]
    public ShareWithRegionBody Body { get; init; } = null!;
}

/// <summary>What the region may read, what for, and until when.</summary>
public sealed record ShareWithRegionBody
{
    /// <summary>The one provider whose readings are shared; left out to share the authority's board.</summary>
    public string? Provider { get; init; }

    /// <summary>Of a provider any of position, reports, triggers and board; of the authority its board.</summary>
    public IReadOnlyList<Shared> What { get; init; } = [];

    /// <summary>What for, in a sentence of at most 500 characters. The region reads it.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>When it ends by itself: in the future, at most 90 days ahead.</summary>
    public DateTime? ExpiresOn { get; init; }
}

internal sealed class ShareWithRegionValidator : AbstractValidator<ShareWithRegionRequest>
{
    public const int MostDays = 90;
    private const int LongestPurpose = 500;

    public ShareWithRegionValidator(TimeProvider clock)
    {
        RuleFor(r => r.Body.Provider).Must(p => p is null || EntryRules.IsKey(p)).WithMessage(EntryRules.KeyMend("beechwood-house"));
        RuleFor(r => r.Body.What).Must(w => w.Count > 0 && w.Distinct().Count() == w.Count)
            .WithMessage("Name what is shared, each once: position, reports, triggers, board.");
        RuleFor(r => r.Body.What).Must(w => w.All(s => s == Shared.Board)).When(r => r.Body.Provider is null)
            .WithMessage("Without a provider only the board is shared. To share readings, name the one provider whose they are.");
        RuleFor(r => r.Body.Purpose).Must(p => PlainText.IsLine(p, LongestPurpose))
            .WithMessage($"Say in a sentence of at most {LongestPurpose} characters what the region needs it for, without line breaks.");
        RuleFor(r => r.Body.Purpose).Must(p => !NhsNumber.IsIn(p)).WithMessage("The purpose seems to hold an NHS number. Take it out: nobody's number belongs here.");
        RuleFor(r => r.Body.ExpiresOn).Must(on => on > clock.UtcNow && on <= clock.UtcNow.AddDays(MostDays))
            .WithMessage($"Say when it ends: an instant in the future, at most {MostDays} days ahead, such as 2026-12-18T17:00:00Z.");
    }
}

/// <summary>Lets the region's reviewers read what is the authority's, for a purpose and a time.</summary>
internal sealed class ShareWithRegion(ComplianceDb db, CurrentUser user, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/authorities/{authority}/sharing",
            ([AsParameters] ShareWithRegionRequest req, ShareWithRegion endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ShareWithRegion)
        .WithName(nameof(ShareWithRegion))
        .WithSummary("Share with the region")
        .WithDescription(
            "Until it expires or is withdrawn, reviewers of the authority's region may read the addresses named in the answer and no others. "
            + "Whatever they read stands in the access log. A case that has reached the region shows its own readings without any sharing.")
        .WithTags("Sharing")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    public async Task<Results<Created<ShareResponse>, ProblemHttpResult>> ExecuteAsync(ShareWithRegionRequest req, HttpContext http, CancellationToken ct)
    {
        var (key, problem) = Submission.KeyOf(http);
        if (problem is not null)
        {
            return problem;
        }

        if (req.Body.Provider is { } provider && !await db.Providers.AnyAsync(p => p.Key == provider, ct))
        {
            return Problems.Invalid(new FieldProblem("/provider", "No provider on your register has this key; see the register for those it has."));
        }

        var region = await db.Authorities.Where(a => a.TenantId == req.Authority).Select(a => a.RegionId).SingleAsync(ct);
        var asked = RowOf(req.Body, region, key);
        var stored = await TakeAsync(asked, ct);
        if (!IsSame(asked, stored))
        {
            return Problems.Unprocessable("key-reused", "This Idempotency-Key was used before with another body. Use a new key for a new request.");
        }

        return TypedResults.Created($"/v1/authorities/{req.Authority}/sharing/{stored.Id}", ShareResponse.From(stored, clock.UtcNow));
    }

    /// <summary>Stores it, unless it is there already: a retry, or a twin that was quicker.</summary>
    private async Task<ShareRow> TakeAsync(ShareRow asked, CancellationToken ct)
    {
        if (await FindAsync(asked.Id, ct) is { } known)
        {
            return known;
        }

        try
        {
            db.Add(asked);
            await db.SaveChangesAsync(ct);
            return asked;
        }
        catch (DbUpdateException)
        {
            if (await FindAsync(asked.Id, ct) is { } twin)
            {
                return twin;
            }

            throw;
        }
    }

    private Task<ShareRow?> FindAsync(string id, CancellationToken ct) => db.Shares.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);

    private ShareRow RowOf(ShareWithRegionBody body, string region, string? key) => new()
    {
        Id = key is null ? RandomId.New() : IdOf(key),
        RegionId = region,
        Provider = body.Provider,
        What = [.. body.What.Order().Select(SharedReadings.NameOf)],
        Purpose = body.Purpose.Trim(),
        SharedOn = clock.UtcNow,
        SharedBy = user.Id,
        ExpiresOn = body.ExpiresOn!.Value,
    };

    // A key makes the id, so that a retry meets what it made before, however long ago.
    private string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id}\n{user.Hat.Key}\n{key}")))[..32];

    private static bool IsSame(ShareRow asked, ShareRow stored) =>
        (asked.Provider, asked.Purpose, asked.ExpiresOn) == (stored.Provider, stored.Purpose, stored.ExpiresOn) && asked.What.SequenceEqual(stored.What);
}
