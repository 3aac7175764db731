using System.Globalization;
using Compliance.Domain.Checklists;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Api.Checklists;

/// <summary>
/// The command <c>checklists check [path] [--mutate]</c>: says every mistake, every test that fails, every change that no test would
/// notice, and what each checklist asks of whom.
/// </summary>
/// <remarks>What is published must be tested so well that no small change goes unnoticed; of a draft that is looked at only when asked for.</remarks>
public static class CheckCommand
{
    private const string Mutate = "--mutate";
    private const int SayEvery = 200;

    /// <param name="calendarOf">Gives the calendar of a nation.</param>
    /// <returns>0 when all is well, 1 when there are mistakes, 2 when there is nothing to check.</returns>
    public static int Run(string[] args, Func<string, Calendar> calendarOf, TextWriter output)
    {
        var named = args.Skip(2).Where(a => a != Mutate).ToList();
        if (named.Count > 1 || named.Any(n => n.StartsWith('-')))
        {
            output.WriteLine("Use: checklists check [folder] [--mutate]");
            return 2;
        }

        var folder = named.FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "checklists");
        var set = ChecklistSet.Read(folder);
        if (set.Checklists.Count == 0 && set.Mistakes.Count == 0)
        {
            output.WriteLine($"There are no checklists in {folder}.");
            return 2;
        }

        var mistakes = set.Mistakes.ToList();
        var tried = 0;
        foreach (var checklist in set.Newest.Where(c => set.Tests.ContainsKey(c.Key)))
        {
            var calendar = calendarOf(checklist.Nations is [var nation, ..] ? nation : "england");
            var tests = set.Tests[checklist.Key];
            var written = Path.Combine(folder, "tests", checklist.Key + ".yaml");
            var failing = tests.Tests.SelectMany(t => TestRun.Of(written, t, checklist, calendar)).ToList();
            mistakes.AddRange(failing);

            // What tests leave out altogether has been said already, and every change to it would say it again.
            if (failing.Count == 0 && set.Mistakes.All(m => m.File != written) && (checklist.Status is ChecklistStatus.Published || args.Contains(Mutate)))
            {
                var file = Path.Combine(folder, checklist.Key + ".yaml");
                var result = MutationRun.Of(file, File.ReadAllText(file), tests, calendar, (done, of) => Say(checklist, done, of, output));
                mistakes.AddRange(result.Unnoticed);
                tried += result.Tried;
            }
        }

        mistakes.ForEach(output.WriteLine);

        foreach (var checklist in set.Newest)
        {
            Describe(checklist, set.Tests.GetValueOrDefault(checklist.Key)?.Tests.Count ?? 0, output);
        }

        output.WriteLine(mistakes.Count > 0 ? Count(mistakes.Count, "mistake") + "."
            : Sum(set, tried));
        return mistakes.Count == 0 ? 0 : 1;
    }

    /// <summary>What there is to say when nothing is wrong. Only a draft may do without tests.</summary>
    private static string Sum(ChecklistSet set, int tried)
    {
        var untested = set.Newest.Select(c => c.Key).Where(k => !set.Tests.ContainsKey(k)).Order(StringComparer.Ordinal).ToList();
        var passing = set.Tests.Count == 0 ? ""
            : tried == 0 ? "; all tests pass"
            : $"; all tests pass, and notice each of {Count(tried, "change")}";
        return untested.Count == 0 ? $"No mistakes{passing}."
            : $"No mistakes{passing}, but there are no tests of {string.Join(", ", untested.Select(k => $"`{k}`"))}; before publishing write {string.Join(", ", untested.Select(k => $"`tests/{k}.yaml`"))}.";
    }

    private static void Say(Checklist checklist, int done, int of, TextWriter output)
    {
        if (done % SayEvery == 0 || done == of)
        {
            lock (output)
            {
                output.WriteLine($"{checklist.Key}: {done} of {Count(of, "change")} tried");
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
        foreach (var ladder in LadderRules.Unused(checklist))
        {
            output.WriteLine($"  No level starts the ladder `{ladder}`; it is only for cases that people raise.");
        }
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
