using System.Globalization;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Plans;
using Compliance.Domain.Returns;
using FluentValidation;

namespace Compliance.Api.Reporting;

public sealed record GetReportingRequest
{
    public string Authority { get; init; } = "";

    /// <summary>
    /// The first local date on which what is counted fell due, such as 2026-11-02. If left out, the plan's first day or eight
    /// weeks before the last date, whichever is later.
    /// </summary>
    public string? From { get; init; }

    /// <summary>The last such date, included; if left out, the date on which the last thing became known.</summary>
    public string? To { get; init; }

    /// <summary><c>json</c> or <c>csv</c>; if left out, as the header Accept has it.</summary>
    public string? Format { get; init; }
}

internal sealed class GetReportingValidator : AbstractValidator<GetReportingRequest>
{
    public GetReportingValidator()
    {
        RuleFor(r => r.From).Must(ReportingRange.IsDate).WithMessage(ReportingRange.DateNeeded);
        RuleFor(r => r.To).Must(ReportingRange.IsDate).WithMessage(ReportingRange.DateNeeded);
        this.CheckFormat(r => r.Format);
    }
}

/// <summary>Tells how completely and how punctually providers report, and what they owe now.</summary>
internal sealed class GetReporting(TenantReader reader, ReturnReader returns, Views views, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/reporting",
            ([AsParameters] GetReportingRequest req, GetReporting endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadReporting)
        .WithName(nameof(GetReporting))
        .WithSummary("Completeness and debt")
        .WithDescription(
            "What fell due between two dates and how much of it was reported: in all, by measure, by week and by provider. "
            + "And what is owed now, past due: by measure and by provider. A region sees the figures without the providers. "
            + "As CSV: one table, whose first column says what a row counts.")
        .WithTags("Boards")
        .ProducesView<GetReportingResponse>();

    public async Task<IResult> ExecuteAsync(GetReportingRequest req, HttpContext http, CancellationToken ct)
    {
        var head = await reader.HeadAsync(req.Authority, ct);
        var rules = await reader.RulesAsync(req.Authority, head.KnownOn, ct);
        var range = ReportingRange.Of(req, rules, rules.Calendar.DateOf(head.KnownOn));
        if (range.Refuse() is { } refusal)
        {
            return refusal;
        }

        // Somebody who changes from one role to another must not be told that nothing is new.
        var isOfRegion = user.Hat.Tenant is null;
        var version = string.Create(CultureInfo.InvariantCulture, $"{head.Seq}{(isOfRegion ? "-figures" : "")}");
        var view = new View(req.Authority, "reporting", version, string.Create(CultureInfo.InvariantCulture, $"{range.From:O} {range.To:O} {isOfRegion}"));
        return await views.AnswerAsync(http, req.Format, view, () => MakeAsync(req.Authority, rules, range, head, !isOfRegion, ct));
    }

    private async Task<GetReportingResponse> MakeAsync(
        string authority, Rulebook rules, ReportingRange range, Head head, bool withProviders, CancellationToken ct)
    {
        var subjects = await reader.SubjectsAsync(authority, ct);
        var received = await returns.ForDueFromAsync(authority, range.From, rules.Calendar, ct);
        var completeness = Completeness.Of(rules, subjects, received, range.From, range.To, head.KnownOn);
        return GetReportingResponse.Of(
            authority, head.Seq == 0 ? null : head.KnownOn, range, rules, subjects, completeness, Owing.Of(rules, subjects, head.KnownOn), withProviders);
    }
}
