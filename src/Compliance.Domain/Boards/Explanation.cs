using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Boards;

/// <summary>A cell of the board with everything behind it.</summary>
/// <param name="Cell">The very cell of the board.</param>
/// <param name="Measures">What the provider is asked in the column.</param>
/// <param name="Items">What the provider keeps the status of in the column.</param>
/// <param name="Triggers">What judges the provider in the column.</param>
/// <param name="Sentence">Why the cell is what it is.</param>
public sealed record Explanation(
    Cell Cell,
    IReadOnlyList<ExplainedMeasure> Measures,
    IReadOnlyList<ExplainedItem> Items,
    IReadOnlyList<ExplainedTrigger> Triggers,
    string Sentence)
{
    /// <summary>Explains every cell of one provider's row.</summary>
    /// <param name="cases">Open cases about the provider.</param>
    public static IReadOnlyList<Explanation> OfRow(
        SubjectState provider, Rulebook rules, IEnumerable<OpenCase> cases, DateTime knownOn, BoardBy by)
    {
        var all = cases.ToList();
        var open = all.Where(c => c.Trigger is not null).ToDictionary(c => (c.Trigger!, c.Subject), c => c.Id);
        return [.. Column.Of(rules, rules.Calendar.DateOf(knownOn), by, all).Select(c => Of(c, provider, rules, open, knownOn)).OfType<Explanation>()];
    }

    private static Explanation? Of(
        Column column, SubjectState provider, Rulebook rules, Dictionary<(string Trigger, string Subject), string> open, DateTime at)
    {
        var heard = new Dictionary<string, Word?>();
        if (Cell.Of(column, provider, rules, open, at, heard) is not { } cell)
        {
            return null;
        }

        List<ExplainedMeasure> measures = [.. column.Measures.Where(m => heard.ContainsKey(m.Key)).Select(m => ExplainedMeasure.Of(m, heard[m.Key], provider, rules, at))];
        List<ExplainedItem> items = [.. column.Items.Where(i => heard.ContainsKey(i.Key)).Select(i => ExplainedItem.Of(i, heard[i.Key], provider, rules, at))];
        List<ExplainedTrigger> triggers =
        [
            .. from rule in column.Rules
               let state = provider.StateOf(rule.Trigger.Key)
               where state.Level > TriggerLevel.Clear || (rule.Covers(rules.Calendar.DateOf(at)) && Spread.IsAsked(rule, provider, rules))
               select ExplainedTrigger.Of(rule, state, provider, rules, open.GetValueOrDefault((rule.Trigger.Key, provider.Key)), at),
            .. from off in column.Off
               where cell.Because.Any(b => b.Trigger == off.Trigger.Key)
               select ExplainedTrigger.Of(off, provider, rules, open.GetValueOrDefault((off.Trigger.Key, provider.Key))),
            .. from retired in column.Retired
               where retired.Subject == provider.Key && cell.Because.Any(b => b.Trigger == retired.Trigger)
               select ExplainedTrigger.Of(retired, provider, rules),
        ];
        return new Explanation(
            cell, measures, items, triggers,
            new CellSentence(cell, measures, items, triggers, rules.Calendar, provider.ExcuseOn(rules.Calendar.DateOf(at)), provider.Membership?.ClosureOn(rules.Calendar.DateOf(at))).ToString());
    }
}

/// <summary>A measure behind a cell.</summary>
/// <param name="Last">The last answer; null when there was none.</param>
/// <param name="FreshUntil">The last instant at which that counts.</param>
/// <param name="Owed">The first period that has begun and was not answered; null when none has.</param>
/// <param name="DueOn">The last second in which the answer for it is on time.</param>
/// <param name="Lack">What it keeps the cell from being on track by; null when by nothing.</param>
/// <param name="LeftOut">Not applicable, and so in no cell.</param>
/// <param name="Blinds">Triggers that cannot judge for want of it.</param>
/// <param name="IsNothing">It is 0, and those triggers would have to divide by it.</param>
public sealed record ExplainedMeasure(
    Measure Measure, Belief? Last, DateTime? FreshUntil, Period? Owed, DateTime? DueOn, LackKind? Lack, bool LeftOut, IReadOnlyList<string> Blinds, bool IsNothing)
{
    internal static ExplainedMeasure Of(Measure measure, Word? heard, SubjectState provider, Rulebook rules, DateTime at)
    {
        var last = provider.BeliefOf(measure.Key);
        var owed = Debt.FirstOwed(provider, measure, rules) is { } period && period.Start <= rules.Calendar.DateOf(at) ? period : (Period?)null;
        List<Trigger> blinds =
        [
            .. rules.Reading(measure.Key).Select(r => r.Trigger)
                .Where(t => t.Subject == SubjectScope.Provider && provider.StateOf(t.Key).Unknown.Contains(measure.Key)),
        ];
        return new ExplainedMeasure(
            measure, last, last is { } belief ? Evaluation.StaleAfter(belief, measure) : null,
            owed, owed is { } first ? rules.Outages.DueBy(first.End).On : null,
            heard?.Lack?.Why, heard is null,
            [.. blinds.Select(t => t.Key)],
            last is { Answer.IsZero: true } && blinds.Count > 0 && blinds.TrueForAll(t => t.Values.Any(v => Sentences.DivisorOf(v) == measure.Key)));
    }
}

/// <summary>An item behind a cell.</summary>
/// <param name="Last">The last status; null when there was none.</param>
/// <param name="Due">What fell due last; null when nothing has yet.</param>
/// <param name="Lack">What it keeps the cell from being on track by; null when by nothing.</param>
/// <param name="LeftOut">Not applicable, or the law behind it is not in force: in no cell.</param>
public sealed record ExplainedItem(Item Item, StatusBelief? Last, Deadline? Due, LackKind? Lack, bool LeftOut)
{
    internal static ExplainedItem Of(Item item, Word? heard, SubjectState provider, Rulebook rules, DateTime at) => new(
        item,
        Duties.StatusOf(item, provider, rules, rules.Calendar.DateOf(at)),
        Duties.LastDue(item, provider, rules, at),
        heard?.Lack?.Why, heard is null);
}

/// <summary>A trigger behind a cell.</summary>
/// <param name="Sentence">Why it stands at its level or, while clear, why not higher.</param>
/// <param name="Case">The open case about it; null when there is none.</param>
public sealed record ExplainedTrigger(string Key, string Title, TriggerLevel Level, DateTime? Since, string Sentence, string? Case)
{
    internal static ExplainedTrigger Of(OpenCase retired, SubjectState provider, Rulebook rules)
    {
        var (key, title) = (retired.Trigger!, retired.Whole?.Title ?? retired.Trigger!);
        var state = provider.StateOf(key);
        var why = Unwatched.Of(key, provider, rules, retired.Whole?.Receipt?.Checklist)!;
        return new ExplainedTrigger(key, title, state.Level, state.Since, $"{Why.Say(title, state, why, rules.Calendar)}.", retired.Id);
    }

    internal static ExplainedTrigger Of(SwitchedOff off, SubjectState provider, Rulebook rules, string? open)
    {
        var state = provider.StateOf(off.Trigger.Key);
        return new ExplainedTrigger(off.Trigger.Key, off.Trigger.Title, state.Level, state.Since, $"{Why.Say(off, state, rules.Calendar)}.", open);
    }

    internal static ExplainedTrigger Of(Rule rule, TriggerState state, SubjectState provider, Rulebook rules, string? open, DateTime at)
    {
        var seen = Firings.Seen(provider, rule, rules, at);
        var sentence = state.Level > TriggerLevel.Clear
            ? $"{Why.Say(rule.Trigger, state, seen, rules.Calendar)}."
            : WhyNot.Of(rule.Trigger, state, seen, rules.Calendar)[0].Sentence;
        return new ExplainedTrigger(rule.Trigger.Key, rule.Trigger.Title, state.Level, state.Since, sentence, open);
    }
}
