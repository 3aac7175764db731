using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Intake;

/// <summary>Checks answers one by one: known, asked of this subject, of the right kind, within limits.</summary>
internal static class ReadingRules
{
    public static List<Reading> Check(GivenReport given, SubjectState subject, Rulebook rules, DateTime asAt, Point? corrected, List<Fault> faults)
    {
        var readings = new List<Reading>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var date = rules.Calendar.DateOf(asAt);
        for (var i = 0; i < given.Readings.Count; i++)
        {
            var (reading, at) = (given.Readings[i], string.Create(CultureInfo.InvariantCulture, $"/readings/{i}"));
            if (!seen.Add(reading.Measure))
            {
                faults.Add(new Fault($"{at}/measure", $"`{reading.Measure}` is answered twice; keep one answer."));
            }
            else if (MeasureFor(reading.Measure, subject, rules, date, out var mend) is not { } measure)
            {
                faults.Add(new Fault($"{at}/measure", mend!));
            }
            else if (reading.Unchanged)
            {
                var wrong = Answers.Ways(reading) > 1 ? Answers.Exactly(measure)
                    : corrected is not null ? $"A correction says what was true; answer `{measure.Key}`."
                    : Renewal.Refuse(subject, measure, rules, asAt);
                if (wrong is not null)
                {
                    faults.Add(new Fault(at, wrong));
                }
            }
            else
            {
                var (answer, wrong) = Answers.Of(reading, measure);
                if (wrong is not null)
                {
                    faults.Add(new Fault(at, wrong));
                }
                else
                {
                    readings.Add(new Reading(measure.Key, answer));
                }
            }
        }

        CheckLimits(given, readings, rules, corrected, faults);
        return readings;
    }

    public static void CheckStatuses(GivenReport given, SubjectState subject, Rulebook rules, DateTime asAt, List<Fault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var date = rules.Calendar.DateOf(asAt);
        for (var i = 0; i < given.Statuses.Count; i++)
        {
            var (key, at) = (given.Statuses[i].Item, string.Create(CultureInfo.InvariantCulture, $"/statuses/{i}/item"));
            var owner = subject.IsAuthority ? Owner.Authority : Owner.Provider;
            if (!seen.Add(key))
            {
                faults.Add(new Fault(at, $"`{key}` is given twice; keep one status."));
            }
            else if (rules.ItemOf(key) is not { } item || !rules.AskedBy(key).Any(p => p.Covers(date)))
            {
                faults.Add(new Fault(at, rules.Plans.Where(p => p.Covers(date)).Select(p => p.OffReason(key)).FirstOrDefault(r => r is not null) is { } reason
                    ? $"`{key}` is switched off in this authority's plan ({reason}); leave it out."
                    : Unknown("item", key, rules.Items.Where(x => x.Owner == owner).Select(x => x.Key))));
            }
            else if (item.Owner != owner || (subject.Membership is { } member && !item.AppliesTo.Include(member.ServiceType)))
            {
                faults.Add(new Fault(at, $"`{key}` is not for {(subject.IsAuthority ? "the authority" : "this provider")} to report on; leave it out."));
            }
            else if (item.EvidenceRequired && given.Statuses[i] is { Status: ItemStatus.Met } status && string.IsNullOrWhiteSpace(status.Evidence))
            {
                faults.Add(new Fault(
                    string.Create(CultureInfo.InvariantCulture, $"/statuses/{i}/evidence"),
                    $"`{key}` is met only with evidence: say in \"evidence\" where it is, by an address or a reference."));
            }
        }
    }

    /// <summary>Readings that are possible but unlikely, and not confirmed.</summary>
    public static List<(string Measure, string Why)> Doubtful(
        List<Reading> readings, IReadOnlyList<string> confirmed, SubjectState subject, Rulebook rules, DateTime asAt, Point? corrected)
    {
        var doubtful = new List<(string, string)>();
        foreach (var reading in readings.Where(r => r.Answer.Kind == AnswerKind.Value && !confirmed.Contains(r.Measure)))
        {
            var measure = rules.MeasureOf(reading.Measure)!;
            Answer? InReport(string key) => Own(key, readings, corrected);
            Answer? Believed(string key) => InReport(key) ?? BelievedAt(subject, key, asAt);
            // Within one report a hard limit refuses; against a figure carried forward it can only be doubted.
            var why = measure.Refuse.Where(l => l is ReadingLimit.AboveMeasure or ReadingLimit.AbovePercent)
                .Select(l => Beyond(reading.Answer, l, key => InReport(key) is null ? BelievedAt(subject, key, asAt) : null))
                .Concat(measure.Confirm.Select(l => Beyond(reading.Answer, l, Believed)))
                .Append(corrected is null ? Confirmed(reading, subject, rules, asAt) : null)
                .FirstOrDefault(w => w is not null);
            if (why is not null)
            {
                doubtful.Add((reading.Measure, why));
            }
        }

        return doubtful;
    }

    /// <summary>What was said to be unchanged later would change with a late answer that comes before it.</summary>
    private static string? Confirmed(Reading reading, SubjectState subject, Rulebook rules, DateTime asAt)
    {
        if (subject.Window.Last?.AsAt > asAt && BelievedAt(subject, reading.Measure, asAt) != reading.Answer)
        {
            foreach (var point in subject.Points.Where(p => p.AsAt > asAt && p.Renewed.Contains(reading.Measure)))
            {
                return FormattableString.Invariant($"on {rules.Calendar.DateOf(point.AsAt):yyyy-MM-dd} another answer was said to be unchanged, and this one would take its place");
            }
        }

        return null;
    }

    private static void CheckLimits(GivenReport given, List<Reading> readings, Rulebook rules, Point? corrected, List<Fault> faults)
    {
        // A correction may also bring an answer that it keeps beyond its limit.
        var kept = (corrected?.Readings ?? []).Where(o => readings.All(r => r.Measure != o.Measure)).Select(o => new Reading(o.Measure, o.Answer));
        foreach (var reading in readings.Concat(kept).Where(r => r.Answer.Kind == AnswerKind.Value))
        {
            var why = (rules.MeasureOf(reading.Measure)?.Refuse ?? [])
                .Select(l => Beyond(reading.Answer, l, key => Own(key, readings, corrected)))
                .FirstOrDefault(w => w is not null);
            if (why is not null)
            {
                var index = Math.Max(0, given.Readings.ToList().FindIndex(r => r.Measure == reading.Measure));
                faults.Add(new Fault(
                    string.Create(CultureInfo.InvariantCulture, $"/readings/{index}/value"), $"`{reading.Measure}` cannot be so: {why}. Correct one of the two."));
            }
        }
    }

    private static Measure? MeasureFor(string key, SubjectState subject, Rulebook rules, DateOnly date, out string? mend)
    {
        var measure = rules.MeasureOf(key);
        mend = measure is null || !rules.AskedBy(key).Any(p => p.Covers(date))
                ? Unknown("measure", key, rules.Measures.Where(m => Debt.AppliesTo(m, subject)).Select(m => m.Key))
            : !Debt.AppliesTo(measure, subject)
                ? $"`{key}` is not asked of {(subject.IsAuthority ? "the authority itself" : $"a service of type `{subject.Membership!.ServiceType}`")}; leave it out."
            : !measure.IsInForce(date) ? $"`{key}` is asked {Days(measure.InForce!)}; leave it out."
            : null;
        return mend is null ? measure : null;
    }

    private static string Days(InForce days) => days switch
    {
        { From: { } from, To: { } to } => $"only from {Day(from)} to {Day(to)}",
        { From: { } from } => $"only from {Day(from)} on",
        _ => $"only until {Day(days.To!.Value)}",
    };

    private static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Unknown(string what, string key, IEnumerable<string> known) =>
        Nearest.To(key, known) is { } near
            ? $"There is no {what} `{Nearest.Shown(key)}` in this authority's plans; did you mean `{near}`?"
            : $"There is no {what} `{Nearest.Shown(key)}` in this authority's plans; see \"due\" for what is asked.";

    /// <summary>The answer given in the same report; for a correction, also what the corrected report says.</summary>
    private static Answer? Own(string key, List<Reading> readings, Point? corrected) =>
        readings.FirstOrDefault(r => r.Measure == key)?.Answer
        ?? (corrected?.Readings.FirstOrDefault(r => r.Measure == key) is { Measure: not null } old ? old.Answer : null);

    private static Answer? BelievedAt(SubjectState subject, string key, DateTime asAt)
    {
        // What is believed now was believed then, unless it is younger; only then need the window be looked into.
        if (subject.BeliefOf(key) is not { } now || now.AsAt <= asAt)
        {
            return subject.BeliefOf(key)?.Answer;
        }

        for (var i = subject.Points.Count - 1; i >= 0; i--)
        {
            if (subject.Points[i].AsAt <= asAt && subject.Points[i].Readings.FirstOrDefault(r => r.Measure == key) is { Measure: not null } found)
            {
                return found.Answer;
            }
        }

        return subject.Base.Beliefs.TryGetValue(key, out var belief) ? belief.Answer : null;
    }

    private static string? Beyond(Answer answer, ReadingLimit limit, Func<string, Answer?> other)
    {
        var value = Triggers.Sentences.AnswerText(answer, MeasureKind.Number);
        return limit switch
        {
            ReadingLimit.AboveNumber l when answer.Value > l.Limit * answer.Of => $"{value} is above {l.Limit}",
            ReadingLimit.BelowNumber l when answer.Value < l.Limit * answer.Of => $"{value} is below {l.Limit}",
            ReadingLimit.AboveMeasure l when other(l.Measure) is { Kind: AnswerKind.Value or AnswerKind.Nil } of && (Int128)answer.Value * of.Of > (Int128)of.Value * answer.Of =>
                $"{value} is more than `{l.Measure}`, which is {Triggers.Sentences.AnswerText(of, MeasureKind.Number)}",
            ReadingLimit.AbovePercent l when other(l.Of) is { Kind: AnswerKind.Value or AnswerKind.Nil } of
                && (Int128)answer.Value * of.Of * 100 > (Int128)of.Value * answer.Of * l.Percent =>
                $"{value} is more than {l.Percent} % of `{l.Of}`, which is {Triggers.Sentences.AnswerText(of, MeasureKind.Number)}",
            _ => null,
        };
    }
}
