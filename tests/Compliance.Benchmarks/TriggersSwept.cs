using System.Diagnostics;
using System.Globalization;
using Compliance.Api.Authorities;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Benchmarks;

/// <summary>Twelve triggers on every service of England from loaded positions, beside a plain loop over arrays that makes the same comparisons.</summary>
internal static class TriggersSwept
{
    private const int Services = 41_000;
    private const int Triggers = 12;
    private const int Rounds = 41;
    private const long Percent = 100;

    public static int Run(TextWriter output)
    {
        var checklist = new Setting(1, _ => 0, Triggers + 1, 0).Checklist();
        var calendar = ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf("england");
        var at = new DateTime(2026, 11, 18, 9, 0, 0, DateTimeKind.Utc);
        var rulebook = new Rulebook([new Plan(checklist, 2026, new(2026, 10, 1), new(2027, 3, 31), [], [], 1, new(2026, 10, 1))], calendar, new(2026, 11, 18));
        var rules = rulebook.Rules.Where(r => r.Trigger.Subject == SubjectScope.Provider).Take(Triggers).ToList();
        var subjects = Make(checklist, at);
        var sweep = new Sweep(rulebook, rules, subjects);
        var arrays = new Arrays(rules, subjects, rulebook);
        if (!sweep.Reached(at).SelectMany(r => r).SequenceEqual(arrays.Reached(at.Ticks).SelectMany(r => r)))
        {
            output.WriteLine("The two do not agree.");
            return 1;
        }

        var (ours, twins) = (new List<double>(), new List<double>());
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            sweep.Reached(at);
            var taken = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            arrays.Reached(at.Ticks);
            if (round >= Rounds)
            {
                ours.Add(taken);
                twins.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        var (product, twin) = (ours.Order().ElementAt(Rounds / 2), twins.Order().ElementAt(Rounds / 2));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Services} services × {rules.Count} triggers, medians of {Rounds}: product {product:0.00} ms, plain loop {twin:0.00} ms, ratio {product / twin:0.0}"));
        return 0;
    }

    private static List<SubjectState> Make(Checklist checklist, DateTime at)
    {
        var random = new Random(1);
        return
        [
            .. Enumerable.Range(0, Services).Select(s =>
            {
                var subject = new SubjectState(Setting.Provider(s)) { Membership = new Membership("care-home", new(2026, 10, 1), null) };
                foreach (var measure in checklist.Measures)
                {
                    // One in ten is stale, one in a hundred never answered.
                    if (random.Next(100) > 0)
                    {
                        subject.Beliefs[measure.Key] = new Belief(Answer.Count(random.Next(100)), at.AddDays(random.Next(10) == 0 ? -20 : -2), 1);
                    }
                }

                return subject;
            }),
        ];
    }

    /// <summary>Numbers in arrays, compared by nothing but arithmetic.</summary>
    private sealed class Arrays
    {
        private readonly (long[] Part, long[] PartUntil, long[]? Of, long[]? OfUntil, long Amber, long Red)[] _triggers;

        public Arrays(IReadOnlyList<Rule> rules, List<SubjectState> subjects, Rulebook rulebook)
        {
            var values = rules.SelectMany(r => r.Reads).Distinct().ToDictionary(m => m, m => subjects.Select(s => s.BeliefOf(m)?.Answer.Value ?? 0).ToArray());
            var untils = values.Keys.ToDictionary(m => m, m => subjects.Select(s => s.BeliefOf(m) is { } b ? Evaluation.StaleAfter(b, rulebook.MeasureOf(m)!).Ticks : 0).ToArray());
            _triggers =
            [
                .. rules.Select(r => (values[r.Reads[0]], untils[r.Reads[0]],
                    r.Reads.Count > 1 ? values[r.Reads[1]] : null, r.Reads.Count > 1 ? untils[r.Reads[1]] : null,
                    r.Trigger.Levels[0].Limit, r.Trigger.Levels[1].Limit)),
            ];
        }

        public TriggerLevel[][] Reached(long at)
        {
            var reached = new TriggerLevel[_triggers.Length][];
            for (var t = 0; t < reached.Length; t++)
            {
                var (part, partUntil, of, ofUntil, amber, red) = _triggers[t];
                var levels = reached[t] = new TriggerLevel[part.Length];
                for (var s = 0; s < levels.Length; s++)
                {
                    if (partUntil[s] < at || (of is not null && (ofUntil![s] < at || of[s] == 0)))
                    {
                        continue;
                    }

                    var (value, by) = of is null ? (part[s], 1) : (part[s] * Percent, of[s]);
                    levels[s] = value >= red * by ? TriggerLevel.Red : value >= amber * by ? TriggerLevel.Amber : TriggerLevel.Clear;
                }
            }

            return reached;
        }
    }
}
