using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Escalations;

/// <summary>Whether what raised a case still holds.</summary>
public enum Condition { Clear, True, Unknown }

public static class Conditions
{
    /// <summary>The condition of a trigger for a subject, as far as is known now; null without a trigger, for what a person raised only people judge.</summary>
    public static Condition? Of(SubjectState? subject, string? trigger) =>
        trigger is null ? null
        : subject?.StateOf(trigger) is not { } state || state.Unknown.Count > 0 ? Condition.Unknown
        : state.Level > TriggerLevel.Clear ? Condition.True
        : Condition.Clear;
}
