using Compliance.Domain.Intake;

namespace Compliance.Api.Data.Writing;

/// <summary>One command waiting for its turn, and the caller waiting for its outcome.</summary>
/// <param name="Key">Idempotency key, already bound to caller and route; null when none was given.</param>
/// <param name="BodyHash">Hash of the request's body; empty when there is no key.</param>
public sealed record WorkItem(string Tenant, Command Command, string? Key, byte[] BodyHash)
{
    /// <summary>Set after the commit, never before.</summary>
    public TaskCompletionSource<Outcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
