using System.Globalization;
using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Api.Checklists;

/// <summary>The command <c>checklists check [path]</c>: says every mistake, and what each checklist asks of whom.</summary>
public static class CheckCommand
{
    /// <param name="calendarOf">Gives the calendar of a nation.</param>
    /// <returns>0 when all is well, 1 when there are mistakes, 2 when there is nothing to check.</returns>
    public static int Run(string[] args, Func<string, Calendar> calendarOf, TextWriter output)
    {
        if (args.Length > 3)
        {
            output.WriteLine("Use: checklists check [folder]");
            return 2;
        }

        var folder = args.ElementAtOrDefault(2) ?? Path.Combine(AppContext.BaseDirectory, "checklists");
        var set = ChecklistSet.Read(folder);
        if (set.Checklists.Count == 0 && set.Mistakes.Count == 0)
        {
            output.WriteLine($"There are no checklists in {folder}.");
            return 2;
        }

        var mistakes = set.Mistakes.Concat(RunTests(set, folder, calendarOf)).ToList();
        foreach (var mistake in mistakes)
        {
            output.WriteLine(mistake);
        }

        foreach (var checklist in set.Newest)
        {
            Describe(checklist, set.Tests.GetValueOrDefault(checklist.Key)?.Tests.Count ?? 0, output);
        }

        output.WriteLine(mistakes.Count == 0 ? "No mistakes; all tests pass." : Count(mistakes.Count, "mistake") + ".");
        return mistakes.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<Mistake> RunTests(ChecklistSet set, string folder, Func<string, Calendar> calendarOf)
    {
        foreach (var checklist in set.Newest.Where(c => set.Tests.ContainsKey(c.Key)))
        {
            var calendar = calendarOf(checklist.Nations is [var nation, ..] ? nation : "england");
            var file = Path.Combine(folder, "tests", checklist.Key + ".yaml");
            foreach (var mistake in set.Tests[checklist.Key].Tests.SelectMany(t => TestRun.Of(file, t, checklist, calendar)))
            {
                yield return mistake;
            }
        }
    }

    private static void Describe(Checklist checklist, int tests, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{checklist.Key}, version {checklist.Version}: {checklist.Title}");
        output.WriteLine($"  {Count(checklist.Items.Count(), "item")}, {Count(checklist.Measures.Count(), "measure")}, "
            + $"{Count(checklist.Triggers.Count, "trigger")}, {Count(tests, "test")}");
        output.WriteLine($"  {"What it asks",-26}{"every week",-26}on top every month");
        foreach (var type in ServiceTypes.All)
        {
            Ask(type, ReturnRules.EveryWeek(checklist, type), ReturnRules.EveryMonth(checklist, type), output);
        }

        var own = checklist.Measures.Where(m => m.Owner is Owner.Authority).ToLookup(m => m.Every is Cadence.Month);
        Ask("authority", own[false], own[true], output);
    }

    private static void Ask(string whom, IEnumerable<Measure> everyWeek, IEnumerable<Measure> everyMonth, TextWriter output) =>
        output.WriteLine($"    {whom,-24}{Cost(everyWeek),-26}{Cost(everyMonth)}".TrimEnd());

    private static string Cost(IEnumerable<Measure> measures)
    {
        var asked = measures.ToList();
        var minutes = ReturnRules.TimeOf(asked).TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture);
        return $"{Count(asked.Count, "question"),-13} {minutes} min";
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
