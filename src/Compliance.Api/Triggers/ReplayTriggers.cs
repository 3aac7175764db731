using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Api.Yaml;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Triggers;

public sealed record ReplayTriggersRequest
{
    public string Authority { get; init; } = "";

    /// <summary><c>json</c> or <c>csv</c>; if left out, as the header Accept has it.</summary>
    public string? Format { get; init; }

    [FromBody]
    public ReplayTriggersBody Body { get; init; } = null!;
}

/// <summary>What is to be tried, and on which days.</summary>
public sealed record ReplayTriggersBody
{
    /// <summary>Key of the checklist whose plan is tried otherwise; may be left out where the authority has plans of one checklist only.</summary>
    public string? Checklist { get; init; }

    /// <summary>The season whose plan is tried otherwise; every season's if left out.</summary>
    public int? Season { get; init; }

    /// <summary>The first day asked about, included.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day asked about, included; today or earlier.</summary>
    public DateOnly? To { get; init; }

    /// <summary>
    /// The thresholds to be tried, all of them, in place of the plan's own; an empty list tries the checklist's. May be left out with
    /// a draft, which is then tried as it is written. A reason is not needed.
    /// </summary>
    public IReadOnlyList<OverrideBody>? Overrides { get; init; }

    /// <summary>The text of a whole checklist, as in a file, to be tried in place of the adopted one.</summary>
    public string? Draft { get; init; }

    /// <summary>People who share the region's cases; those who have the region's hat if left out, at least one.</summary>
    public int? Reviewers { get; init; }
}

internal sealed class ReplayTriggersValidator : AbstractValidator<ReplayTriggersRequest>
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;
    private const int MostOverrides = 200;
    private const int MostReviewers = 1000;

    public ReplayTriggersValidator()
    {
        RuleFor(r => r.Body.From).NotNull().WithMessage("Give the first day to be replayed.");
        RuleFor(r => r.Body.To).NotNull().WithMessage("Give the last day to be replayed.");
        RuleFor(r => r.Body.From).Must(IsInReason).WithMessage($"Give a day of the years {FirstYear} to {LastYear}.");
        RuleFor(r => r.Body.To).Must(IsInReason).WithMessage($"Give a day of the years {FirstYear} to {LastYear}.");
        RuleFor(r => r.Body.Overrides).Must(o => o is null || o.Count <= MostOverrides).WithMessage($"Give at most {MostOverrides} overrides.");
        RuleForEach(r => r.Body.Overrides).NotNull().WithMessage("Give an override, or leave it out.");
        RuleFor(r => r.Body.Reviewers).InclusiveBetween(1, MostReviewers).WithMessage($"Give 1 to {MostReviewers} reviewers, or leave them out.");
        this.CheckFormat(r => r.Format);
    }

    private static bool IsInReason(DateOnly? day) => day is null || (day.Value.Year >= FirstYear && day.Value.Year <= LastYear);
}

/// <summary>Plays past days through other thresholds, or through a draft of a whole checklist.</summary>
internal sealed class ReplayTriggers(JournalReader journals, ReplayRun run, UserDirectory users, ReadDraft readDraft, TimeProvider clock) : IEndpoint
{
    private const string DraftName = "draft";
    private const int SecondsToWait = 20;

    // A long journal keeps a processor busy for seconds; one at a time leaves the others to what is live.
    private static readonly SemaphoreSlim _turn = new(1);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/authorities/{authority}/triggers/replay",
            ([AsParameters] ReplayTriggersRequest req, ReplayTriggers endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReplayTriggers)
        .WithName(nameof(ReplayTriggers))
        .WithSummary("Replay past days with other thresholds")
        .WithDescription(
            "Plays the authority's whole journal through the plan as proposed, each report as it was known on the day, and answers what would have fired on the days asked about, "
            + "when, and how that differs from what did. Nothing is written, and the same question of the same journal has the same answer. Time passes by itself in a replay, "
            + "and what people did to cases is left out. As CSV: one line an episode.")
        .WithTags("Triggers")
        .WithMetadata(new AnswersCsv())
        .Produces<ReplayTriggersResponse>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public async Task<IResult> ExecuteAsync(ReplayTriggersRequest req, HttpContext http, CancellationToken ct)
    {
        var journal = (await journals.SettingAsync(req.Authority, ct))!;
        var today = journal.Calendar.DateOf(clock.GetUtcNow().UtcDateTime);
        var question = new ReplayQuestion(
            req.Body.Checklist, req.Body.Season, req.Body.From!.Value, req.Body.To!.Value,
            req.Body.Overrides?.Select(o => o.ToOverride()).ToList(), [], req.Body.Draft is { } text ? (DraftName, text) : null);
        var plan = question.Against(req.Authority, journal, today, readDraft);
        if (plan.Proposal is not { } proposal)
        {
            return plan.Mistakes.Count > 0 ? Mistaken(plan.Mistakes) : Problems.Invalid(plan.Faults);
        }

        if (!await _turn.WaitAsync(TimeSpan.FromSeconds(SecondsToWait), ct))
        {
            return Problems.Busy(SecondsToWait);
        }

        try
        {
            var outturn = await run.RunAsync(req.Authority, journal, proposal, question, today, null, ct);
            var reviewers = req.Body.Reviewers ?? Math.Max(1, await users.CountReviewersAsync(journal.Region, ct));
            return Answer(ReplayTriggersResponse.Of(req.Authority, journal, proposal, outturn, reviewers), req.Format, http);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static IResult Answer(ReplayTriggersResponse replay, string? format, HttpContext http)
    {
        http.Response.Headers.Vary = "Accept";
        if (ViewFormats.Of(format, http.Request) == ViewFormat.Json)
        {
            return TypedResults.Ok(replay);
        }

        http.Response.Headers.ContentDisposition = FormattableString.Invariant($"attachment; filename=\"{replay.Authority}-replay-{replay.From:yyyy-MM-dd}-{replay.To:yyyy-MM-dd}.csv\"");
        return TypedResults.Bytes(replay.ToCsv().ToBytes(), $"{ViewFormats.CsvType}; charset=utf-8; header=present");
    }

    private static ProblemHttpResult Mistaken(IReadOnlyList<Mistake> mistakes) => Problems.BadRequest(
        "draft-mistaken",
        mistakes.Count == 1 ? mistakes[0].ToString() : $"Mend the {mistakes.Count} mistakes in the draft that are listed under errors.",
        new() { ["errors"] = mistakes.Select(m => new DraftProblem("/draft", m.Line, m.Column, m.Sentence)).ToList() });
}

/// <summary>A mistake in a draft.</summary>
/// <param name="Line">Counts from 1.</param>
/// <param name="Column">Counts from 1, in characters.</param>
/// <param name="Detail">What is wrong and how to mend it.</param>
internal sealed record DraftProblem(string Pointer, int Line, int Column, string Detail);
