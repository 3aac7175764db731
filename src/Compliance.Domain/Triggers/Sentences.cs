using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Triggers;

/// <summary>The plain sentences in which a value and a limit are told.</summary>
public static class Sentences
{
    /// <summary>A value: <c>27.5 % (11 of 40)</c>, <c>3</c>, <c>between 18 % and 41 %</c>, or <c>not known</c>.</summary>
    public static string Value(Interval value, bool percent) => value switch
    {
        { IsExact: true, Lower: { } exact } => percent ? $"{Percent(exact)} ({exact.Part} of {exact.Of})" : Number(exact),
        { Lower: { } lower, Upper: { } upper } => $"between {One(lower, percent)} and {One(upper, percent)}",
        { Upper: { } upper } => $"at most {One(upper, percent)}",
        { Lower: { } lower } => $"at least {One(lower, percent)}",
        _ => "not known",
    };

    public static string Limit(Level level, bool percent) => level.Comparison switch
    {
        Comparison.Is => $"“{level.Answer}”",
        _ => percent ? $"{level.Limit} %" : level.Limit.ToString(CultureInfo.InvariantCulture),
    };

    public static string Name(TriggerLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>What a case is about, in one line: the trigger's title, the value, and the limit of the level reached.</summary>
    public static string Summary(Trigger trigger, Evaluation seen, TriggerLevel level)
    {
        if (level == TriggerLevel.Clear)
        {
            return $"{trigger.Title}: {Said(seen)}; clear again";
        }

        var limit = trigger.Levels.FirstOrDefault(l => l.Name == level) ?? trigger.Levels[^1];
        return limit.Comparison switch
        {
            Comparison.Is => $"{trigger.Title}: answered {Said(seen)}",
            Comparison.AtLeast when trigger.Value is TriggerValue.SilentFor =>
                $"{trigger.Title}: {Number(seen.Value.Lower!.Value)} working days overdue; {Name(level)} from {limit.Limit}",
            Comparison.AtLeast => $"{trigger.Title}: {Said(seen)}; {Name(level)} from {Limit(limit, seen.Percent)}",
            Comparison.Below => $"{trigger.Title}: {Said(seen)}; {Name(level)} below {Limit(limit, seen.Percent)}",
            _ => $"{trigger.Title}: {Said(seen)}; {Name(level)} at {Limit(limit, seen.Percent)} or less",
        };
    }

    /// <summary>What was seen: the answer, or the value.</summary>
    public static string Said(Evaluation seen) => seen.Nil ? "a nil report" : seen.Said is { } said ? $"“{AnswerText(said.Answer, said.Kind)}”" : Value(seen.Value, seen.Percent);

    public static string AnswerText(Answer answer, MeasureKind kind) => answer.Kind switch
    {
        AnswerKind.Unknown => "not known",
        AnswerKind.NotApplicable => "not applicable",
        AnswerKind.Nil => "nil",
        _ when kind == MeasureKind.YesNo => answer.Value == 1 ? "yes" : "no",
        _ => answer.Choice ?? Number(new Fraction(answer.Value, answer.Of)),
    };

    public static string Percent(Fraction fraction) =>
        ((decimal)fraction.Part * 100 / fraction.Of).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string One(Fraction fraction, bool percent) => percent ? Percent(fraction) : Number(fraction);

    private static string Number(Fraction fraction) =>
        ((decimal)fraction.Part / fraction.Of).ToString("0.###", CultureInfo.InvariantCulture);
}
