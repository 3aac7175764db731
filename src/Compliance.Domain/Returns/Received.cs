using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Returns;

/// <summary>A report, as far as it meets what is owed.</summary>
/// <param name="On">When it was received.</param>
/// <param name="AsAt">When it was true: it meets what is owed for the period that this lies in.</param>
/// <param name="Measures">Those it answers, corrects or says to be unchanged.</param>
public sealed record Received(string Provider, DateTime On, DateTime AsAt, ReceivedKind Kind, IReadOnlyList<string> Measures)
{
    /// <summary>Reads the canonical content of a report, leaving its answers aside: thousands are read at a time.</summary>
    public static Received Read(string provider, DateTime on, ReadOnlySpan<byte> content)
    {
        var read = Canonical.Read<Content>(content);
        var kind = read.Report switch
        {
            ReportKind.NoChange => ReceivedKind.NoChange,
            ReportKind.Nil => ReceivedKind.Nil,
            _ => ReceivedKind.Answers,
        };
        return new Received(provider, on, read.AsAt, kind, [.. read.Readings.Select(r => r.Measure), .. read.Renewed ?? []]);
    }

    private sealed record Content(ReportKind Report, DateTime AsAt, IReadOnlyList<Question> Readings, IReadOnlyList<string>? Renewed);

    private readonly record struct Question(string Measure);
}

public enum ReceivedKind { Answers, NoChange, Nil }
