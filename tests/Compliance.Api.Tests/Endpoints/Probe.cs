using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Compliance.Api.Tests.Endpoints;

public enum ProbeKind
{
    Routine,
    NoChange,
}

public sealed record ProbeRequest
{
    [FromHeader(Name = "If-Match")]
    public string? IfMatch { get; init; }

    public int? Limit { get; init; }

    [FromBody]
    public ProbeBody Body { get; init; } = null!;
}

public sealed record ProbeBody
{
    public ProbeKind Kind { get; init; }

    public DateTime? AsAt { get; init; }

    public IReadOnlyList<ProbeReading> Readings { get; init; } = [];
}

public sealed record ProbeReading(string Measure, long Value);

internal sealed class ProbeValidator : AbstractValidator<ProbeRequest>
{
    public ProbeValidator()
    {
        RuleFor(r => r.Limit).InclusiveBetween(1, 5).WithMessage("From 1 to 5.");
        RuleForEach(r => r.Body.Readings).ChildRules(r => r.RuleFor(x => x.Value).GreaterThanOrEqualTo(0).WithMessage("Not below zero."));
    }
}

/// <summary>An address of every kind, to see what stands before any endpoint.</summary>
internal static class Probe
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/authorities/{authority}/probe", ([AsParameters] ProbeRequest req) => Answer(req))
            .RequireAuthorization(Permissions.ReadBoard);
        routes.MapPut("/authorities/{authority}/providers/{provider}/probe", ([AsParameters] ProbeRequest req) => Answer(req))
            .RequireAuthorization(Permissions.SubmitReports);
        routes.MapGet("/regions/{region}/probe", () => TypedResults.NoContent()).RequireAuthorization(Permissions.ReadRegions);
        routes.MapGet("/escalations/{escalation}/probe", () => TypedResults.NoContent()).RequireAuthorization(Permissions.ReadEscalations);
        routes.MapGet("/pages/probe", (HttpContext http, int limit, string? cursor) => Numbers(http, limit, cursor))
            .RequireAuthorization(Permissions.SignedIn);
        routes.MapGet("/faults/probe", (Func<int>)(() => throw new InvalidOperationException("the inside"))).AllowAnonymous();
        routes.MapGet("/busy/probe", () => Problems.Busy(7)).AllowAnonymous();
    }

    private static IResult Answer(ProbeRequest req) =>
        EntityTag.Of(7).Refuse(req.IfMatch) is { } refusal ? refusal : TypedResults.Ok(req.Body);

    private static IResult Numbers(HttpContext http, int limit, string? cursor)
    {
        var after = 0;
        if (cursor is not null)
        {
            if (!Cursor.TryRead(cursor, 1, out var read))
            {
                return Problems.BadRequest("cursor", "Take the cursor from the answer before.");
            }

            after = int.Parse(read.Parts[0], System.Globalization.CultureInfo.InvariantCulture);
        }

        var numbers = Enumerable.Range(after + 1, 5 - after).Take(limit + 1).ToList();
        return TypedResults.Ok(Pages.Cut(http, numbers, limit, n => Cursor.Of(n.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }
}
