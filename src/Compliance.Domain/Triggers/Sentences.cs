using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Triggers;

/// <summary>The plain sentences in which a value and a limit are told.</summary>
public static class Sentences
{
    /// <summary>What was seen of a value: <c>27.5 % (11 of 40)</c>, <c>3</c>, <c>between 18 % and 41 %</c>, <c>up by 4</c>, <c>“no”</c> or <c>not known</c>.</summary>
    public static string Said(Sight sight) => sight switch
    {
        { Nil: true } => "a nil report",
        { Said: { } said } => $"“{AnswerText(said.Answer, said.Kind)}”",
        { Value: { IsExact: true, Lower: { } exact } } => Exact(sight, exact),
        { Value: { Lower: { } lower, Upper: { } upper } } => $"between {One(sight, lower)} and {One(sight, upper)}",
        { Value: { Upper: { } upper } } => $"at most {One(sight, upper)}",
        { Value: { Lower: { } lower } } => $"at least {One(sight, lower)}",
        _ => "not known",
    };

    /// <summary>What was seen: of conditions joined, what speaks for the level.</summary>
    public static string Said(Trigger trigger, Evaluation seen, Level? level = null) => seen.Nil ? "a nil report"
        : trigger.Value is not TriggerValue.Joined ? Said(seen.First)
        : Joined(seen, level);

    /// <summary>A limit in its value's own words.</summary>
    public static string Limit(Sight sight, Comparison comparison, long limit, string? answer) => (comparison, sight.Of) switch
    {
        (Comparison.Is, _) => $"“{answer}”",
        (_, TriggerValue.LevelOf) => Name((TriggerLevel)limit),
        (_, TriggerValue.SilentFor or TriggerValue.DaysAt { Working: true } or TriggerValue.Overdue { Working: true }) => Days(limit, working: true),
        (_, TriggerValue.DaysAt or TriggerValue.Overdue) => Days(limit, working: false),
        (_, TriggerValue.Ratio ratio) => Text($"{limit} per {ratio.Per}"),
        (_, TriggerValue.Change change) => Text($"{limit}{Unit(change)}"),
        _ => Text($"{limit}{(sight.IsPercent ? " %" : "")}"),
    };

    public static string Name(TriggerLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>A value in words, where several are joined: <c>`staff-absent` of `staff-employed`</c>.</summary>
    public static string What(TriggerValue value) => value switch
    {
        TriggerValue.Reading r => $"`{r.Measure}`",
        TriggerValue.Percent p => $"`{p.Measure}` of `{p.Of}`",
        TriggerValue.Ratio r => Text($"`{r.Measure}` per {r.Per} of `{r.Of}`"),
        TriggerValue.Least l => $"the least of {List(l.Measures)}",
        TriggerValue.Most m => $"the most of {List(m.Measures)}",
        TriggerValue.Change c => $"the {(c.Falls ? "fall" : "rise")} of {What(c.Of)} since {Before(c)}",
        TriggerValue.SilentFor s => $"silence on `{s.Measure}`",
        TriggerValue.StatusOf s => $"`{s.Item}`",
        TriggerValue.DaysAt d => $"days of `{d.Item}` at “{Intake.Durations.WordOf(d.Status)}”",
        TriggerValue.Overdue o => $"days of `{o.Item}` past due",
        TriggerValue.LevelOf l => $"`{l.Trigger}`",
        TriggerValue.ShareOfProviders s => Text($"the share of providers at {Name(s.AtLeast)} or more of {AnyOf(s.Watches)}"),
        TriggerValue.CountOfProviders c => Text($"the number of providers at {Name(c.AtLeast)} or more of {AnyOf(c.Watches)}"),
        TriggerValue.SumOfProviders { Over: { } over } s => $"`{s.Measure}` of `{over}`, added up over providers",
        TriggerValue.SumOfProviders s => $"`{s.Measure}`, added up over providers",
        _ => "",
    };

    /// <summary>What a case is about, in one line: the trigger's title, the value, and the limit of the level reached.</summary>
    public static string Summary(Trigger trigger, Evaluation seen, TriggerLevel level)
    {
        if (level == TriggerLevel.Clear)
        {
            return $"{trigger.Title}: {Said(trigger, seen)}; clear again";
        }

        var limit = trigger.Levels.FirstOrDefault(l => l.Name == level) ?? trigger.Levels[^1];
        var said = Said(trigger, seen, limit);
        var lasting = limit.For is { } span ? $" for {Length(span)}" : "";
        return limit switch
        {
            { When: not null } => $"{trigger.Title}: {said}; {Name(level)}{lasting}",
            { Comparison: Comparison.Is } => $"{trigger.Title}: {(trigger.Value is TriggerValue.StatusOf ? "" : "answered ")}{said}{lasting}",
            { Comparison: Comparison.AtLeast } when trigger.Value is TriggerValue.SilentFor => Text($"{trigger.Title}: {said}; {Name(level)} from {limit.Limit}"),
            { Comparison: Comparison.AtLeast } => $"{trigger.Title}: {said}; {Name(level)} from {Limit(limit, seen)}{lasting}",
            { Comparison: Comparison.Below } => $"{trigger.Title}: {said}; {Name(level)} below {Limit(limit, seen)}{lasting}",
            _ => $"{trigger.Title}: {said}; {Name(level)} at {Limit(limit, seen)} or less{lasting}",
        };
    }

    /// <summary>What a case is about once it was clear and is not known to be any more.</summary>
    public static string Doubt(Trigger trigger, Evaluation seen) => $"{trigger.Title}: {Said(trigger, seen)}; was clear, and is not known to be";

    /// <summary>Why that is.</summary>
    public static string WhyInDoubt(Trigger trigger, Evaluation seen, IReadOnlyList<string> unknown) => unknown.Count > 0
        ? $"Not known any more: {string.Join(", ", unknown)}."
        : $"Providers of which too little is known may reach the limit: {Said(trigger, seen)}.";

    public static string Limit(Level level, Evaluation seen) => Limit(seen.First, level.Comparison, level.Limit, level.Answer);

    /// <summary>One of several conditions: what it compares, what was seen, and whether that holds.</summary>
    public static string Condition(Condition.Test test, Evaluation seen)
    {
        var sight = seen.SightOf(test.Value);
        var wanted = test.Comparison switch
        {
            Comparison.Is => Limit(sight, test.Comparison, test.Limit, test.Answer),
            Comparison.AtLeast => $"{Limit(sight, test.Comparison, test.Limit, test.Answer)} or more",
            Comparison.AtMost => $"{Limit(sight, test.Comparison, test.Limit, test.Answer)} or less",
            _ => $"below {Limit(sight, test.Comparison, test.Limit, test.Answer)}",
        };
        return seen.Holds(test) switch
        {
            Truth.True when test.Comparison == Comparison.Is => Statement(sight),
            Truth.True => $"{Statement(sight)}, which is {wanted}",
            Truth.False => $"{Statement(sight)}, not {wanted}",
            _ => $"{Statement(sight, seen)}, so whether it is {wanted} cannot be told",
        };
    }

    /// <summary>What was seen of one of several values, as a sentence without its end.</summary>
    public static string Statement(Sight sight) => sight.Of switch
    {
        _ when sight.Nil => $"{What(sight.Of!)} is a nil report",
        TriggerValue.Change c when sight.Value == Interval.Unknown => $"how {What(c.Of)} has changed since {Before(c)} is not known",
        TriggerValue.Change c => $"{What(c.Of)} is {Said(sight)}",
        TriggerValue.LevelOf when sight.Value != Interval.Unknown => $"{What(sight.Of)} stands {Said(sight)}",
        TriggerValue.SilentFor s => $"`{s.Measure}` is {Said(sight)}",
        TriggerValue.DaysAt d when sight.Value is { IsExact: true, Lower: { } days } =>
            $"`{d.Item}` has been “{Intake.Durations.WordOf(d.Status)}” for {Days(days.Part, d.Working)}",
        TriggerValue.Overdue o => $"`{o.Item}` is {Said(sight)}",
        _ => $"{What(sight.Of!)} is {Said(sight)}",
    };

    /// <summary>What keeps a trigger from judging: what is not known, and what was answered with 0 and would have to divide.</summary>
    public static string Missing(Trigger trigger, Evaluation seen)
    {
        var nothing = Nothing(trigger, seen);
        List<string> rest = [.. seen.Unknown.Except(nothing)];
        return nothing.Count == 0 ? $"{List(rest)} is not known at present"
            : rest.Count == 0 ? $"{List(nothing)} is 0, and there is no share of nothing"
            : $"{List(rest)} is not known at present; {List(nothing)} is 0, and there is no share of nothing";
    }

    /// <summary>Denominators that are known to be 0.</summary>
    public static IReadOnlyList<string> Nothing(Trigger trigger, Evaluation seen) =>
        seen.Unknown.Count == 0 ? [] : [.. trigger.Values.Select(DivisorOf).OfType<string>().Distinct().Where(k => IsNothing(k, seen))];

    /// <summary>The measure that divides in a value; null where none does.</summary>
    public static string? DivisorOf(TriggerValue value) => value switch
    {
        TriggerValue.Percent p => p.Of,
        TriggerValue.Ratio r => r.Of,
        TriggerValue.Change c => DivisorOf(c.Of),
        _ => null,
    };

    private static bool IsNothing(string measure, Evaluation seen) =>
        seen.Unknown.Contains(measure) && seen.Used.Any(u => u.Measure == measure && u.Belief.Answer.IsZero);

    /// <summary>The same as <see cref="Statement(Sight)"/>; of a share of nothing it says that it is one.</summary>
    private static string Statement(Sight sight, Evaluation seen) =>
        sight.Value == Interval.Unknown && DivisorOf(sight.Of!) is { } divisor && IsNothing(divisor, seen)
            ? $"{What(sight.Of!)} is no share, for `{divisor}` is 0"
            : Statement(sight);

    public static string AnswerText(Answer answer, MeasureKind kind) => answer.Kind switch
    {
        AnswerKind.Unknown => "not known",
        AnswerKind.NotApplicable => "not applicable",
        AnswerKind.Nil => "nil",
        _ when kind == MeasureKind.YesNo => answer.Value == 1 ? "yes" : "no",
        _ => answer.Choice ?? Number(new Fraction(answer.Value, answer.Of)),
    };

    /// <summary>A length of time: <c>48 hours</c>, <c>3 working days</c>.</summary>
    public static string Length(Span span) => Text($"{span.Amount} {span.Unit switch
    {
        SpanUnit.Hours => "hour",
        SpanUnit.Days => "day",
        _ => "working day",
    }}{(span.Amount == 1 ? "" : "s")}");

    private static string AnyOf(IReadOnlyList<string> keys) => keys.Count == 1 ? List(keys) : $"any of {List(keys)}";

    public static string List(IEnumerable<string> keys) => string.Join(", ", keys.Select(k => $"`{k}`"));

    private static string Joined(Evaluation seen, Level? level)
    {
        var sights = level?.When is { } when ? when.Tests.Select(t => t.Value).Distinct().Select(seen.SightOf) : seen.Sights;
        return string.Join("; ", sights.Select(s => Statement(s, seen)));
    }

    private static string Exact(Sight sight, Fraction exact) => sight.Of switch
    {
        TriggerValue.SilentFor => $"{Days(exact.Part, working: true)} overdue",
        TriggerValue.Overdue o => $"{Days(exact.Part, o.Working)} past due",
        TriggerValue.DaysAt d => $"{Days(exact.Part, d.Working)} at “{Intake.Durations.WordOf(d.Status)}”",
        TriggerValue.LevelOf => $"at {Name((TriggerLevel)exact.Part)}",
        TriggerValue.Change => One(sight, exact),
        _ when sight.Per > 1 => $"{One(sight, exact)} ({exact.Part} of {exact.Of})",
        _ => Number(exact),
    };

    private static string One(Sight sight, Fraction fraction) => sight.Of switch
    {
        TriggerValue.Change change => Moved(change, Scaled(sight, fraction)),
        TriggerValue.LevelOf => Name((TriggerLevel)fraction.Part),
        TriggerValue.Ratio ratio => Text($"{Number(Scaled(sight, fraction))} per {ratio.Per}"),
        _ when sight.IsPercent => Scaled(sight, fraction).ToString("0.#", CultureInfo.InvariantCulture) + " %",
        _ => Number(fraction),
    };

    private static decimal Scaled(Sight sight, Fraction fraction) => (decimal)fraction.Part * sight.Per / fraction.Of;

    private static string Moved(TriggerValue.Change change, decimal moved) =>
        $"{((change.Falls ? -moved : moved) >= 0 ? "up" : "down")} by {Math.Abs(moved).ToString("0.#", CultureInfo.InvariantCulture)}{Unit(change)} since {Before(change)}";

    private static string Unit(TriggerValue.Change change) => change.In == ChangeUnit.Percent ? " %"
        : change.Of is TriggerValue.Percent ? " points"
        : "";

    private static string Days(long days, bool working) => Text($"{days} {(working ? "working " : "")}day{(days == 1 ? "" : "s")}");

    private static string Before(TriggerValue.Change change) => change.Since switch
    {
        Since.PreviousPeriod => "the period before",
        Since.LastYear => "a year before",
        _ => $"`{change.Baseline}`",
    };

    private static string Number(Fraction fraction) => Number((decimal)fraction.Part / fraction.Of);

    private static string Number(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
