using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Endpoints;

/// <summary>An answer in the shape in which it is sent: exactly one of value, numerator with denominator, unknown, notApplicable and nil.</summary>
public abstract record AnswerResponse
{
    private protected AnswerResponse()
    {
    }

    private protected AnswerResponse(Answer answer, MeasureKind kind)
    {
        var known = answer.Kind == AnswerKind.Value;
        var isShare = kind == MeasureKind.Percentage;
        Value = known && !isShare ? ValueOf(answer, kind)
            : answer.Kind == AnswerKind.Nil && kind is MeasureKind.Count or MeasureKind.Money ? answer.Value
            : null;
        Numerator = known && isShare ? answer.Value : null;
        Denominator = known && isShare ? answer.Of : null;
        Unknown = answer.Kind == AnswerKind.Unknown ? true : null;
        NotApplicable = answer.Kind == AnswerKind.NotApplicable ? true : null;
        Nil = answer.Kind == AnswerKind.Nil ? true : null;
    }

    /// <summary>A number, <c>yes</c> or <c>no</c>, a choice's key, a date, or whole pence.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Value { get; init; }

    /// <summary>Of a percentage: the part.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Numerator { get; init; }

    /// <summary>Of a percentage: the whole.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Denominator { get; init; }

    /// <summary>True when it was asked and not known.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Unknown { get; init; }

    /// <summary>True when the question does not fit this service.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? NotApplicable { get; init; }

    /// <summary>True when a nil report said that there is nobody cared for and nobody employed: a count of zero.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Nil { get; init; }

    private static object? ValueOf(Answer answer, MeasureKind kind) => kind switch
    {
        MeasureKind.YesNo => answer.Value == 1 ? "yes" : "no",
        MeasureKind.Choice => answer.Choice,
        MeasureKind.Date => DateOnly.FromDayNumber((int)answer.Value).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        MeasureKind.Number => (decimal)answer.Value / answer.Of,
        _ => answer.Value,
    };
}
