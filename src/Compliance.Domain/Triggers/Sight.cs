using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Triggers;

/// <summary>What is seen of one value of a trigger.</summary>
/// <param name="Of">The value looked at; null where it needs no name.</param>
/// <param name="Value">What is known of it; unknown where inputs are missing.</param>
/// <param name="Per">What limits are in: 1 for the value's own unit, 100 for percent, more for so many per thousand and the like.</param>
/// <param name="Said">The answer or status, where limits compare with one.</param>
/// <param name="Nil">A nil report answered it: there is nobody whom it could be about, so no limit is reached and all are cleared.</param>
public readonly record struct Sight(TriggerValue? Of, Interval Value, int Per, (Answer Answer, MeasureKind Kind)? Said = null, bool Nil = false)
{
    public bool IsPercent => Per == 100 && Of is not (TriggerValue.Ratio or TriggerValue.Change);

    /// <summary>Whether its value is one count of another.</summary>
    public bool IsShare => Per > 1 && Of is not TriggerValue.Change || Of is TriggerValue.Ratio;

    /// <summary>Whether a limit is reached.</summary>
    public Truth Reached(Comparison comparison, long limit, string? answer) => Nil ? Truth.False : comparison switch
    {
        Comparison.AtLeast => Value.AtLeast(limit, Per),
        Comparison.AtMost => Value.AtMost(limit, Per),
        Comparison.Below => Value.AtLeast(limit, Per).Not(),
        Comparison.Is => Said is { } said ? said.Answer.Is(answer!, said.Kind) : Truth.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    /// <summary>Whether the value is past a clearing limit or, where there is none, no longer reaches the limit.</summary>
    public Truth Cleared(Comparison comparison, long limit, string? answer, long? clearsAt) => Nil ? Truth.True : (comparison, clearsAt) switch
    {
        (Comparison.AtLeast, { } below) => Value.AtLeast(below, Per).Not(),
        (Comparison.AtMost or Comparison.Below, { } above) => Value.AtMost(above, Per).Not(),
        _ => Reached(comparison, limit, answer).Not(),
    };
}
