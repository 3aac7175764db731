using Compliance.Domain.Boards;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Intake;

/// <summary>No change, nil and excused, on weeks owed from Monday 5 October.</summary>
public sealed class KindTests
{
    private readonly Council _council = new Council().Register();

    private SubjectState Home => _council.Tenant.Subjects[Council.Home];

    private TriggerLevel Absence => Home.StateOf("absence").Level;

    [Fact]
    public void No_change_renews_what_may_stand_and_leaves_the_rest_owed()
    {
        All("2026-10-06T09:00Z", absent: 2);
        var answer = Accept("2026-10-13T09:00Z", ReportKind.NoChange);

        Assert.Equal(At("2026-10-13T09:00Z"), Home.BeliefOf("masks")!.Value.AsAt);
        Assert.Equal(At("2026-10-06T09:00Z"), Home.BeliefOf("masks")!.Value.SaidOn);
        Assert.Equal(1, Home.BeliefOf("masks")!.Value.Renewals);
        Assert.Equal(At("2026-10-13T09:00Z"), Home.BeliefOf("employed")!.Value.AsAt);
        Assert.Equal(At("2026-10-06T09:00Z"), Home.BeliefOf("absent")!.Value.AsAt);
        Assert.Equal(["absent", "safe"], answer.StillOwed.Select(o => o.Measure));
    }

    [Fact]
    public void No_change_may_come_with_the_answers_that_must_be_given_afresh()
    {
        All("2026-10-06T09:00Z", absent: 2);
        var answer = Accept("2026-10-13T09:00Z", ReportKind.NoChange, Value("absent", 9), Word("safe", "yes"));

        Assert.Empty(answer.StillOwed);
        Assert.Equal(TriggerLevel.Red, Absence);
        Assert.Equal(0, Home.BeliefOf("absent")!.Value.Renewals);
    }

    [Fact]
    public void No_change_neither_sustains_nor_clears()
    {
        Accept("2026-10-06T09:00Z", ReportKind.Routine, Value("masks", 2));
        Assert.Equal(TriggerLevel.Critical, Home.StateOf("masks-low").Level);
        var run = Home.StateOf("masks-low").RunOf(TriggerLevel.Critical);
        Accept("2026-10-13T09:00Z", ReportKind.NoChange);

        Assert.Equal(TriggerLevel.Critical, Home.StateOf("masks-low").Level);
        Assert.Equal(run, Home.StateOf("masks-low").RunOf(TriggerLevel.Critical));
        Assert.Empty(Home.StateOf("masks-low").Unknown);
    }

    [Fact]
    public void What_is_to_be_confirmed_may_be_at_most_three_times_running_and_what_is_kept_for_ever()
    {
        All("2026-10-06T09:00Z", absent: 2);
        foreach (var day in new[] { "2026-10-13", "2026-10-20", "2026-10-27" })
        {
            Accept($"{day}T09:00Z", ReportKind.NoChange);
        }

        Assert.Contains("masks", Accept("2026-11-03T09:00Z", ReportKind.NoChange).StillOwed.Select(o => o.Measure));
        Assert.Equal((1, At("2026-11-03T09:00Z")), (Home.BeliefOf("employed")!.Value.Renewals, Home.BeliefOf("employed")!.Value.AsAt));
        Refuse("2026-11-03T10:00Z", "/readings/0", "three times running", ReportKind.Update, Unchanged("masks"));

        Accept("2026-11-03T11:00Z", ReportKind.Update, Value("masks", 20));
        Accept("2026-11-10T09:00Z", ReportKind.Update, Unchanged("masks"));
        Assert.Equal(1, Home.BeliefOf("masks")!.Value.Renewals);
    }

    [Theory]
    [InlineData("2026-10-14T09:00Z", true)]
    [InlineData("2026-10-18T09:00Z", true)]
    [InlineData("2026-10-19T09:00Z", false)]
    public void An_answer_may_stand_while_it_counts_or_is_of_the_period_before(string on, bool stands)
    {
        All("2026-10-06T09:00Z", absent: 2);
        Assert.Equal(stands, Renewal.Refuse(Home, MeasureOf("masks"), _council.Tenant.RulesOn(England.DateOf(At(on))), At(on)) is null);
    }

    [Fact]
    public void What_was_never_known_or_must_be_asked_does_not_stand()
    {
        Accept("2026-10-06T09:00Z", ReportKind.Routine, new GivenReading("masks", Unknown: true), Value("absent", 1));
        Refuse("2026-10-07T09:00Z", "/readings/0", "no answer yet", ReportKind.Update, Unchanged("masks"));
        Refuse("2026-10-07T09:00Z", "/readings/0", "asked afresh", ReportKind.Update, Unchanged("absent"));
        Refuse("2026-10-07T09:00Z", "/readings/0", "exactly one", ReportKind.Update, Value("masks", 2) with { Unchanged = true });
        Refuse("2026-10-07T09:00Z", "/kind", "No last answer may stand", ReportKind.NoChange);
    }

    [Fact]
    public void No_change_cannot_be_about_a_time_before_the_last_report()
    {
        All("2026-10-06T09:00Z", absent: 2);
        var outcome = Send("2026-10-07T09:00Z", new GivenReport(ReportKind.NoChange, At("2026-10-05T09:00Z"), [], [], null, [], null));
        Assert.Equal("/asAt", Assert.Single(Assert.IsType<Invalid>(outcome).Faults).Pointer);
    }

    [Fact]
    public void A_correction_of_what_stood_unchanged_changes_both_times()
    {
        var first = All("2026-10-06T09:00Z", absent: 2);
        Accept("2026-10-13T09:00Z", ReportKind.NoChange);
        Send("2026-10-14T09:00Z", new GivenReport(ReportKind.Correction, null, [Value("masks", 1)], [], first.Id, [], null));

        Assert.Equal(Answer.Count(1), Home.BeliefOf("masks")!.Value.Answer);
        Assert.Equal(At("2026-10-13T09:00Z"), Home.BeliefOf("masks")!.Value.AsAt);
        Assert.Equal(TriggerLevel.Critical, Home.StateOf("masks-low").Level);
    }

    [Fact]
    public void A_correction_of_the_no_change_report_itself_replaces_what_it_let_stand()
    {
        All("2026-10-06T09:00Z", absent: 2);
        var unchanged = Accept("2026-10-13T09:00Z", ReportKind.NoChange);
        Send("2026-10-14T09:00Z", new GivenReport(ReportKind.Correction, null, [Value("masks", 5)], [], unchanged.Id, [], null));

        Assert.Equal((Answer.Count(5), 0), (Home.BeliefOf("masks")!.Value.Answer, Home.BeliefOf("masks")!.Value.Renewals));
        Assert.Equal(At("2026-10-13T09:00Z"), Home.BeliefOf("employed")!.Value.AsAt);
    }

    [Fact]
    public void Said_again_in_the_same_period_it_is_one_confirmation()
    {
        All("2026-10-06T09:00Z", absent: 2);
        foreach (var on in new[] { "2026-10-07T09:00Z", "2026-10-12T09:00Z", "2026-10-13T09:00Z", "2026-10-14T09:00Z", "2026-10-15T09:00Z", "2026-10-16T09:00Z" })
        {
            Accept(on, ReportKind.NoChange);
        }

        Assert.Equal((1, At("2026-10-16T09:00Z")), (Home.BeliefOf("masks")!.Value.Renewals, Home.BeliefOf("masks")!.Value.AsAt));
    }

    [Fact]
    public void What_is_kept_may_stand_as_often_as_it_is_said()
    {
        All("2026-10-06T09:00Z", absent: 2);
        foreach (var day in new[] { "2026-11-04", "2026-12-02", "2027-01-06", "2027-02-03", "2027-03-03" })
        {
            Accept($"{day}T09:00Z", ReportKind.Update, Unchanged("employed"));
        }

        Assert.Equal((5, At("2026-10-06T09:00Z")), (Home.BeliefOf("employed")!.Value.Renewals, Home.BeliefOf("employed")!.Value.SaidOn));
    }

    [Fact]
    public void Nil_answers_everything_clears_what_fired_and_counts_as_zero()
    {
        All("2026-10-06T09:00Z", absent: 12);
        Assert.Equal(TriggerLevel.Red, Absence);
        var answer = Accept("2026-10-13T09:00Z", ReportKind.Nil);

        Assert.Empty(answer.StillOwed);
        Assert.Contains("nobody is cared for", Assert.Single(answer.Warnings), StringComparison.Ordinal);
        Assert.Equal(TriggerLevel.Clear, Absence);
        Assert.True(_council.Tenant.Escalations.Values.Single(e => e.Trigger == "absence").StandDownProposed);
        Assert.Equal(CellStatus.OnTrack, _council.Cell("workforce")!.Status);
        Assert.All(Home.Triggers.Values, t => Assert.Empty(t.Unknown));
    }

    [Fact]
    public void After_nil_the_next_answers_count_again_and_what_they_leave_out_is_not_known()
    {
        Accept("2026-10-06T09:00Z", ReportKind.Nil);
        Accept("2026-10-13T09:00Z", ReportKind.Routine, Value("absent", 3), Word("safe", "no"));

        Assert.Equal(TriggerLevel.Red, Home.StateOf("unsafe").Level);
        Assert.Equal(["employed"], Home.StateOf("absence").Unknown);
        Assert.Equal(CellStatus.NoReport, _council.Cell("masks", BoardBy.Item)!.Status);
        Refuse("2026-10-13T10:00Z", "/readings/0", "no answer yet", ReportKind.Update, Unchanged("masks"));
    }

    [Fact]
    public void A_nil_report_that_is_corrected_in_one_answer_says_nothing_any_more_and_the_earlier_no_counts_again()
    {
        Accept("2026-10-13T09:00Z", ReportKind.Routine, Value("employed", 40), Value("absent", 2), Word("safe", "no"));
        var nil = Accept("2026-10-13T10:00Z", ReportKind.Nil);
        Assert.Equal(TriggerLevel.Clear, Home.StateOf("unsafe").Level);
        var mended = Assert.IsType<ReportAccepted>(Send("2026-10-13T11:00Z", new GivenReport(ReportKind.Correction, null, [Value("employed", 38)], [], nil.Id, [], null)));

        Assert.Equal(TriggerLevel.Red, Home.StateOf("unsafe").Level);
        Assert.Contains("masks", mended.StillOwed.Select(o => o.Measure));
        Assert.Equal(CellStatus.OffTrack, _council.Cell("workforce")!.Status);
    }

    [Fact]
    public void After_nil_everything_is_owed_anew_for_the_present_week()
    {
        Accept("2026-10-13T09:00Z", ReportKind.Nil);
        var answer = Accept("2026-10-14T09:00Z", ReportKind.Update, Value("absent", 1));
        Assert.Equal(["masks", "safe"], answer.StillOwed.Where(o => o.DueOn < At("2026-10-20T00:00Z")).Select(o => o.Measure));
    }

    [Fact]
    public void A_late_answer_does_not_take_the_place_of_one_that_was_said_to_be_unchanged_without_a_word()
    {
        All("2026-10-13T09:00Z", absent: 2);
        Accept("2026-10-16T09:00Z", ReportKind.NoChange);
        var late = new GivenReport(ReportKind.Update, At("2026-10-15T09:00Z"), [Value("masks", 1)], [], null, [], null);
        var before = Home.BeliefOf("masks");

        Assert.Equal("confirm-needed", Assert.IsType<Refused>(Send("2026-10-16T10:00Z", late)).Code);
        Assert.Equal(before, Home.BeliefOf("masks"));
        Assert.IsType<ReportAccepted>(Send("2026-10-16T10:00Z", late with { Confirm = ["masks"] }));
    }

    [Fact]
    public void A_late_nil_is_refused()
    {
        All("2026-10-13T09:00Z", absent: 2);
        var outcome = Send("2026-10-14T09:00Z", new GivenReport(ReportKind.Nil, At("2026-10-12T09:00Z"), [], [], null, [], null));
        Assert.Equal("/asAt", Assert.Single(Assert.IsType<Invalid>(outcome).Faults).Pointer);
    }

    [Fact]
    public void Excused_with_one_answer_is_still_not_on_track()
    {
        Excuse("2026-10-06T09:00Z", "2026-10-31");
        Accept("2026-10-07T09:00Z", ReportKind.Update, Value("employed", 40));
        Assert.Equal(CellStatus.NoReport, _council.Cell("workforce")!.Status);
    }

    [Fact]
    public void An_excuse_for_earlier_days_leaves_a_later_one_standing()
    {
        Excuse("2026-10-14T09:00Z", "2026-11-01");
        var earlier = new GivenReport(ReportKind.Excused, At("2026-10-05T09:00Z"), [], [], null, [], null, Day("2026-10-06"), "Flood");
        var accepted = Assert.IsType<ReportAccepted>(Send("2026-10-14T10:00Z", earlier));

        Assert.Equal([new Excuse(Day("2026-10-05"), Day("2026-10-06")), new Excuse(Day("2026-10-14"), Day("2026-11-01"))], Home.Excuses);
        Assert.Single(accepted.Warnings);
    }

    [Fact]
    public void Nil_takes_no_answers_and_is_not_said_of_the_authority()
    {
        Refuse("2026-10-06T09:00Z", "/readings", "leave readings and statuses out", ReportKind.Nil, Value("absent", 0));
        var outcome = Send("2026-10-06T09:00Z", new GivenReport(ReportKind.Nil, null, [], [], null, [], null), SubjectState.Authority);
        Assert.Equal("/kind", Assert.Single(Assert.IsType<Invalid>(outcome).Faults).Pointer);
    }

    [Theory]
    [InlineData(null, "2026-10-19")]
    [InlineData("2026-10-11", "2026-10-19")]
    [InlineData("2026-10-10", "2026-10-12")]
    [InlineData("2026-10-18", "2026-10-26")]
    public void Excused_owes_nothing_for_periods_that_end_within(string? until, string overdueFrom)
    {
        Excuse("2026-10-07T09:00Z", until);
        var due = Debt.DueOn(Home, MeasureOf("absent"), _council.Tenant.RulesOn(Day("2026-10-07")));
        Assert.Equal(England.StartOf(Day(overdueFrom)).AddSeconds(-1), due);
    }

    [Fact]
    public void Excused_is_not_silent_but_not_known_either()
    {
        All("2026-10-06T09:00Z", absent: 2);
        Excuse("2026-10-12T09:00Z", "2026-11-08");
        _council.Tick("2026-11-06T09:00Z");

        Assert.Equal(TriggerLevel.Clear, Home.StateOf("silent").Level);
        Assert.Empty(Home.Overdue);
        Assert.Equal(CellStatus.NoReport, _council.Cell("workforce")!.Status);
        Assert.Equal(At("2026-10-06T09:00Z"), Home.LastReportOn);

        _council.Tick("2026-11-20T09:00Z");
        Assert.Equal(TriggerLevel.Amber, Home.StateOf("silent").Level);
    }

    [Fact]
    public void A_later_excuse_replaces_what_is_left_of_the_earlier()
    {
        Excuse("2026-10-07T09:00Z", "2026-11-01");
        Excuse("2026-10-14T09:00Z", "2026-10-14");
        Assert.Equal([new Excuse(Day("2026-10-07"), Day("2026-10-13")), new Excuse(Day("2026-10-14"), Day("2026-10-14"))], Home.Excuses);
    }

    [Theory]
    [InlineData(null, null, "/reason")]
    [InlineData("Flood", "2026-10-06", "/until")]
    [InlineData("Flood", "2026-11-08", "/until")]
    [InlineData("Mr X, 943 476 5919, has died", null, "/reason")]
    public void An_excuse_needs_a_reason_and_an_end_within_a_month(string? reason, string? until, string pointer)
    {
        var given = new GivenReport(ReportKind.Excused, null, [], [], null, [], null, until is null ? null : Day(until), reason);
        Assert.Equal(pointer, Assert.Single(Assert.IsType<Invalid>(Send("2026-10-07T09:00Z", given)).Faults).Pointer);
    }

    [Fact]
    public void An_authority_that_enters_for_a_provider_says_who_told_it()
    {
        var given = new GivenReport(ReportKind.Routine, null, [Value("absent", 1)], [], null, [], null);
        var refused = Desk.Take(_council.Tenant, new SubmitReport("lead", Council.Home, given, OnBehalf: true), At("2026-10-07T09:00Z")).Outcome;
        Assert.Equal("/toldBy", Assert.Single(Assert.IsType<Invalid>(refused).Faults).Pointer);
        var taken = Desk.Take(_council.Tenant, new SubmitReport("lead", Council.Home, given with { ToldBy = "duty manager" }, OnBehalf: true), At("2026-10-07T09:00Z")).Outcome;
        Assert.IsType<ReportAccepted>(taken);
    }

    private ReportAccepted All(string on, int absent) => Accept(
        on, ReportKind.Routine, Value("employed", 40), Value("absent", absent), Word("safe", "yes"), Value("masks", 30));

    private ReportAccepted Accept(string on, ReportKind kind, params GivenReading[] readings) =>
        Assert.IsType<ReportAccepted>(Send(on, new GivenReport(kind, null, readings, [], null, [], null)));

    private void Refuse(string on, string pointer, string sentence, ReportKind kind, params GivenReading[] readings)
    {
        var fault = Assert.Single(Assert.IsType<Invalid>(Send(on, new GivenReport(kind, null, readings, [], null, [], null))).Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(sentence, fault.Sentence, StringComparison.Ordinal);
    }

    private void Excuse(string on, string? until) => Assert.IsType<ReportAccepted>(Send(
        on, new GivenReport(ReportKind.Excused, null, [], [], null, [], null, until is null ? null : Day(until), "Closed after a flood")));

    private Outcome Send(string on, GivenReport given, string subject = Council.Home)
    {
        Desk.LetTimePass(_council.Tenant, At(on));
        return Desk.Take(_council.Tenant, new SubmitReport("manager", subject, given), At(on)).Outcome;
    }

    private Measure MeasureOf(string key) => _council.Tenant.RulesOn(Day("2026-10-07")).MeasureOf(key)!;

    private static GivenReading Value(string measure, decimal value) => new(measure, new GivenValue(value, null));

    private static GivenReading Word(string measure, string word) => new(measure, new GivenValue(null, word));

    private static GivenReading Unchanged(string measure) => new(measure, Unchanged: true);
}
