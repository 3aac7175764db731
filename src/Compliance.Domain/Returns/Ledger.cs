using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Returns;

/// <summary>What one provider owes between two dates, and the report that first met each of it.</summary>
internal sealed class Ledger
{
    private static readonly Cadence[] _cadences = Enum.GetValues<Cadence>();

    private readonly Dictionary<string, Dictionary<Period, Return>> _returns = new(StringComparer.Ordinal);
    private readonly Calendar _calendar;

    /// <param name="asked">What plans ask of providers.</param>
    /// <param name="from">The first day on which a return counted may fall due, included.</param>
    /// <param name="to">The last such day, included.</param>
    /// <param name="knownOn">When the last entry became known: what an outage has moved beyond it is not counted yet.</param>
    public Ledger(SubjectState provider, IEnumerable<Asked> asked, DateOnly from, DateOnly to, Rulebook rules, DateTime knownOn)
    {
        _calendar = rules.Calendar;
        foreach (var (plan, measure) in asked.Where(a => Debt.AppliesTo(a.Measure, provider)))
        {
            var owed = Liability.Of(plan, measure, provider, Period.Of(measure.Every, from).Start);
            var last = owed.To < to ? owed.To : to;
            var returns = _returns.TryGetValue(measure.Key, out var known) ? known : _returns[measure.Key] = [];
            for (var period = owed.First; period.End <= last; period = period.Next)
            {
                if (rules.Outages.DueBy(period.End) is var due && due.HasPassed(knownOn))
                {
                    // Two plans that ask the same question ask it once.
                    returns.TryAdd(period, new Return(measure.Key, period, due, provider.IsExcused(period)));
                }
            }
        }
    }

    public IEnumerable<Return> Returns => _returns.Values.SelectMany(r => r.Values);

    /// <summary>Takes a report; those received first come first.</summary>
    public void Take(Received report)
    {
        var date = _calendar.DateOf(report.AsAt);
        foreach (var measure in report.Measures)
        {
            if (!_returns.TryGetValue(measure, out var returns))
            {
                continue;
            }

            foreach (var cadence in _cadences)
            {
                if (returns.TryGetValue(Period.Of(cadence, date), out var met))
                {
                    met.MetBy ??= report;
                }
            }
        }
    }
}

/// <summary>A measure that a plan asks of providers.</summary>
internal readonly record struct Asked(Plan Plan, Measure Measure);

/// <summary>What one provider owes of one measure for one period.</summary>
internal sealed class Return(string measure, Period period, DueTime due, bool isExcused)
{
    public string Measure => measure;

    public Period Period => period;

    /// <summary>The report that met it first; null while none has.</summary>
    public Received? MetBy { get; set; }

    public Counts Counts => isExcused ? new Counts(0, 0, 0, 0, 0, 1)
        : MetBy is not { } met ? new Counts(1, 0, 0, 0, 0, 0)
        : new Counts(
            1, IsOnTime(met) ? 1 : 0, IsOnTime(met) ? 0 : 1, met.Kind == ReceivedKind.NoChange ? 1 : 0, met.Kind == ReceivedKind.Nil ? 1 : 0, 0);

    // All of the last second is on time.
    private bool IsOnTime(Received met) => !due.HasPassed(met.On);
}
