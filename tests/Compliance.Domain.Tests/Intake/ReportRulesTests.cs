using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;

namespace Compliance.Domain.Tests.Intake;

public sealed class ReportRulesTests
{
    private const string Now = "2026-11-18T09:00Z";
    private readonly Winter _winter = new();

    public ReportRulesTests() => _winter.Join("elm");

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(5, 6, false)]
    [InlineData(0, 1, false)]
    public void Absent_over_employed_in_one_report_is_refused_even_if_confirmed(int employed, int absent, bool accepted)
    {
        var outcome = _winter.Send("elm", Now, Winter.Staff(employed, absent), null, null, "absent");

        Assert.Equal(accepted, outcome.IsAccepted);
        if (!accepted)
        {
            Assert.Equal("/readings/1/value", Assert.Single(Assert.IsType<Invalid>(outcome).Faults).Pointer);
        }
    }

    [Fact]
    public void Absent_over_a_figure_carried_forward_asks_to_confirm()
    {
        _winter.Report("elm", "2026-11-11T09:00Z", employed: 5);

        Assert.Equal(["absent"], Assert.IsType<Refused>(_winter.Send("elm", Now, Winter.Staff(null, 6))).Names);
        Assert.True(_winter.Send("elm", Now, Winter.Staff(null, 6), null, null, "absent").IsAccepted);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void Exactly_half_absent_needs_no_confirmation(int absent, bool accepted) =>
        Assert.Equal(accepted, _winter.Send("elm", Now, Winter.Staff(40, absent)).IsAccepted);

    [Fact]
    public void A_correction_cannot_bring_what_it_keeps_beyond_a_hard_limit()
    {
        var id = _winter.Report("elm", "2026-11-11T09:00Z", 40, 8);

        var fault = Assert.Single(Assert.IsType<Invalid>(_winter.Send("elm", Now, Winter.Staff(5, null), null, id)).Faults);

        Assert.Equal("/readings/0/value", fault.Pointer);
        Assert.Contains("`absent`", fault.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-18T09:00:00.000Z", null)]
    [InlineData("2026-11-18T09:00:00.001Z", "/asAt")]
    [InlineData("2026-10-01T00:00:00Z", null)]
    [InlineData("2026-09-30T22:59:59Z", "/asAt")]
    [InlineData("2026-08-18T09:00:00Z", "/asAt")]
    public void A_report_is_about_a_day_of_the_plan_and_never_the_future(string asAt, string? pointer)
    {
        var outcome = _winter.Send("elm", Now, Winter.Staff(40, 1), asAt);

        Assert.Equal(pointer, (outcome as Invalid)?.Faults[0].Pointer);
    }

    [Fact]
    public void What_is_finer_than_a_millisecond_is_cut_off() =>
        Assert.Equal(
            London.At("2026-11-18T08:59:59.123Z"),
            Assert.IsType<ReportAccepted>(_winter.Send("elm", Now, Winter.Staff(40, 1), "2026-11-18T08:59:59.1239999Z")).AsAt);

    [Fact]
    public void Unknown_keys_and_double_answers_are_all_named_at_once()
    {
        var outcome = _winter.Send("elm", Now, [Winter.Number("absnt", 1), Winter.Number("employed", 1), Winter.Number("employed", 2), Winter.Number("stock", 1)]);

        var faults = Assert.IsType<Invalid>(outcome).Faults;
        Assert.Equal(["/readings/0/measure", "/readings/2/measure", "/readings/3/measure"], faults.Select(f => f.Pointer));
        Assert.Contains("did you mean `absent`", faults[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_nobody_known_is_not_found_and_leaves_the_tenant_untouched()
    {
        var before = _winter.Tenant.Seq;

        Assert.IsType<Missing>(_winter.Send("oak", Now, Winter.Staff(40, 1)));
        Assert.Equal(before, _winter.Tenant.Seq);
    }

    [Fact]
    public void The_time_never_runs_backwards()
    {
        _winter.Report("elm", Now, 40, 1);

        var late = Assert.IsType<ReportAccepted>(_winter.Send("elm", "2026-11-18T08:00Z", Winter.Staff(40, 1)));

        Assert.Equal(London.At(Now), late.ReceivedOn);
    }

    [Fact]
    public void A_note_with_an_NHS_number_is_left_out_unless_it_is_meant_and_holds_nothing_up()
    {
        var given = new GivenReport(ReportKind.Routine, null, [], [new StatusAnswer("item", ItemStatus.Met, new Note("Mr X, 943 476 5919", Audience.Authority))], null, [], null);

        var kept = Assert.Single(NoteRules.Keep(given));
        var content = new ReportReceived(ReportKind.Routine, London.At(Now), [], [kept], null, [], null);

        Assert.DoesNotContain("943", kept.Note!.Text, StringComparison.Ordinal);
        Assert.Single(NoteRules.Warnings(content));
        Assert.Equal("Mr X, 943 476 5919", NoteRules.Keep(given with { Confirm = ["item"] })[0].Note!.Text);
    }
}
