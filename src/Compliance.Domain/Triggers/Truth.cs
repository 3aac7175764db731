namespace Compliance.Domain.Triggers;

/// <summary>Whether something holds. Unknown is neither good nor bad, and never clears a trigger.</summary>
public enum Truth { False, Unknown, True }

/// <summary>Logic of three values: unknown only where the known ones do not decide.</summary>
public static class Truths
{
    public static Truth Not(this Truth truth) => (Truth)(2 - (int)truth);

    public static Truth And(this Truth one, Truth other) => one < other ? one : other;

    public static Truth Or(this Truth one, Truth other) => one > other ? one : other;
}
