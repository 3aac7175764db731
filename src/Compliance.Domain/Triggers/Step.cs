using Compliance.Domain.Checklists;

namespace Compliance.Domain.Triggers;

/// <summary>The one step of a trigger: a state and what was seen give the next state. Used live, in replay and in tests.</summary>
public static class Step
{
    /// <summary>Takes the step.</summary>
    /// <param name="asAt">When what was seen was true.</param>
    /// <param name="seq">Journal entry that let it be seen.</param>
    /// <remarks>
    /// A level is reached when its limit has been met in enough distinct reported periods in a row, and held until the value is
    /// past its clearing limit. Unknown changes nothing but <see cref="TriggerState.Unknown"/>.
    /// </remarks>
    public static TriggerState Take(Trigger trigger, TriggerState before, Evaluation seen, DateTime asAt, long seq)
    {
        var runs = new Run[(int)trigger.Levels[^1].Name];
        var level = TriggerLevel.Clear;
        foreach (var limit in trigger.Levels)
        {
            var met = seen.Met(limit);
            var run = runs[(int)limit.Name - 1] = Next(before.RunOf(limit.Name), met, seen, trigger.Gaps);
            var sustained = run.Count >= limit.Periods && met == Truth.True;
            var held = before.Level >= limit.Name && seen.Cleared(limit) != Truth.True;
            if (sustained || held)
            {
                level = limit.Name;
            }
        }

        var moved = level != before.Level;
        return new TriggerState(
            level, moved ? asAt : before.Since, moved ? seq : before.SinceSeq, runs, seen.Value, before.Warned, seen.Unknown);
    }

    private static Run Next(Run run, Truth met, Evaluation seen, Gaps gaps) => met switch
    {
        Truth.False => default,
        Truth.Unknown => run,
        _ when run.Period == seen.Period.Start => run,
        _ when gaps == Gaps.Reset && run.Period is not null && run.Period != seen.Period.Previous.Start => new Run(1, seen.Period.Start),
        _ => new Run(run.Count + 1, seen.Period.Start),
    };
}
