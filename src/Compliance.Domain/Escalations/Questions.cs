using Compliance.Domain.Calendars;

namespace Compliance.Domain.Escalations;

/// <summary>While information is awaited the ladder's clock stands still: no step is taken and no deadline passes.</summary>
internal static class Questions
{
    /// <summary>Asks. Whoever is asked must see the case to answer: what was kept from the provider is so no more once it is asked.</summary>
    public static Escalation Ask(Escalation escalation, Act act, CaseEvent said, Calendar calendar) => (escalation with
    {
        KeptFromProvider = act.To == ActingAs.Provider ? null : escalation.KeptFromProvider,
        State = CaseState.InformationRequested,
        Asked = new Asked(act.To!.Value, Cases.RoleOf(said.By) ?? Cases.OwnerOf(escalation.Tier), act.ReplyBy!.Value, escalation.State, said.On),
        Stopped = Stop(escalation, said.On, calendar),
    }).Append(said with { Asked = act.To, Question = act.Question, ReplyBy = act.ReplyBy, Told = [RoleOf(act.To.Value)] });

    public static Escalation Answer(Escalation escalation, Act act, CaseEvent said, Calendar calendar)
    {
        var answered = said with { Answer = act.Answer };
        if (escalation.Asked is { } asked)
        {
            return GoOn(escalation, said.On, calendar, answered with { Asked = asked.Of, Told = HearAnswer(escalation, asked.Of, asked.By) });
        }

        // The case has gone on without the answer; what it says may matter all the same.
        var question = Unanswered(escalation)!;
        return escalation.Append(answered with
        {
            Asked = question.Asked,
            Late = said.On > question.ReplyBy ? true : null,
            Told = HearAnswer(escalation, question.Asked!.Value, Cases.RoleOf(question.By)),
        });
    }

    /// <summary>Who is asked and has not answered, though the case may have gone on without: the last question counts. Null where nothing is open.</summary>
    public static ActingAs? AskedOf(Escalation escalation) => escalation.Asked?.Of ?? Unanswered(escalation)?.Asked;

    /// <summary>The last question of an open case, if nobody has answered it since.</summary>
    private static CaseEvent? Unanswered(Escalation escalation) => !escalation.IsOpen ? null
        : escalation.Timeline.LastOrDefault(e => e.Event is "information-requested" or "information-provided" or "raised" or "reopened" or "stood-down" or "withdrawn")
            is { Event: "information-requested" } question ? question : null;

    private static IReadOnlyList<string> HearAnswer(Escalation escalation, ActingAs of, string? by) =>
        [.. new[] { Cases.OwnerOf(escalation.Tier), by }.OfType<string>().Distinct().Where(r => r != RoleOf(of))];

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
