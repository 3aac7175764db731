using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Domain.Intake;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Compliance.Api.Reports;

/// <summary>Takes reports of many providers, one a line, and answers line by line.</summary>
/// <remarks>All lines wait for the writer together, so a full upload costs a few commits and not a thousand.</remarks>
internal sealed class SubmitManyReports(Submission submission, CurrentUser user, ReportLineValidator validator) : IEndpoint
{
    private const int MostLines = 1000;
    private const string Lines = "application/x-ndjson";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/authorities/{authority}/reports",
            (SubmitManyReports endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(http, ct))
        .RequireAuthorization(Permissions.SubmitAuthorityReports)
        .Accepts<ReportLine>(Lines)
        // A request that does not say what its body is belongs to the other endpoint, which asks for JSON.
        .WithOrder(1)
        .WithName(nameof(SubmitManyReports))
        .WithSummary("Report for many providers")
        .WithTags("Reports")
        // One address and method is one operation in the document: the authority's own report, whose description tells of this.
        .ExcludeFromDescription();

    /// <summary>Adds the lines to the operation that stands in the document for this address.</summary>
    public static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var line = await context.GetOrCreateSchemaAsync(typeof(ReportLine), null, ct);
        var answer = await context.GetOrCreateSchemaAsync(typeof(ReportLineAnswer), null, ct);
        operation.RequestBody?.Content?[Lines] = new OpenApiMediaType { Schema = line };
        operation.Responses?["200"] = new OpenApiResponse
        {
            Description = "Of lines: what became of each, in their order.",
            Content = new Dictionary<string, OpenApiMediaType> { [Lines] = new OpenApiMediaType { Schema = answer } },
        };
    }

    public async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExecuteAsync(HttpContext http, CancellationToken ct)
    {
        var (key, problem) = Submission.KeyOf(http);
        if (problem is not null)
        {
            return problem;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, ct);
        var lines = Split(body.GetBuffer().AsMemory(0, (int)body.Length));
        if (lines.Count is 0 or > MostLines)
        {
            return Problems.BadRequest("line-count", $"Send from 1 to {MostLines} lines at once; this body has {lines.Count}. Nothing was written.");
        }

        var answers = lines.Select(l => AnswerAsync(l.Number, l.Text, key is null ? null : $"{key}\n{l.Number}", http, ct)).ToList();
        return TypedResults.Stream(stream => WriteAsync(stream, answers, ct), Lines);
    }

    private static List<(int Number, ReadOnlyMemory<byte> Text)> Split(ReadOnlyMemory<byte> body)
    {
        var lines = new List<(int, ReadOnlyMemory<byte>)>();
        for (var number = 1; body.Length > 0; number++)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                lines.Add((number, line));
            }
        }

        return lines;
    }

    private async Task<ReportLineAnswer> AnswerAsync(int number, ReadOnlyMemory<byte> text, string? key, HttpContext http, CancellationToken ct)
    {
        var (line, problem) = validator.Read(text.Span);
        if (line is null)
        {
            return ReportLineAnswer.Of(number, problem!);
        }

        try
        {
            var outcome = await submission.SubmitAsync(
                new Domain.Intake.SubmitReport(submission.Who, line.Provider, line.ToReport(Side.Of(user.Hat)), OnBehalf: true), key, ct);
            return outcome is ReportAccepted accepted ? ReportLineAnswer.Of(number, accepted) : ReportLineAnswer.Of(number, Submission.Refuse(http, outcome));
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // The writer has recorded it; the other lines still want their answers.
            return ReportLineAnswer.Of(number, Problems.Of(StatusCodes.Status500InternalServerError));
        }
    }

    private static async Task WriteAsync(Stream stream, List<Task<ReportLineAnswer>> answers, CancellationToken ct)
    {
        foreach (var answer in answers)
        {
            await JsonSerializer.SerializeAsync(stream, await answer, Json.Options, ct);
            await stream.WriteAsync("\n"u8.ToArray(), ct);
        }
    }
}
