using Compliance.Domain.Calendars;

namespace Compliance.Domain.Escalations;

/// <summary>While information is awaited the ladder's clock stands still: no step is taken and no deadline passes.</summary>
internal static class Questions
{
    public static Escalation Ask(Escalation escalation, Act act, CaseEvent said, Calendar calendar) => (escalation with
    {
        State = CaseState.InformationRequested,
        Asked = new Asked(act.To!.Value, Cases.RoleOf(said.By) ?? Cases.OwnerOf(escalation.Tier), act.ReplyBy!.Value, escalation.State, said.On),
        Stopped = Stop(escalation, said.On, calendar),
    }).Append(said with { Asked = act.To, Question = act.Question, ReplyBy = act.ReplyBy, Told = [RoleOf(act.To.Value)] });

    public static Escalation Answer(Escalation escalation, Act act, CaseEvent said, Calendar calendar)
    {
        var asked = escalation.Asked!;
        return GoOn(escalation, said.On, calendar, said with
        {
            Asked = asked.Of,
            Answer = act.Answer,
            Told = [.. new[] { Cases.OwnerOf(escalation.Tier), asked.By }.Distinct().Where(r => r != RoleOf(asked.Of))],
        });
    }

    /// <summary>Nobody replied in time. The clock has run on since then, however late that is noticed.</summary>
    public static Escalation ReplyPassed(Escalation escalation, DateTime at, long seq, Calendar calendar)
    {
        var asked = escalation.Asked!;
        var passed = new CaseEvent(0, "reply-overdue", at, Cases.System, seq)
        {
            Asked = asked.Of,
            ReplyBy = asked.ReplyBy,
            Told = [.. new[] { Cases.OwnerOf(escalation.Tier), asked.By }.Distinct()],
        };
        return GoOn(escalation with { ReplyOverdue = true }, asked.ReplyBy, calendar, passed);
    }

    private static string RoleOf(ActingAs asked) => asked == ActingAs.Provider ? Cases.Provider : Cases.AuthorityLead;

    private static StoppedClock Stop(Escalation escalation, DateTime on, Calendar calendar)
    {
        var before = escalation.Stopped;
        var used = (before?.Used ?? TimeSpan.Zero) + Deadlines.Between(escalation.Ladder, before?.From ?? escalation.ClockFrom, on, calendar);
        return new StoppedClock(used, null, before?.Added ?? TimeSpan.Zero);
    }

    /// <summary>Back to the state before: what was left of the clock when it was stopped is what is left now.</summary>
    private static Escalation GoOn(Escalation escalation, DateTime on, Calendar calendar, CaseEvent said)
    {
        var (asked, stopped) = (escalation.Asked!, escalation.Stopped!);
        var added = Deadlines.Between(escalation.Ladder, asked.Since, on, calendar);
        var running = escalation with
        {
            State = asked.Before,
            Asked = null,
            Stopped = stopped with { From = on, Added = stopped.Added + added },
        };
        var isCounting = running is { State: CaseState.Raised, Overdue: false };
        running = isCounting ? running with { AnswerBy = Deadlines.On(running, running.Ladder.AnswerWithinHours, calendar) } : running;
        return running.Append(said with { Paused = new ClockPause(asked.Since, on, added, isCounting ? running.AnswerBy : null) });
    }
}
