using Compliance.Api.Yaml;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Api.Checklists;

/// <summary>Runs one test of a checklist through the same rules that take real reports.</summary>
public sealed partial class TestRun
{
    private readonly string _file;
    private readonly ChecklistTest _test;
    private readonly Calendar _calendar;
    private readonly Checklist _checklist;
    private readonly TenantState _tenant;
    private readonly Dictionary<int, string> _ids = [];
    private readonly List<Mistake> _mistakes = [];
    private readonly Dictionary<string, int> _told = [];
    private readonly HashSet<(string Trigger, string Subject, long Seq)> _fired = [];

    private TestRun(string file, ChecklistTest test, Checklist checklist, Calendar calendar)
    {
        (_file, _test, _calendar) = (file, test, calendar);
        _checklist = checklist with { Status = ChecklistStatus.Published };
        _tenant = new TenantState("test", calendar, _ => _checklist);
    }

    /// <summary>Every expectation that did not hold; empty when the test passes.</summary>
    public static IReadOnlyList<Mistake> Of(string file, ChecklistTest test, Checklist checklist, Calendar calendar)
    {
        var run = new TestRun(file, test, checklist, calendar);
        run.Prepare();
        for (var i = 0; i < test.Steps.Count; i++)
        {
            run.Take(i);
        }

        return run._mistakes;
    }

    /// <summary>Whether every expectation holds; it stops at the first that does not.</summary>
    public static bool Passes(ChecklistTest test, Checklist checklist, Calendar calendar)
    {
        var run = new TestRun("", test, checklist, calendar);
        run.Prepare();
        for (var i = 0; i < test.Steps.Count && run._mistakes.Count == 0; i++)
        {
            run.Take(i);
        }

        return run._mistakes.Count == 0;
    }

    private void Prepare()
    {
        var start = _calendar.StartOf(_test.From).AddDays(-1);
        for (var season = Season.Of(_test.From); season <= Season.Of(_test.To); season++)
        {
            // A plan is of one season; a test that looks back a year adopts the checklist for each.
            var from = _test.From > Season.First(season) ? _test.From : Season.First(season);
            var to = _test.To < Season.Last(season) ? _test.To : Season.Last(season);
            Desk.Take(_tenant, new SetPlan("system", _checklist, season, from, to, [], null), start);
        }

        foreach (var provider in _test.Register)
        {
            Desk.Take(_tenant, new SetProvider("system", EntryOf(provider.Key, provider.ServiceType, provider.From ?? _test.From, provider.To, provider.Organisation), null), start);
        }
    }

    private void Take(int index)
    {
        var step = _test.Steps[index];
        var on = UtcOf(step.On, step);
        foreach (var (id, escalation) in _tenant.Escalations)
        {
            _told[id] = escalation.Sequence;
        }

        _fired.UnionWith(_tenant.TakeChanges().Firings.Select(f => (f.Trigger, f.Subject, f.Seq)));
        PassTimeUntil(on);
        switch (step)
        {
            case TestStep.Report report:
                Submit(index, report, on);
                break;
            case TestStep.Correct correct:
                var corrected = ((TestStep.Report)_test.Steps[correct.Corrects]).Of[0];
                Must(step, Submit(index, corrected, new GivenReport(
                    ReportKind.Correction, null, [.. correct.Readings.Select(GivenOf)], [], _ids.GetValueOrDefault(correct.Corrects),
                    [.. correct.Readings.Select(r => r.Measure)], null), on));
                break;
            case TestStep.Register register:
                register.Providers.ToList().ForEach(p => Must(step, Desk.Take(_tenant, Change(p, step), on).Outcome));
                break;
            case TestStep.Plan plan:
                var known = _tenant.Plans[0];
                Must(step, Desk.Take(_tenant, new SetPlan(
                    "system", _checklist, known.Season, plan.From ?? known.From, plan.To ?? known.To, plan.Overrides, known.Revision), on).Outcome);
                break;
            case TestStep.Act act:
                Must(step, ActOn(act, on));
                break;
            default:
                break;
        }

        Check(step, on);
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

    private void Submit(int index, TestStep.Report report, DateTime on)
    {
        var given = new GivenReport(
            KindOf(report), UtcOf(report.AsAt, report), [.. report.Readings.Select(GivenOf)],
            [.. report.Statuses.Select(s => new StatusAnswer(s.Item, s.Status, null))], null, [.. report.Readings.Select(r => r.Measure)], null,
            Reason: report.Kind == TestReportKind.Excused ? "As the test says." : null);
        foreach (var of in report.Of)
        {
            var outcome = Submit(index, of, given, on);
            if (!report.Refused)
            {
                Must(report, outcome);
            }
            else if (outcome.IsAccepted)
            {
                Say(report.Line, 1, $"the report of {of} is accepted, expected to be refused");
            }
        }
    }

    private Outcome Submit(int index, string of, GivenReport report, DateTime on)
    {
        var (outcome, entry) = Desk.Take(_tenant, new SubmitReport("test", SubjectOf(of), report), on);
        if (entry is not null)
        {
            _ids[index] = entry.Id;
        }

        return outcome;
    }

    private SetProvider Change(ProviderChange change, TestStep step)
    {
        var known = _tenant.Register.GetValueOrDefault(change.Key);
        return new SetProvider("system", EntryOf(
            change.Key, change.ServiceType ?? known?.ServiceType ?? "", change.From ?? known?.Joined ?? DateOnly.FromDateTime(step.On), change.To ?? known?.Left,
            change.Organisation ?? known?.Organisation),
            known?.Revision);
    }

    private Outcome ActOn(TestStep.Act act, DateTime on)
    {
        if (_tenant.Escalations.Values.Where(e => e.Trigger == act.Trigger && e.Subject == SubjectOf(act.Of)).MaxBy(e => e.RaisedOn) is not { } open)
        {
            return new Missing();
        }

        var says = new Act(act.Action)
        {
            Owner = act.Action is CaseAction.Acknowledge ? "test" : null,
            Reason = "As the test says.",
            Despite = act.Action is CaseAction.StandDown ? "As the test says." : null,
            ReviewBy = act.Action is not CaseAction.Acknowledge ? null : act.ReviewBy is { } by ? UtcOf(by, act) : on.AddDays(7),
        };
        var role = open.Tier is Tier.Region ? ActingAs.Region : ActingAs.Authority;
        return Desk.Take(_tenant, new ActOnCase("test", role, open.Id, open.Subject, says, open.Sequence), on).Outcome;
    }

    private void Must(TestStep step, Outcome outcome)
    {
        if (!outcome.IsAccepted)
        {
            var what = step switch
            {
                TestStep.Register => "the change of the register",
                TestStep.Plan => "the change of the plan",
                TestStep.Act => "the act",
                _ => "the report",
            };
            Say(step.Line, 1, $"{what} is refused: " + outcome switch
            {
                Invalid invalid => string.Join(" ", invalid.Faults.Select(f => f.Sentence)),
                Refused refused => refused.Sentence,
                _ when step is TestStep.Act => "there is no such case",
                _ => "there is no such provider on the test's register",
            });
        }
    }

    private static ProviderSet EntryOf(string key, string serviceType, DateOnly from, DateOnly? to, string? organisation) =>
        new(key, key, serviceType, organisation, null, null, null, from, to, 1);

    private string SubjectOf(string of) => of == TestStep.Authority ? SubjectState.Authority
        : _test.Organisations.Contains(of) ? SubjectState.OfOrganisation(of)
        : of;

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

    /// <remarks>Of the two hours when the clocks go back the first is meant; the hour when they go forward does not exist.</remarks>
    private DateTime UtcOf(DateTime local, TestStep step)
    {
        var start = _calendar.StartOf(DateOnly.FromDateTime(local)) + local.TimeOfDay;
        var on = start - (_calendar.ToLocal(start) - local);
        if (_calendar.ToLocal(on) != local)
        {
            Say(step.Line, 1, FormattableString.Invariant($"the clocks go forward over {local:yyyy-MM-ddTHH:mm}; use an hour later"));
        }

        return on;
    }

    private void Say(int line, int column, string sentence) => _mistakes.Add(new Mistake(_file, line, column, $"“{_test.Name}”: {sentence}"));
}
