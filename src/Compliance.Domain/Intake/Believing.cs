using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Intake;

/// <summary>What answers change of what is believed of a subject.</summary>
internal static class Believing
{
    /// <summary>Believes an answer, and remembers it for its period where a trigger looks at the change.</summary>
    public static void Believe(Known known, string measure, in Belief belief, Rulebook rules)
    {
        known.Beliefs[measure] = belief;
        Recall(known, measure, belief, rules);
    }

    /// <summary>Remembers an answer for its period only; what is believed now is newer.</summary>
    public static void Recall(Known known, string measure, in Belief belief, Rulebook rules)
    {
        if (rules.MemoryOf(measure) is { } memory)
        {
            known.History.Put(measure, Period.Of(memory.Every, rules.Calendar.DateOf(belief.AsAt)), belief, memory);
        }
    }

    /// <summary>Where there is somebody to answer for again, what a nil report said of the rest is not known any more, and is owed anew for the present period.</summary>
    public static void EndNil(Dictionary<string, Belief> beliefs, Point point, Rulebook rules)
    {
        foreach (var (measure, belief) in beliefs)
        {
            if (belief.Answer.Kind == AnswerKind.Nil && belief.AsAt <= point.AsAt && belief.Seq != point.Seq)
            {
                var present = Period.Of(rules.MeasureOf(measure)?.Every ?? Cadence.Week, rules.Calendar.DateOf(point.AsAt));
                var before = rules.Calendar.StartOf(present.Start).AddSeconds(-1);
                beliefs[measure] = belief with { Answer = Answer.Unknown, AsAt = belief.AsAt < before ? belief.AsAt : before };
            }
        }
    }

    /// <summary>Answers to questions that are not asked any more become answers to those that take their place, where nothing was answered there.</summary>
    public static void CarryOver(Known known, Rulebook rules)
    {
        foreach (var (earlier, measure) in rules.Replacements)
        {
            if (known.Beliefs.TryGetValue(earlier, out var belief) && !known.Beliefs.ContainsKey(measure.Key) && measure.Replaces!.Map(belief.Answer) is { } answer)
            {
                known.Beliefs[measure.Key] = belief with { Answer = answer, CarriedFrom = earlier };
            }
        }
    }
}
