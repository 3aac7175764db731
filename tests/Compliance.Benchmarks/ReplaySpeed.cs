using System.Diagnostics;
using System.Globalization;
using Compliance.Api.Authorities;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Replays;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Benchmarks;

/// <summary>A season of every authority played through twice, as it was and as proposed: entries are made, written and read as the journal holds them, one authority at a time on each processor.</summary>
internal static class ReplaySpeed
{
    private const int Authorities = 153;
    private const int England = 41_000;
    private const int Weeks = 22;
    private const int Season = 2026;

    private static readonly DateOnly _first = new(2026, 10, 5);
    private static readonly Checklist _checklist = MakeChecklist();
    private static readonly string _hash = Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(_checklist)));

    private static readonly Override[] _limits =
    [
        new("trigger-0", TriggerLevel.Amber, 38, 36, null, null, false, "Fires now and then"),
        new("trigger-2", TriggerLevel.Amber, 39, 30, null, null, false, "Fires now and then"),
        new("trigger-10", TriggerLevel.Amber, 3, null, null, null, false, "Silence of three days"),
        new("trigger-10", TriggerLevel.Red, 7, null, null, null, false, "Silence of seven days"),
    ];

    private static readonly PlanSet _plan = new(
        _checklist.Key, 1, Season, _first.AddDays(-4), _first.AddDays(7 * Weeks), _hash, _limits, 1, _first.AddDays(-7));

    public static int Run(int providers, TextWriter output)
    {
        var total = providers > 0 ? providers : England;
        var calendar = ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf("england");
        var (reports, making, made) = Measure(total, calendar, _ => null);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Authorities} authorities, {total} services, {reports} reports; making and reading the journals alone: {making.TotalSeconds:0.0} s"));
        Override[] lowered = [.. _limits.Select(l => l.Trigger == "trigger-0" ? l with { AtLeast = 37 } : l)];
        Replayed("one limit moved", new Proposal(_checklist.Key, null, lowered, null));
        Replayed("a draft of the whole checklist", new Proposal(_checklist.Key, null, lowered, _checklist with { Title = "A draft" }));
        using var process = Process.GetCurrentProcess();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory: {process.PeakWorkingSet64 / 1024 / 1024} MB"));
        return 0;

        void Replayed(string what, Proposal proposal)
        {
            var found = 0;
            var (allocated, before) = (GC.GetTotalAllocatedBytes(), (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)));
            var (_, taken, processor) = Measure(total, calendar, a => new Replay(Setting.Tenant(a), calendar, _ => _checklist, proposal, [_plan]), replay =>
                Interlocked.Add(ref found, replay.Between(_first, _first.AddDays(7 * Weeks - 1), calendar.EndOf(_first.AddDays(7 * Weeks - 1))).Differences.Count));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {taken.TotalSeconds:0.0} s, {reports / taken.TotalSeconds:0} reports/s, {found} episodes"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  processor time: {processor.TotalMicroseconds / reports:0} µs a report, of which {made.TotalMicroseconds / reports:0} µs making and reading it"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  memory: {(GC.GetTotalAllocatedBytes() - allocated) / reports} bytes a report; collected {GC.CollectionCount(0) - before.Item1} times, {GC.CollectionCount(1) - before.Item2} of them the second generation and {GC.CollectionCount(2) - before.Item3} the third"));
        }
    }

    private static (long Reports, TimeSpan Taken, TimeSpan Processor) Measure(int total, Calendar calendar, Func<int, Replay?> make, Action<Replay>? done = null)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var (reports, finished) = (0L, 0);
        Parallel.ForEach(Enumerable.Range(0, Authorities), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, a =>
        {
            var count = total / Authorities + (a < total % Authorities ? 1 : 0);
            var replay = make(a);
            foreach (var entry in Journal(a, count, calendar))
            {
                replay?.Take(entry);
            }

            if (replay is not null)
            {
                done!(replay);
                if (Interlocked.Increment(ref finished) is var ready && ready % 17 == 0)
                {
                    Console.Error.WriteLine($"{ready} of {Authorities} authorities");
                }
            }

            Interlocked.Add(ref reports, (long)count * Weeks);
        });
        return (reports, Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - used);
    }

    /// <summary>A plan, a register, and a report of each service every week, read from the bytes that a journal would hold.</summary>
    private static IEnumerable<Entry> Journal(int authority, int providers, Calendar calendar)
    {
        var seq = 0L;
        var adopted = calendar.StartOf(_first.AddDays(-7)).AddHours(9);
        yield return Stored(new Entry(++seq, adopted, Season, SubjectState.Authority, "lead", _plan));
        for (var p = 0; p < providers; p++)
        {
            yield return Stored(new Entry(++seq, adopted, Season, Setting.Provider(p), "lead", new ProviderSet(
                Setting.Provider(p), Setting.Provider(p), "care-home", null, null, null, null, _first.AddDays(-7), null, 1)));
        }

        var random = new Random(authority);
        for (var week = 0; week < Weeks; week++)
        {
            for (var p = 0; p < providers; p++)
            {
                // From Monday morning to Friday evening, the silent ones left out.
                if (random.Next(50) > 0)
                {
                    var on = calendar.StartOf(_first.AddDays(7 * week)).AddHours(8).AddSeconds((long)p * 100 * 3600 / providers);
                    yield return Stored(new Entry(++seq, on, Season, Setting.Provider(p), "provider-manager:1", new ReportReceived(
                        ReportKind.Routine, on, Readings(random), [], null, [], null)));
                }
            }
        }
    }

    private static List<Reading> Readings(Random random) =>
        [.. _checklist.Measures.Select((m, n) => new Reading(m.Key, Answer.Count(n % 2 == 0 ? 20 + random.Next(20) : random.Next(6))))];

    private static Entry Stored(Entry entry) => entry with { Content = Canonical.Read<EntryContent>(Canonical.Write(entry.Content)) };

    private static Checklist MakeChecklist()
    {
        var made = Setting.Reports.Checklist();
        return made with
        {
            Triggers =
            [
                .. made.Triggers.Select(t => t.Key != "trigger-10" ? t : t with
                {
                    Value = new TriggerValue.SilentFor("measure-0"),
                    Levels = [.. t.Levels.Select(l => l with { ClearsAt = null, Periods = 1 })],
                }),
            ],
        };
    }
}
