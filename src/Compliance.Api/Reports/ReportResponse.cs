using System.Text.Json.Serialization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Reports;

/// <summary>A report as it was received.</summary>
/// <param name="Id">Names the report, for instance in a correction.</param>
/// <param name="AsAt">When its answers were true.</param>
/// <param name="ToldBy">Who told it, when the authority entered it for a provider.</param>
/// <param name="Corrects">For a correction: the id of the report it corrects; else null.</param>
/// <param name="Confirmed">Measures whose implausible value was said to be meant.</param>
/// <param name="Unchanged">Measures whose last answer was said to be unchanged.</param>
/// <param name="Until">For an excuse: its last day; else null.</param>
/// <param name="Reason">For an excuse: why; else null.</param>
public sealed record ReportResponse(
    string Id,
    ReportKind Kind,
    DateTime AsAt,
    DateTime ReceivedOn,
    ReporterResponse By,
    string? ToldBy,
    string? Corrects,
    IReadOnlyList<ReadingResponse> Readings,
    IReadOnlyList<StatusResponse> Statuses,
    IReadOnlyList<string> Confirmed,
    IReadOnlyList<string> Unchanged,
    DateOnly? Until,
    string? Reason)
{
    [JsonIgnore]
    internal long Seq { get; init; }
}

/// <summary>Who sent a report.</summary>
/// <param name="Role">As what: a role, or <c>system</c>.</param>
/// <param name="Name">The person, for readers of the same side; else null.</param>
public sealed record ReporterResponse(string Role, string? Name);

/// <summary>An answer to one measure.</summary>
public sealed record ReadingResponse : AnswerResponse
{
    internal ReadingResponse(string measure, Answer answer, MeasureKind kind)
        : base(answer, kind)
    {
        Measure = measure;
    }

    [JsonPropertyOrder(-2)]
    public string Measure { get; }
}

/// <summary>The status reported of one item.</summary>
/// <param name="Note">Null when there is none that the caller may read.</param>
/// <param name="Evidence">Where the evidence is; null when none was named.</param>
public sealed record StatusResponse(string Item, ItemStatus Status, NoteResponse? Note, string? Evidence);

/// <summary>Free text and whom it is for.</summary>
public sealed record NoteResponse(string Text, Audience Audience);
