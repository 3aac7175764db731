namespace Compliance.Api.Data;

/// <summary>Rings in this process right after a commit with which something happened to a case, so that nobody who watches waits for the next look.</summary>
/// <remarks>It is only a bell: what happened lies in the database, where those find it who were not listening.</remarks>
public sealed class CaseBell
{
    private TaskCompletionSource _next = Silent();

    /// <summary>Ends with the next ring. Take it before looking, so that nothing falls between the look and the wait.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, Silent()).TrySetResult();

    private static TaskCompletionSource Silent() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
