using Compliance.Domain.Actions;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Samples;

/// <summary>What the sample's authorities report of themselves: their own readings week by week, and how far their actions are.</summary>
internal sealed class SampleActions(Plan plan, Calendar calendar, DateTime now, Random random)
{
    private const string Evidence = "Minutes of the winter board, commissioning share";

    private static readonly ILookup<string, ActionWord> _nothingSaid = Array.Empty<ActionWord>().ToLookup(_ => "");

    /// <summary>The authority's readings: every Wednesday, and in each month's first week also what is asked once a month.</summary>
    public IEnumerable<(DateTime On, GivenReport Report)> Readings()
    {
        var monthTold = 0;
        for (var day = plan.From.AddDays(2); calendar.StartOf(day) < now.AddHours(-12); day = day.AddDays(7))
        {
            List<GivenReading> readings = [Number("ppe-days-council", random.Next(14, 40)), Word("weekly-message-sent", "yes")];
            if (day.Month != monthTold)
            {
                monthTold = day.Month;
                readings.AddRange(Monthly());
            }

            yield return (calendar.StartOf(day).AddHours(11), new GivenReport(ReportKind.Routine, null, readings, [], null, [], null));
        }
    }

    /// <summary>Words about the authority's own actions: most are met in time, the odd one is late, what comes next is under way.</summary>
    public IEnumerable<(DateTime On, GivenReport Report)> Words() => PlannedAction
        .Of(plan, _nothingSaid, calendar, calendar.StartOf(plan.From))
        .Where(a => a.State is ActionState.Due)
        .SelectMany((a, n) => a.Item.Repeat is { } cadence ? Repeated(a.Item, cadence) : Once(a, isLate: n % 19 == 11))
        .Where(w => w.On < now.AddHours(-1))
        .GroupBy(w => w.On)
        .Select(g => (g.Key, new GivenReport(ReportKind.Update, null, [], [.. g.Select(w => w.Word)], null, [], null)));

    private IEnumerable<(DateTime On, StatusAnswer Word)> Repeated(Item item, Cadence cadence)
    {
        var period = Period.Of(cadence, plan.From);
        for (period = period.Start < plan.From ? period.Next : period; calendar.StartOf(period.Start) < now; period = period.Next)
        {
            yield return (calendar.StartOf(period.Start.AddDays(cadence == Cadence.Week ? 3 : 16)).AddHours(15), Met(item));
        }
    }

    private IEnumerable<(DateTime On, StatusAnswer Word)> Once(PlannedAction action, bool isLate)
    {
        var due = action.DueOn!.Value;
        var started = due.AddDays(-20);
        if (calendar.DateOf(started) >= plan.From)
        {
            yield return (Hour(started), new StatusAnswer(action.Item.Key, ItemStatus.InProgress, null));
        }

        yield return isLate
            ? (Hour(due.AddDays(-2)), new StatusAnswer(action.Item.Key, ItemStatus.AtRisk, new Note("Waiting for a partner's answer.", Audience.Authority)))
            : (Hour(due.AddDays(-4)), Met(action.Item));
    }

    private DateTime Hour(DateTime on) => calendar.StartOf(calendar.DateOf(on)).AddHours(14);

    private static StatusAnswer Met(Item item) => new(item.Key, ItemStatus.Met, null, item.EvidenceRequired ? Evidence : null);

    private IEnumerable<GivenReading> Monthly() =>
    [
        Word("ppe-free-route-open", "yes"),
        Number("settings-not-testing", random.Next(0, 5)),
        Word("visiting-limits-in-force", "no"),
        new("visiting-limits-until", NotApplicable: true),
        Word("visiting-limits-spare-end-of-life", "yes"),
        Word("visiting-limits-spare-caregivers", "yes"),
        Word("designated-setting-available", "yes"),
        Number("designated-beds-free", random.Next(2, 9)),
        Number("carers-assessments-held", 640),
        Number("carers-assessments-overdue", random.Next(20, 60)),
        new("day-respite-open", Numerator: random.Next(9, 13), Denominator: 12),
    ];

    private static GivenReading Number(string measure, int value) => new(measure, new GivenValue(value, null));

    private static GivenReading Word(string measure, string word) => new(measure, new GivenValue(null, word));
}
