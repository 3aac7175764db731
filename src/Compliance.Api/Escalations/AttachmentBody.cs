using Compliance.Domain.Escalations;

namespace Compliance.Api.Escalations;

/// <summary>Something kept elsewhere, such as minutes or a plan. It is shown as given and never fetched.</summary>
public sealed record AttachmentBody
{
    /// <summary>What it is, in at most 200 characters.</summary>
    public string? Title { get; init; }

    /// <summary>Where it is kept: an https address of at most 2,000 characters, without user name and password.</summary>
    public string? Url { get; init; }

    // What is missing is found fault with where everything else is.
    internal static IReadOnlyList<Attachment>? ToAttachments(IReadOnlyList<AttachmentBody?> given) =>
        given.Count == 0 ? null : [.. given.Select(a => new Attachment(a?.Title ?? "", a?.Url ?? ""))];
}

/// <summary>Something kept elsewhere. It is shown as it was given; nobody has looked whether it is there.</summary>
public sealed record AttachmentResponse(string Title, string Url)
{
    internal static AttachmentResponse From(Attachment attachment) => new(attachment.Title, attachment.Url);
}
