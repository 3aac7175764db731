namespace Compliance.Domain.Returns;

/// <summary>A report, as far as it meets what is owed.</summary>
/// <param name="On">When it was received.</param>
/// <param name="AsAt">When it was true: it meets what is owed for the period that this lies in.</param>
/// <param name="Measures">Those it answers, corrects or says to be unchanged.</param>
public sealed record Received(string Provider, DateTime On, DateTime AsAt, ReceivedKind Kind, IReadOnlyList<string> Measures);

public enum ReceivedKind { Answers, NoChange, Nil }
