using Compliance.Domain.Subjects;

namespace Compliance.Api.Providers;

/// <summary>Days on which the service is closed as planned: it owes nothing for periods that end on them, is not silent and counts in no share.</summary>
public sealed record ClosureBody
{
    /// <summary>The first day on which it is closed.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last such day, included; at most 366 days in all.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Why, in at most 200 characters; the authority sees it.</summary>
    public string? Reason { get; init; }

    internal static ClosureBody Of(Closure closure) => new() { From = closure.From, To = closure.To, Reason = closure.Reason };

    // What is missing is found fault with where everything else is.
    internal static IReadOnlyList<Closure>? ToClosures(IReadOnlyList<ClosureBody?>? given) =>
        given is null or [] ? null : [.. given.Select(c => new Closure(c?.From ?? default, c?.To ?? default, c?.Reason ?? ""))];
}
