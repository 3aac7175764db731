using System.Text.Json.Serialization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Returns;
using Compliance.Domain.Subjects;

namespace Compliance.Api.Reporting;

/// <summary>How completely and how punctually providers report, and what they owe now.</summary>
/// <param name="ChangedOn">When the last thing it is made from became known; null before the first. What falls due later is not expected yet.</param>
/// <param name="From">The first local date on which what is counted fell due; null before anything became known.</param>
/// <param name="To">The last such date, included.</param>
/// <param name="Measures">By measure, in the order of the checklists; only those of which something fell due.</param>
/// <param name="Weeks">By the week in which it fell due; only those in which something did.</param>
/// <param name="Providers">By provider; only those of which something fell due. Left out for a region.</param>
/// <param name="Debt">What is owed now, past due, whatever the dates asked for.</param>
public sealed record GetReportingResponse(
    string Authority,
    DateTime? ChangedOn,
    DateOnly? From,
    DateOnly? To,
    CountsResponse Total,
    IReadOnlyList<MeasureReportingResponse> Measures,
    IReadOnlyList<WeekReportingResponse> Weeks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProviderReportingResponse>? Providers,
    DebtResponse Debt) : IView
{
    public CsvTable ToCsv() => ReportingTable.Of(this);

    internal static GetReportingResponse Of(
        string authority,
        DateTime? changedOn,
        ReportingRange range,
        Rulebook rules,
        IReadOnlyList<SubjectState> subjects,
        Completeness completeness,
        Owing owing,
        bool withProviders)
    {
        var types = subjects.Where(s => s.Membership is not null).ToDictionary(s => s.Key, s => s.Membership!.ServiceType);
        return new GetReportingResponse(
            authority, changedOn, changedOn is null ? null : range.From, changedOn is null ? null : range.To, new CountsResponse(completeness.Total),
            [.. completeness.Measures.Select(m => new MeasureReportingResponse(m.Value) { Measure = m.Key, Section = rules.SectionOf(m.Key), Every = rules.MeasureOf(m.Key)!.Every })],
            [.. completeness.Weeks.Select(w => new WeekReportingResponse(w.Value) { From = w.Key.Start, To = w.Key.End })],
            withProviders
                ? [.. completeness.Providers.Select(p => new ProviderReportingResponse(p.Value) { Provider = p.Key, ServiceType = types[p.Key] })]
                : null,
            DebtResponse.From(owing, rules, withProviders));
    }
}

/// <summary>The returns of one measure.</summary>
public sealed record MeasureReportingResponse : CountsResponse
{
    internal MeasureReportingResponse(Counts counts)
        : base(counts)
    {
    }

    [JsonPropertyOrder(-3)]
    public required string Measure { get; init; }

    [JsonPropertyOrder(-2)]
    public required string Section { get; init; }

    /// <summary>How often it is owed.</summary>
    [JsonPropertyOrder(-1)]
    public required Cadence Every { get; init; }
}

/// <summary>The returns that fell due in one week.</summary>
public sealed record WeekReportingResponse : CountsResponse
{
    internal WeekReportingResponse(Counts counts)
        : base(counts)
    {
    }

    /// <summary>Its Monday.</summary>
    [JsonPropertyOrder(-2)]
    public required DateOnly From { get; init; }

    /// <summary>Its Sunday.</summary>
    [JsonPropertyOrder(-1)]
    public required DateOnly To { get; init; }
}

/// <summary>The returns of one provider.</summary>
public sealed record ProviderReportingResponse : CountsResponse
{
    internal ProviderReportingResponse(Counts counts)
        : base(counts)
    {
    }

    [JsonPropertyOrder(-2)]
    public required string Provider { get; init; }

    [JsonPropertyOrder(-1)]
    public required string ServiceType { get; init; }
}
