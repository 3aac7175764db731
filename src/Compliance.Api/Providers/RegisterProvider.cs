using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Providers;

public sealed record RegisterProviderRequest
{
    public string Authority { get; init; } = "";

    [FromBody]
    public RegisterProviderBody Body { get; init; } = null!;
}

/// <summary>A service to be put on the register.</summary>
public sealed record RegisterProviderBody
{
    /// <summary>Its name in addresses, for good: 1 to 64 small letters, digits and hyphens between them.</summary>
    public string Provider { get; init; } = "";

    /// <summary>What people call it; at most 200 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>What kind of service it is, such as <c>care-home</c> or <c>home-care</c>.</summary>
    public string ServiceType { get; init; } = "";

    /// <summary>Key of the company above it.</summary>
    public string? Organisation { get; init; }

    /// <summary>A key that links the same service on several registers.</summary>
    public string? ServiceId { get; init; }

    /// <summary>The regulator's location id, such as <c>1-123456789</c>.</summary>
    public string? CqcId { get; init; }

    /// <summary>The NHS organisation code.</summary>
    public string? OdsId { get; init; }

    /// <summary>The first day on the register; reports are owed from then on.</summary>
    public DateOnly? JoinedOn { get; init; }

    /// <summary>The last day on the register, included; left out while it stays.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>The authority to which a service on several registers reports, when it is another one; it is then asked nothing here.</summary>
    public string? Host { get; init; }

    /// <summary>Days on which it is closed as planned: at most ten closures, which do not overlap. Only days of the last 31 and later can be closed or opened.</summary>
    public IReadOnlyList<ClosureBody?> Closures { get; init; } = [];

    internal ProviderSet ToEntry() =>
        new(Provider, Name, ServiceType, Organisation, ServiceId, CqcId, OdsId, JoinedOn ?? default, LeftOn, 0, Host, ClosureBody.ToClosures(Closures));
}

internal sealed class RegisterProviderValidator : AbstractValidator<RegisterProviderRequest>
{
    public RegisterProviderValidator(ReferenceData reference)
    {
        RuleFor(r => r.Body.Provider).IsKeyOrNull("beechwood-house");
        RuleFor(r => r.Body.Name).IsProviderName();
        RuleFor(r => r.Body.ServiceType).IsServiceType(reference);
        RuleFor(r => r.Body.Organisation).IsKeyOrNull("beechwood-care");
        RuleFor(r => r.Body.ServiceId).IsKeyOrNull("beechwood-house");
        RuleFor(r => r.Body.CqcId).IsCqcIdOrNull();
        RuleFor(r => r.Body.OdsId).IsOdsIdOrNull();
        RuleFor(r => r.Body.Host).IsAuthorityOrNull(reference);
        RuleFor(r => r.Body.JoinedOn).NotNull().WithMessage("Say on which day it joins the register.");
    }
}

/// <summary>Puts a service on an authority's register.</summary>
internal sealed class RegisterProvider(HostReader hosts, Submission submission) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/authorities/{authority}/providers",
            ([AsParameters] RegisterProviderRequest req, RegisterProvider endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.WriteRegister)
        .WithName(nameof(RegisterProvider))
        .WithSummary("Put a provider on the register")
        .WithDescription(
            "From its first day on, the provider owes what the authority's plans ask of its kind of service. With Content-Type text/csv the same "
            + "address takes up to 2,000 rows under a header row of member names: every row is checked before any is written, rows of services on the "
            + "register change them, a column left out changes nothing, and dryRun=true only says what would happen.")
        .WithTags("Providers")
        .AddOpenApiOperationTransformer(RegisterManyProviders.Describe)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public async Task<Results<Created<ProviderResponse>, ProblemHttpResult>> ExecuteAsync(
        RegisterProviderRequest req, HttpContext http, CancellationToken ct)
    {
        var entry = req.Body.ToEntry();
        if (entry.Host != req.Authority && await hosts.RefuseAsync(entry.Host, entry.ServiceId, ct) is { } mend)
        {
            return Problems.Invalid(new FieldProblem("/host", mend));
        }

        var (stored, problem) = await submission.SubmitAsync<Stored>(http, new SetProvider(submission.Who, entry, Seen: null), ct);
        if (stored is null)
        {
            return problem!;
        }

        EntityTag.Of(stored.Revision).WriteTo(http.Response);
        return TypedResults.Created(
            $"/v1/authorities/{req.Authority}/providers/{entry.Key}", ProviderResponse.From(entry, stored.Revision));
    }
}
