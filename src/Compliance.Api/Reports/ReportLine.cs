using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Intake;
using Compliance.Domain.Subjects;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Reports;

/// <summary>One line of a bulk upload: a report and whose it is.</summary>
public sealed record ReportLine : ReportBody
{
    /// <summary>Key of the provider on this authority's register.</summary>
    public string Provider { get; init; } = "";
}

/// <summary>What became of one line.</summary>
/// <param name="Line">The line's number in the body, from 1; blank lines count and are not answered.</param>
/// <param name="Status">The status the line would have had as a request of its own.</param>
/// <param name="Id">The report's id, when it was accepted.</param>
/// <param name="Warnings">What was accepted and should be looked at.</param>
/// <param name="NotWatched">What is switched off and would have judged the line's answers: of what it would find nobody is told.</param>
/// <param name="Problem">Why it was refused, and how to mend it.</param>
public sealed record ReportLineAnswer(
    int Line,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemDetails? Problem = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<NotJudgedResponse>? NotWatched = null)
{
    internal static ReportLineAnswer Of(int line, ReportAccepted accepted) =>
        new(line, StatusCodes.Status201Created, accepted.Id, accepted.Warnings.Count == 0 ? null : accepted.Warnings, NotWatched: accepted.NotJudged is null ? null : NotJudgedResponse.Of(accepted));

    internal static ReportLineAnswer Of(int line, ProblemHttpResult problem) => new(line, problem.StatusCode, Problem: problem.ProblemDetails);
}

internal sealed class ReportLineValidator : AbstractValidator<ReportLine>
{
    public ReportLineValidator()
    {
        Include(new ReportBodyValidator());
        RuleFor(l => l.Provider).Must(p => p.Length is > 0 and <= 80 && !p.Any(char.IsControl))
            .WithMessage("Name the provider by its key on the register.");
    }

    /// <summary>Reads one line, or says what is wrong with it.</summary>
    public (ReportLine? Line, ProblemHttpResult? Problem) Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<ReportLine>(utf8, Json.Options) is { } line
                ? Check(line)
                : (null, Problems.Invalid(new FieldProblem("", "The line is null; write a report as a JSON object.")));
        }
        catch (JsonException malformed)
        {
            return (null, Refusals.Malformed(malformed));
        }
    }

    private (ReportLine? Line, ProblemHttpResult? Problem) Check(ReportLine line)
    {
        // The authority's own report is sent as one; a line that named it would go around that.
        if (line.Provider == SubjectState.Authority)
        {
            return (null, Problems.NotFound());
        }

        var result = Validate(line);
        return result.IsValid
            ? (line, null)
            : (null, Problems.Invalid([.. result.Errors.Select(e => new FieldProblem(Pointer.FromProperty(e.PropertyName, isBody: true), e.ErrorMessage)).Distinct()]));
    }
}
