using System.Globalization;
using System.Text.Json;
using Compliance.Domain.Calendars;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Boards;

/// <summary>Says in one sentence why a cell is what it is, naming everything that makes it so.</summary>
internal sealed class CellSentence(
    Cell cell, IReadOnlyList<ExplainedMeasure> measures, IReadOnlyList<ExplainedItem> items, IReadOnlyList<ExplainedTrigger> triggers, Calendar calendar, Excuse? excuse, Closure? closure)
{
    public override string ToString() => $"{Status()}{NotWatched()}";

    private string Status() => cell.Status switch
    {
        CellStatus.OffTrack => $"Off track: {Reasons()}.",
        CellStatus.AtRisk => $"At risk: {Reasons()}.",
        CellStatus.NoReport when cell.Missing.Count == 0 => "No report: nothing has been said yet, and nothing is owed yet.",
        CellStatus.NoReport => $"No report: {Clauses(cell.Missing.Select(m => (m.Key, LackOf(m.Key))))}.{Excused()}",
        _ => $"On track: {Clauses(Said())}.",
    };

    /// <summary>What is said of an open case already says that nobody watches it.</summary>
    private string NotWatched() => string.Concat(cell.NotWatched
        .Where(g => g.Level is not null || cell.Because.All(b => b.Trigger != g.Trigger.Key))
        .Select(g => $" {g.Sentence(calendar)}"));

    private string Excused() => closure is not null
        ? string.Create(CultureInfo.InvariantCulture, $" It is closed from {closure.From:d MMMM yyyy} to {closure.To:d MMMM yyyy}, as planned.")
        : excuse is { } granted
        ? string.Create(CultureInfo.InvariantCulture, $" The authority has excused it until {granted.To:d MMMM yyyy}.")
        : "";

    private string Reasons() => string.Join("; ", cell.Because.Select(b => b.Trigger is { } trigger
        ? triggers.First(t => t.Key == trigger).Sentence.TrimEnd('.')
        : ItemReason(b)));

    private string ItemReason(Because because)
    {
        var said = items.First(i => i.Item.Key == because.Item).Last!.Value;
        var word = $"was said to be {Words(said.Status)} on {Day(said.AsAt)}";
        return because.DueOn is { } due && because.ItemStatus != ItemStatus.NotMet
            ? $"`{because.Item}` was due by {Day(due)} and {word}"
            : $"`{because.Item}` {word}";
    }

    private Phrase LackOf(string key) => measures.FirstOrDefault(m => m.Measure.Key == key) is { } measure ? LackOf(measure) : LackOf(items.First(i => i.Item.Key == key));

    private Phrase LackOf(ExplainedMeasure measure) => (measure.Lack, measure.Last) switch
    {
        (LackKind.Stale, { } last) => new(
            $"was last said on {Day(last.AsAt)} and counts for {Days(measure.Measure.FreshForDays)}",
            $"were last said on {Day(last.AsAt)} and count for {Days(measure.Measure.FreshForDays)}"),
        (LackKind.Unknown, { Answer.Kind: AnswerKind.Unknown } last) => Phrase.Same($"answered on {Day(last.AsAt)} as not known"),
        (LackKind.Unknown, { } last) when measure.IsNothing => Phrase.Same($"answered on {Day(last.AsAt)} as 0, and there is no share of nothing for {List(measure.Blinds)} to judge"),
        (LackKind.Unknown, { } last) => Phrase.Same($"answered on {Day(last.AsAt)} in a way that leaves {List(measure.Blinds)} unable to judge"),
        (LackKind.Overdue, { } last) => new(
            $"was last said on {Day(last.AsAt)} and has been due since {Day(measure.DueOn ?? last.AsAt)}",
            $"were last said on {Day(last.AsAt)} and have been due since {Day(measure.DueOn ?? last.AsAt)}"),
        _ => measure.Owed is { } owed
            ? new($"has never been answered and is owed for {Days(owed)}", $"have never been answered and are owed for {Days(owed)}")
            : new("has never been answered", "have never been answered"),
    };

    private Phrase LackOf(ExplainedItem item) => item.Last is { } last
        ? new(
            $"was last said to be {Words(last.Status)} on {Day(last.AsAt)}, and its status due by {Day(item.Due!.On)} has not come",
            $"were last said to be {Words(last.Status)} on {Day(last.AsAt)}, and their status due by {Day(item.Due!.On)} has not come")
        : new($"was due by {Day(item.Due!.On)} and nothing was ever said of it", $"were due by {Day(item.Due!.On)} and nothing was ever said of them");

    private IEnumerable<(string Key, Phrase Phrase)> Said() =>
    [
        .. measures.Where(m => !m.LeftOut).Select(m => (m.Measure.Key, m.Last is null
            ? new Phrase("is not owed yet", "are not owed yet")
            : new Phrase("is answered and fresh", "are answered and fresh"))),
        .. items.Where(i => !i.LeftOut).Select(i => (i.Item.Key, i.Last is { } last
            ? new Phrase($"is {Words(last.Status)}", $"are {Words(last.Status)}")
            : new Phrase("has not fallen due yet", "have not fallen due yet"))),
    ];

    /// <summary>What is said of several in the same words is said once.</summary>
    private static string Clauses(IEnumerable<(string Key, Phrase Phrase)> said) => string.Join("; ", said.GroupBy(s => s.Phrase).Select(g =>
    {
        List<string> keys = [.. g.Select(s => s.Key)];
        return $"{List(keys)} {(keys.Count == 1 ? g.Key.OfOne : g.Key.OfMany)}";
    }));

    private static string List(IReadOnlyList<string> keys) => keys.Count < 2
        ? string.Concat(keys.Select(k => $"`{k}`"))
        : $"{string.Join(", ", keys.SkipLast(1).Select(k => $"`{k}`"))} and `{keys[^1]}`";

    private static string Words(ItemStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString()).Replace('-', ' ');

    private static string Days(int days) => string.Create(CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day" : "days")}");

    private static string Days(Period period) => period.Start == period.End
        ? Day(period.End)
        : string.Create(CultureInfo.InvariantCulture, $"{period.Start:d MMMM} to {period.End:d MMMM yyyy}");

    private static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private string Day(DateTime on) => Day(calendar.DateOf(on));

    private readonly record struct Phrase(string OfOne, string OfMany)
    {
        public static Phrase Same(string words) => new($"was {words}", $"were {words}");
    }
}
