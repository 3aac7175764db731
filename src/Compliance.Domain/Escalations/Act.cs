using Compliance.Domain.Reporting;

namespace Compliance.Domain.Escalations;

/// <summary>What a person does to a case, with what the action needs.</summary>
public sealed record Act(CaseAction Action)
{
    public string? Owner { get; init; }

    public string? Reason { get; init; }

    public DateTime? ReviewBy { get; init; }

    public string? Despite { get; init; }

    public Note? Note { get; init; }

    /// <summary>Who is asked for information.</summary>
    public ActingAs? To { get; init; }

    public string? Question { get; init; }

    public DateTime? ReplyBy { get; init; }

    public string? Answer { get; init; }

    public IReadOnlyList<CaseMeasure>? Measures { get; init; }

    /// <summary>Up to when a mitigation is meant to last.</summary>
    public DateTime? Until { get; init; }

    public string? AuthorisedBy { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }
}
