using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Subjects;

/// <summary>What reports up to some point amount to: beliefs, where the triggers that read them stand, and what is remembered of earlier periods.</summary>
public sealed record Known(Dictionary<string, Belief> Beliefs, Dictionary<string, TriggerState> Triggers, History History)
{
    public static Known Nothing => new([], [], new History());

    public Known Copy() => new(new(Beliefs), new(Triggers), History.Copy());
}
