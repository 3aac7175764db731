using System.Numerics;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Triggers;

/// <summary>The one step of a trigger: a state and what was seen give the next state. Used live, in replay, in tests and in receipts.</summary>
public static class Step
{
    private const int MostPeriods = 32;

    /// <summary>Takes the step.</summary>
    /// <param name="asAt">When what was seen was true.</param>
    /// <param name="seq">Journal entry that let it be seen.</param>
    /// <param name="byTime">Whether only time has passed: then there is nothing new to count, and only durations can have been reached.</param>
    /// <remarks>
    /// A level is reached when its limit has been met in enough periods and for long enough, and held until the value is past its
    /// clearing limit and has been held as long as it must. Unknown changes nothing but <see cref="TriggerState.Unknown"/>.
    /// </remarks>
    public static TriggerState Take(
        Trigger trigger, TriggerState before, Evaluation seen, DateTime asAt, long seq, Calendar calendar, bool byTime = false)
    {
        var runs = new Run[(int)trigger.Levels[^1].Name];
        var level = TriggerLevel.Clear;
        DateTime? heldUntil = null;
        foreach (var limit in trigger.Levels)
        {
            var met = seen.Met(limit);
            var run = runs[(int)limit.Name - 1] =
                byTime ? before.RunOf(limit.Name) : Next(before.RunOf(limit.Name), met, limit, seen, trigger.Gaps, asAt);
            var sustained = met == Truth.True && IsSustained(limit, run, asAt, calendar);
            var held = before.Level >= limit.Name && seen.Cleared(limit) != Truth.True;
            if (!held && before.Level == limit.Name && HeldUntil(limit, before, calendar) is { } until && asAt < until)
            {
                (held, heldUntil) = (true, until);
            }

            if (sustained || held)
            {
                level = limit.Name;
            }
        }

        var moved = level != before.Level;
        return new TriggerState(
            level, moved ? asAt : before.Since, moved ? seq : before.SinceSeq, runs, seen.Value, before.Warned, seen.Unknown,
            level == before.Level ? heldUntil : null, moved ? null : before.KeptOn);
    }

    /// <summary>The next instant, after another, at which time alone might move a trigger; null when there is none before the next report.</summary>
    public static DateTime? NextOn(Trigger trigger, TriggerState state, DateTime after, Calendar calendar)
    {
        var next = state.HeldUntil > after ? state.HeldUntil : null;
        foreach (var level in trigger.Levels)
        {
            if (level.For is { } span && level.Name > state.Level && state.RunOf(level.Name) is { From: { } from } run
                && calendar.After(from, span) is var on && on > after && (run.Until is null || on <= run.Until) && !(next <= on))
            {
                next = on;
            }
        }

        return next;
    }

    private static bool IsSustained(Level limit, Run run, DateTime asAt, Calendar calendar) =>
        run.Count >= limit.Periods && (limit.For is not { } span || (run.From is { } from && calendar.After(from, span) <= asAt));

    private static DateTime? HeldUntil(Level limit, TriggerState before, Calendar calendar) =>
        limit.HoldFor is { } span && before.Since is { } since ? calendar.After(since, span) : null;

    private static Run Next(Run run, Truth met, Level limit, Evaluation seen, Gaps gaps, DateTime asAt)
    {
        var next = limit.OfLast is { } last ? OfLast(run, met, seen.Period, last, gaps) : InARow(run, met, seen.Period, gaps);
        return limit.For is null ? next : Lasting(run, next, met, seen, gaps, asAt);
    }

    private static Run InARow(Run run, Truth met, Period period, Gaps gaps) => met switch
    {
        Truth.False => default,
        Truth.Unknown => run,
        _ when run.Period == period.Start => run,
        _ when gaps == Gaps.Reset && run.Period is not null && run.Period != period.Previous.Start => new Run(1, period.Start),
        _ => new Run(run.Count + 1, period.Start),
    };

    private static Run OfLast(Run run, Truth met, Period period, int last, Gaps gaps)
    {
        if (met == Truth.Unknown)
        {
            return run;
        }

        // A later word on the same period takes the place of the earlier one.
        var passed = run.Period is null || run.Period == period.Start ? 0 : gaps == Gaps.Hold ? 1 : Passed(run.Period.Value, period);
        var recent = (passed >= MostPeriods ? 0 : run.Recent << passed) & ~1u | (met == Truth.True ? 1u : 0u);
        recent &= last >= MostPeriods ? uint.MaxValue : (1u << last) - 1;
        return new Run(BitOperations.PopCount(recent), period.Start, recent);
    }

    private static int Passed(DateOnly from, Period to)
    {
        var passed = 0;
        for (var period = to; period.Start > from && passed < MostPeriods; period = period.Previous)
        {
            passed++;
        }

        return passed;
    }

    private static Run Lasting(Run before, Run next, Truth met, Evaluation seen, Gaps gaps, DateTime asAt)
    {
        if (met == Truth.False)
        {
            return next with { From = null, Until = null };
        }

        if (met == Truth.Unknown)
        {
            return next with { From = before.From, Until = before.Until < asAt ? before.Until : before.From is null ? null : asAt };
        }

        // Time in which nothing that counts was known is left out of the duration, or ends it.
        var gap = before.Until is { } until && until < asAt ? asAt - until : TimeSpan.Zero;
        var from = before.From is not { } began || (gap > TimeSpan.Zero && gaps == Gaps.Reset) ? asAt : began + gap;
        return next with { From = from, Until = seen.Until == DateTime.MaxValue ? null : seen.Until };
    }
}
