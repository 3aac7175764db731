namespace Compliance.Domain.Triggers;

/// <summary>Whether something holds. Unknown is neither good nor bad, and never clears a trigger.</summary>
public enum Truth { False, Unknown, True }
