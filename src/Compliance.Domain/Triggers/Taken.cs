using Compliance.Domain.Plans;

namespace Compliance.Domain.Triggers;

/// <summary>A step that was taken, with all that was looked at.</summary>
/// <param name="At">When what was seen was true.</param>
/// <param name="Seq">Journal entry that let it be seen.</param>
/// <param name="ByTime">Whether only time had passed.</param>
public sealed record Taken(Rule Rule, TriggerState Before, TriggerState After, Witness Witness, DateTime At, long Seq, bool ByTime);
