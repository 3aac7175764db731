using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Escalations;

public sealed record WatchEscalationsRequest
{
    /// <summary>The id of the last event you have; from now on if left out.</summary>
    [FromHeader(Name = "Last-Event-ID")]
    public string? LastEventId { get; init; }

    /// <summary>False to get what is new and have the answer end, instead of waiting for more; true if left out.</summary>
    public bool? Wait { get; init; }
}

internal sealed class WatchEscalationsValidator : AbstractValidator<WatchEscalationsRequest>
{
    public WatchEscalationsValidator() => RuleFor(r => r.LastEventId).Must(id => string.IsNullOrEmpty(id) || FeedPlace.Read(id) is not null)
        .OverridePropertyName("Last-Event-ID")
        .WithMessage("Send Last-Event-ID as it stood in the last event you have, or leave it out to begin from now.");
}

/// <summary>Tells, as they happen, the events of the cases that are yours to see.</summary>
internal sealed class WatchEscalations(FeedReader reader, FeedStreams streams, CurrentUser user, TenantContext tenancy) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/escalations/events",
            ([AsParameters] WatchEscalationsRequest req, WatchEscalations endpoint, CancellationToken ct) => endpoint.ExecuteAsync(req, ct))
        .RequireAuthorization(Permissions.ReadEscalations)
        .WithName(nameof(WatchEscalations))
        .WithSummary("Events of cases as they happen")
        .WithDescription(
            "Server-sent events, one for each line of the timelines of those cases that the queue shows you; never readings, notes or names. Each has an id: connect again "
            + "with the last one in Last-Event-ID, after a restart too, and nothing is missed; within a case nothing comes twice or out of order. The first id comes before the "
            + "first event. A comment comes every 15 seconds. The answer ends when the session does, or when a reader takes more than 30 seconds to take what was sent.")
        .WithTags("Escalations")
        .Produces<CaseEventLine>(StatusCodes.Status200OK, FeedStreams.ContentType)
        .ProducesProblem(StatusCodes.Status400BadRequest);

    public async Task<IResult> ExecuteAsync(WatchEscalationsRequest req, CancellationToken ct)
    {
        var end = await reader.EndAsync(tenancy.Scope, ct);
        var place = string.IsNullOrEmpty(req.LastEventId) ? end : FeedPlace.Read(req.LastEventId)!;
        if (place.RefuseBehind(end) is { } why)
        {
            return Problems.Invalid(new FieldProblem("Last-Event-ID", why));
        }

        return streams.Of(new FeedWatcher(user.SessionId, user.Hat, tenancy.Scope, place, req.Wait ?? true));
    }
}
