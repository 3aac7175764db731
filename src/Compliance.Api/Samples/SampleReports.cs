using Compliance.Domain.Calendars;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Samples;

/// <summary>What the sample's services report, week by week, up to now.</summary>
internal sealed class SampleReports(Calendar calendar, DateTime now, Random random)
{
    private static readonly string[] _items = ["provider-staffing-plan", "workforce-record-current", "ppe-stock"];

    private static readonly string[] _ppe = ["masks", "gloves", "aprons", "eye-protection", "sanitiser"];

    /// <summary>A service's reports from a day on, each with the time at which it comes in.</summary>
    public IEnumerable<(DateTime On, GivenReport Report)> Of(SampleProvider provider, DateOnly from)
    {
        var monthly = new SampleMonth(provider, random);
        var stock = _ppe.ToDictionary(p => p, _ => random.Next(18, 45));
        var (monthTold, unchanged) = (-1, false);
        for (var monday = Period.Of(Domain.Checklists.Cadence.Week, from).Start; calendar.StartOf(monday) < now; monday = monday.AddDays(7))
        {
            var on = calendar.StartOf(monday.AddDays(random.Next(0, 4))).AddHours(8.5).AddMinutes(random.Next(0, 16) * 30);
            var weeksAgo = (int)((now - on).TotalDays / 7);
            if (on >= now || calendar.DateOf(on) < from || IsMissed(provider, weeksAgo))
            {
                continue;
            }

            if (provider.Fate == Fate.Empty && weeksAgo < 3)
            {
                yield return (on, Report(ReportKind.Nil, []));
                continue;
            }

            IReadOnlyList<StatusAnswer> statuses = [];
            List<GivenReading> readings =
            [
                Count("staff-absent", AbsentOf(provider, weeksAgo)),
                YesNo("able-to-meet-needs-safely", true),
                Count("outbreak-linked-cases", CasesOf(provider, weeksAgo)),
            ];
            if (calendar.DateOf(on).Month != monthTold)
            {
                readings.AddRange(monthTold < 0 ? monthly.First(calendar.DateOf(on)) : monthly.Again());
                monthTold = calendar.DateOf(on).Month;
                statuses = [.. _items.Select(i => new StatusAnswer(i, ItemStatus.Met, null))];
            }

            // Some send every other week that nothing has changed, with the three answers that are always asked.
            unchanged = !unchanged && provider is { Fate: Fate.Steady } && provider.Staff % 3 == 0 && readings.Count == 3 && stock.Values.Min() > 12;
            foreach (var item in unchanged ? [] : _ppe)
            {
                stock[item] = NextStock(stock[item], item, provider, weeksAgo);
                readings.Add(Count($"ppe-days-{item}", stock[item]));
            }

            yield return (on, Report(unchanged && weeksAgo < 7 ? ReportKind.NoChange : ReportKind.Routine, readings) with { Statuses = statuses });
        }

        if (provider.Fate == Fate.CannotCope)
        {
            yield return (now.AddHours(-5), Report(ReportKind.Update, [YesNo("able-to-meet-needs-safely", false)]));
        }
    }

    private bool IsMissed(SampleProvider provider, int weeksAgo) => provider.Fate switch
    {
        Fate.Silent or Fate.Excused => weeksAgo < 2,
        Fate.Steady => weeksAgo > 0 && random.Next(40) == 0,
        _ => false,
    };

    private int AbsentOf(SampleProvider provider, int weeksAgo) => provider.Fate == Fate.Outbreak && weeksAgo < 3
        ? provider.Staff * (26 - 7 * weeksAgo + random.Next(0, 3)) / 100
        : Math.Min(random.Next(0, 4), provider.Staff * 7 / 100);

    private int CasesOf(SampleProvider provider, int weeksAgo) => provider.Fate == Fate.Outbreak && weeksAgo < 3
        ? 7 - 2 * weeksAgo
        : random.Next(30) == 0 ? 1 : 0;

    private int NextStock(int days, string item, SampleProvider provider, int weeksAgo) =>
        provider.Fate == Fate.ShortOfPpe && item == "masks" && weeksAgo < 2
            ? (provider.Staff % 2 == 0 ? 2 : 6) + weeksAgo * 4
            : days < 16 ? days + random.Next(14, 28) : days - random.Next(0, 6);

    private static GivenReport Report(ReportKind kind, IReadOnlyList<GivenReading> readings) => new(kind, null, readings, [], null, [], null);

    private static GivenReading Count(string measure, int value) => new(measure, new GivenValue(value, null));

    private static GivenReading YesNo(string measure, bool yes) => new(measure, new GivenValue(null, yes ? "yes" : "no"));
}
