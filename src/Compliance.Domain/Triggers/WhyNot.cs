using System.Globalization;
using Compliance.Domain.Checklists;

namespace Compliance.Domain.Triggers;

public enum WhyNotReason
{
    /// <summary>The value is known and does not reach the limit, or is held back by the count needed to fire.</summary>
    NotMet,

    /// <summary>The limit is reached, but not in enough periods in a row.</summary>
    Sustained,

    /// <summary>Something it reads is missing, unknown or stale.</summary>
    Unknown,

    /// <summary>Nothing was ever reported.</summary>
    Silent,
}

/// <summary>Why a level is not reached.</summary>
/// <param name="Have">Periods in a row that reach the limit.</param>
/// <param name="Need">Periods needed.</param>
public sealed record WhyNot(TriggerLevel Level, WhyNotReason Reason, int Have, int Need, Interval Value, bool Percent, long Limit, string Sentence)
{
    /// <summary>Why each level above the present one is not reached, lowest first.</summary>
    public static IReadOnlyList<WhyNot> Of(Trigger trigger, TriggerState state, Evaluation seen) =>
        [.. trigger.Levels.Where(l => l.Name > state.Level).Select(l => Of(trigger, l, state.RunOf(l.Name), seen))];

    private static WhyNot Of(Trigger trigger, Level level, Run run, Evaluation seen)
    {
        var reached = seen.Reached(level);
        var reason = reached == Truth.Unknown ? (seen.Used.Count == 0 && seen.Unknown.Count > 0 && trigger.Subject == SubjectScope.Provider ? WhyNotReason.Silent : WhyNotReason.Unknown)
            : seen.Met(level) == Truth.Unknown ? WhyNotReason.Unknown
            : seen.Met(level) == Truth.True && run.Count < level.Periods ? WhyNotReason.Sustained
            : WhyNotReason.NotMet;
        return new WhyNot(level.Name, reason, run.Count, level.Periods, seen.Value, seen.Percent, level.Limit, Say(trigger, level, run, seen, reason, reached));
    }

    private static string Say(Trigger trigger, Level level, Run run, Evaluation seen, WhyNotReason reason, Truth reached)
    {
        var name = Sentences.Name(level.Name);
        var limit = Sentences.Limit(level, seen.Percent);
        return reason switch
        {
            _ when seen.Nil => $"By a nil report there is nobody cared for and nobody employed, so there is nothing that {name} could be about.",
            WhyNotReason.Silent => $"There is no answer to {List(seen.Unknown)} that still counts, so {name} can be neither reached nor ruled out.",
            WhyNotReason.Unknown when trigger.Value is TriggerValue.ShareOfProviders => seen.Value == Interval.Unknown
                ? $"Too few providers have reported to tell whether {name}'s {limit} is reached."
                : $"The share is {Sentences.Value(seen.Value, true)}; {name} fires once at least {limit} is certain.",
            WhyNotReason.Unknown => $"{List(seen.Unknown)} is not known at present, so {name} can be neither reached nor ruled out.",
            WhyNotReason.Sustained => $"{Sentences.Said(seen)} {Reaches(level)} {name}'s {limit}; {name} needs {level.Periods} periods in a row and this is {Nth(run.Count)}.",
            _ when level.Comparison == Comparison.Is => $"The answer is {Sentences.Said(seen)}, not {limit}.",
            _ when reached == Truth.True => string.Create(
                CultureInfo.InvariantCulture, $"{Sentences.Said(seen)} {Reaches(level)} {name}'s {limit}, but fewer than {trigger.AndAtLeast!.Count} are counted in `{trigger.AndAtLeast.Measure}`."),
            _ => $"{Sentences.Said(seen)} is {Misses(level)} {name}'s {limit}.",
        };
    }

    private static string Reaches(Level level) => level.Comparison == Comparison.Below ? "is below" : "reaches";

    private static string Misses(Level level) => level.Comparison switch
    {
        Comparison.AtLeast => "below",
        Comparison.Below => "not below",
        _ => "above",
    };

    private static string List(IReadOnlyList<string> measures) => string.Join(", ", measures.Select(m => $"`{m}`"));

    private static string Nth(int count) => count switch
    {
        0 => "not yet one",
        1 => "the first",
        2 => "the second",
        3 => "the third",
        _ => string.Create(CultureInfo.InvariantCulture, $"number {count}"),
    };
}
