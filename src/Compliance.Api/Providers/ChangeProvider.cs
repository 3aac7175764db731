using System.Runtime.CompilerServices;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Providers;

public sealed record ChangeProviderRequest
{
    public string Authority { get; init; } = "";

    public string Provider { get; init; } = "";

    [FromBody]
    public ChangeProviderBody Body { get; init; } = null!;
}

/// <summary>What is to change. What is left out stays as it is; null takes away what is optional.</summary>
public sealed record ChangeProviderBody
{
    private readonly HashSet<string> _given = [];

    /// <summary>What people call it; at most 200 characters.</summary>
    public string Name { get; init => field = Given(value); } = "";

    /// <summary>What kind of service it is, such as <c>care-home</c> or <c>home-care</c>.</summary>
    public string ServiceType { get; init => field = Given(value); } = "";

    /// <summary>Key of the company above it.</summary>
    public string? Organisation { get; init => field = Given(value); }

    /// <summary>A key that links the same service on several registers.</summary>
    public string? ServiceId { get; init => field = Given(value); }

    /// <summary>The regulator's location id, such as <c>1-123456789</c>.</summary>
    public string? CqcId { get; init => field = Given(value); }

    /// <summary>The NHS organisation code.</summary>
    public string? OdsId { get; init => field = Given(value); }

    /// <summary>The first day on the register.</summary>
    public DateOnly JoinedOn { get; init => field = Given(value); }

    /// <summary>The last day on the register, included; null to let it stay.</summary>
    public DateOnly? LeftOn { get; init => field = Given(value); }

    /// <summary>The authority to which a service on several registers reports, when it is another one; it is then asked nothing here.</summary>
    public string? Host { get; init => field = Given(value); }

    /// <summary>Days on which it is closed as planned: at most ten closures, which do not overlap. Only days of the last 31 and later can be closed or opened. The list replaces the one before.</summary>
    public IReadOnlyList<ClosureBody?>? Closures { get; init => field = Given(value); }

    internal bool Gives(string member) => _given.Contains(member);

    internal ProviderSet Change(ProviderRow row) => new(
        row.Key,
        Pick(Name, row.Name, nameof(Name)),
        Pick(ServiceType, row.ServiceType, nameof(ServiceType)),
        Pick(Organisation, row.Organisation, nameof(Organisation)),
        Pick(ServiceId, row.ServiceId, nameof(ServiceId)),
        Pick(CqcId, row.CqcId, nameof(CqcId)),
        Pick(OdsId, row.OdsId, nameof(OdsId)),
        Pick(JoinedOn, row.JoinedOn, nameof(JoinedOn)),
        Pick(LeftOn, row.LeftOn, nameof(LeftOn)),
        0,
        Pick(Host, row.Host, nameof(Host)),
        Gives(nameof(Closures)) ? ClosureBody.ToClosures(Closures) : row.ToEntry().Closures);

    private T Pick<T>(T given, T known, string member) => Gives(member) ? given : known;

    // Called only for members that stand in the body: that tells null from left out.
    private T Given<T>(T value, [CallerMemberName] string member = "")
    {
        _given.Add(member);
        return value;
    }
}

internal sealed class ChangeProviderValidator : AbstractValidator<ChangeProviderRequest>
{
    public ChangeProviderValidator(ReferenceData reference)
    {
        When(r => r.Body.Gives(nameof(ChangeProviderBody.Name)), () => RuleFor(r => r.Body.Name).IsProviderName());
        When(r => r.Body.Gives(nameof(ChangeProviderBody.ServiceType)),
            () => RuleFor(r => r.Body.ServiceType).IsServiceType(reference));
        RuleFor(r => r.Body.Organisation).IsKeyOrNull("beechwood-care");
        RuleFor(r => r.Body.ServiceId).IsKeyOrNull("beechwood-house");
        RuleFor(r => r.Body.CqcId).IsCqcIdOrNull();
        RuleFor(r => r.Body.OdsId).IsOdsIdOrNull();
        RuleFor(r => r.Body.Host).IsAuthorityOrNull(reference);
    }
}

/// <summary>Changes a provider's entry on the register.</summary>
internal sealed class ChangeProvider(ComplianceDb db, HostReader hosts, Submission submission) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPatch("/authorities/{authority}/providers/{provider}",
            ([AsParameters] ChangeProviderRequest req, ChangeProvider endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.WriteRegister)
        .WithName(nameof(ChangeProvider))
        .WithSummary("Change a provider's entry")
        .WithDescription("Changes only what is given. A provider that closes for good is given its last day; its reports stay. One that closes for a time is given its closures.")
        .WithTags("Providers")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status428PreconditionRequired)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public async Task<Results<Ok<ProviderResponse>, ProblemHttpResult>> ExecuteAsync(
        ChangeProviderRequest req, HttpContext http, CancellationToken ct)
    {
        if (IfMatch.Of(http) is not { } seen)
        {
            return Problems.PreconditionRequired();
        }

        // Read before the writer's turn: should it change meanwhile, its revision does too, and the writer refuses.
        var row = await db.Providers.AsNoTracking().SingleAsync(p => p.TenantId == req.Authority && p.Key == req.Provider, ct);
        var entry = req.Body.Change(row);
        if (entry.Host != row.Host && entry.Host != req.Authority && await hosts.RefuseAsync(entry.Host, entry.ServiceId, ct) is { } mend)
        {
            return Problems.Invalid(new FieldProblem("/host", mend));
        }

        var (stored, problem) = await submission.SubmitAsync<Stored>(http, new SetProvider(submission.Who, entry, seen), ct);
        if (stored is null)
        {
            return problem!;
        }

        EntityTag.Of(stored.Revision).WriteTo(http.Response);
        return TypedResults.Ok(ProviderResponse.From(entry, stored.Revision));
    }
}
