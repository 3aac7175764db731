using System.Text.Json;
using Compliance.Api.Yaml;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Api.Checklists;

/// <summary>Runs one test of a checklist through the same rules that take real reports.</summary>
public sealed class TestRun
{
    private readonly string _file;
    private readonly ChecklistTest _test;
    private readonly Calendar _calendar;
    private readonly TenantState _tenant;
    private readonly Dictionary<int, string> _ids = [];
    private readonly List<Mistake> _mistakes = [];
    private readonly Dictionary<string, int> _told = [];

    private TestRun(string file, ChecklistTest test, Checklist checklist, Calendar calendar)
    {
        (_file, _test, _calendar) = (file, test, calendar);
        _tenant = new TenantState("test", calendar, _ => checklist);
    }

    /// <summary>Every expectation that did not hold; empty when the test passes.</summary>
    public static IReadOnlyList<Mistake> Of(string file, ChecklistTest test, Checklist checklist, Calendar calendar)
    {
        var run = new TestRun(file, test, checklist, calendar);
        run.Prepare(checklist);
        for (var i = 0; i < test.Steps.Count; i++)
        {
            run.Take(i);
        }

        return run._mistakes;
    }

    private void Prepare(Checklist checklist)
    {
        var start = _calendar.StartOf(_test.From).AddDays(-1);
        var published = checklist with { Status = ChecklistStatus.Published };
        for (var season = Season.Of(_test.From); season <= Season.Of(_test.To); season++)
        {
            // A plan is of one season; a test that looks back a year adopts the checklist for each.
            var from = _test.From > Season.First(season) ? _test.From : Season.First(season);
            var to = _test.To < Season.Last(season) ? _test.To : Season.Last(season);
            Desk.Take(_tenant, new SetPlan("system", published, season, from, to, [], null), start);
        }

        foreach (var provider in _test.Register)
        {
            var set = new ProviderSet(
                provider.Key, provider.Key, provider.ServiceType, null, null, null, null, provider.From ?? _test.From, provider.To, 1);
            Desk.Take(_tenant, new SetProvider("system", set, null), start);
        }
    }

    private void Take(int index)
    {
        var step = _test.Steps[index];
        var on = UtcOf(step.On);
        foreach (var (id, escalation) in _tenant.Escalations)
        {
            _told[id] = escalation.Sequence;
        }

        PassTimeUntil(on);
        switch (step)
        {
            case TestStep.Report report:
                Submit(index, report.Of, new GivenReport(
                    KindOf(report), UtcOf(report.AsAt), [.. report.Readings.Select(GivenOf)],
                    [.. report.Statuses.Select(s => new StatusAnswer(s.Item, s.Status, null))], null, [.. report.Readings.Select(r => r.Measure)], null,
                    Reason: report.Kind == TestReportKind.Excused ? "As the test says." : null), on, step);
                break;
            case TestStep.Correct correct:
                Submit(index, ((TestStep.Report)_test.Steps[correct.Corrects]).Of, new GivenReport(
                    ReportKind.Correction, null, [.. correct.Readings.Select(GivenOf)], [], _ids.GetValueOrDefault(correct.Corrects),
                    [.. correct.Readings.Select(r => r.Measure)], null), on, step);
                break;
            default:
                break;
        }

        foreach (var expectation in step.Expect)
        {
            Check(expectation, on);
        }
    }

    /// <summary>Lets time pass as the running service would: at each instant at which something falls due.</summary>
    private void PassTimeUntil(DateTime on)
    {
        while (Next() is { } next && next <= on)
        {
            Desk.LetTimePass(_tenant, next);
        }

        DateTime? Next() => _tenant.Subjects.Values.Select(s => s.DueOn)
            .Concat(_tenant.Escalations.Values.Select(e => Deadlines.NextOn(e, _calendar))).Min();
    }

    private void Submit(int index, string of, GivenReport report, DateTime on, TestStep step)
    {
        var (outcome, entry) = Desk.Take(_tenant, new SubmitReport("test", SubjectOf(of), report), on);
        if (entry is not null)
        {
            _ids[index] = entry.Id;
            return;
        }

        var why = outcome switch
        {
            Invalid invalid => string.Join(" ", invalid.Faults.Select(f => f.Sentence)),
            Refused refused => refused.Sentence,
            _ => "there is no such provider on the test's register",
        };
        _mistakes.Add(new Mistake(_file, step.Line, 1, $"“{_test.Name}”: the report is refused: {why}"));
    }

    private void Check(Expectation expected, DateTime on)
    {
        var subject = _tenant.SubjectOf(SubjectOf(expected.Of));
        var rules = _tenant.RulesOn(_calendar.DateOf(on));
        if (rules.RuleOf(expected.Trigger) is not { } rule)
        {
            Differ(expected, "trigger", expected.Trigger, "none");
            return;
        }

        var state = subject.StateOf(expected.Trigger);
        var seen = Firings.Seen(subject, rule, rules, on);
        var open = _tenant.OpenCase(expected.Trigger, subject.Key);
        Same(expected, "level", expected.Level, state.Level);
        Same(expected, "warned", expected.Warned, state.Warned);
        Same(expected, "standDownProposed", expected.StandDownProposed, open?.StandDownProposed ?? false);
        Set(expected, "unknown", expected.Unknown, seen.Unknown);
        Set(expected, "told", expected.Told, ToldOf(expected.Trigger, subject.Key));
        var whyNot = Domain.Triggers.WhyNot.Of(rule.Trigger, state, seen, _calendar);
        foreach (var (level, reason) in expected.WhyNot ?? new Dictionary<TriggerLevel, WhyNot>())
        {
            Same(expected, $"whyNot of {Name(level)}", Name(reason), whyNot.FirstOrDefault(w => w.Level == level) is { } why ? Name(why.Reason) : "reached");
        }

        if (expected.Share is { } share)
        {
            Same(expected, "lower", $"{share.Lower.Numerator}/{share.Lower.Denominator}", Fraction(seen.Value.Lower));
            Same(expected, "upper", $"{share.Upper.Numerator}/{share.Upper.Denominator}", Fraction(seen.Value.Upper));
        }
    }

    private IEnumerable<string> ToldOf(string trigger, string subject) => _tenant.Escalations.Values
        .Where(e => e.Trigger == trigger && e.Subject == subject)
        .SelectMany(e => e.Timeline.Where(t => t.Sequence > _told.GetValueOrDefault(e.Id)).SelectMany(t => t.Told ?? []));

    private void Same<T>(Expectation expected, string what, T? wanted, T found)
        where T : struct
    {
        if (wanted is { } value && !value.Equals(found))
        {
            Differ(expected, what, Name(value), Name(found));
        }
    }

    private void Same(Expectation expected, string what, string wanted, string found)
    {
        if (wanted != found)
        {
            Differ(expected, what, wanted, found);
        }
    }

    private void Set(Expectation expected, string what, IReadOnlyList<string>? wanted, IEnumerable<string> found)
    {
        var (left, right) = (wanted?.Distinct().Order().ToList(), found.Distinct().Order().ToList());
        if (left is not null && !left.SequenceEqual(right))
        {
            Differ(expected, what, $"[{string.Join(", ", left)}]", $"[{string.Join(", ", right)}]");
        }
    }

    private void Differ(Expectation expected, string what, string wanted, string found) => _mistakes.Add(new Mistake(
        _file, expected.Line, expected.Column,
        $"“{_test.Name}”: `{expected.Trigger}` of {expected.Of}: {what} is {found}, expected {wanted}"));

    private static string SubjectOf(string of) => of == TestStep.Authority ? SubjectState.Authority : of;

    private static ReportKind KindOf(TestStep.Report report) => report.Kind switch
    {
        TestReportKind.Update => ReportKind.Update,
        TestReportKind.NoChange => ReportKind.NoChange,
        TestReportKind.Nil => ReportKind.Nil,
        TestReportKind.Excused => ReportKind.Excused,
        _ => ReportKind.Routine,
    };

    private static GivenReading GivenOf(TestReading reading) => reading.Answer switch
    {
        TestAnswer.Number n => new(reading.Measure, new GivenValue(n.Value, null)),
        TestAnswer.Percentage p => new(reading.Measure, Numerator: p.Numerator, Denominator: p.Denominator),
        TestAnswer.Word w => new(reading.Measure, new GivenValue(null, w.Value)),
        TestAnswer.Day d => new(reading.Measure, new GivenValue(null, d.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
        TestAnswer.Unknown => new(reading.Measure, Unknown: true),
        _ => new(reading.Measure, NotApplicable: true),
    };

    private DateTime UtcOf(DateTime local) => _calendar.StartOf(DateOnly.FromDateTime(local)) is var start && _calendar.ToLocal(start + local.TimeOfDay) == local
        ? start + local.TimeOfDay
        : start + local.TimeOfDay - (_calendar.ToLocal(start + local.TimeOfDay) - local);

    private static string Fraction(Fraction? fraction) => fraction is { } known ? FormattableString.Invariant($"{known.Part}/{known.Of}") : "not known";

    private static string Name<T>(T value) => value is bool flag ? (flag ? "true" : "false") : JsonNamingPolicy.KebabCaseLower.ConvertName(value!.ToString()!);
}
