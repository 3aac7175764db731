using Compliance.Domain.Boards;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Returns;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using static Compliance.Domain.Checklists.TriggerLevel;

namespace Compliance.Domain.Tests.Intake;

public sealed class ClosureTests
{
    // Reported on Sunday 1 November; the next week is due on Sunday the 8th, and silence is amber after three working days, red after seven.
    private readonly Winter _winter = new();

    public ClosureTests()
    {
        _winter.Join("elm");
        _winter.Report("elm", "2026-11-01T12:00Z", 40, 1);
    }

    [Theory]
    [InlineData("2026-11-02..2026-11-08", "2026-11-15T23:59:59Z")]
    [InlineData("2026-11-08..2026-11-08", "2026-11-15T23:59:59Z")]
    [InlineData("2026-11-02..2026-11-07", "2026-11-08T23:59:59Z")]
    [InlineData("2026-11-09..2026-11-15", "2026-11-08T23:59:59Z")]
    [InlineData("2026-11-02..2026-11-29", "2026-12-06T23:59:59Z")]
    public void Nothing_is_owed_for_a_week_whose_last_day_it_is_closed(string closure, string due)
    {
        Assert.True(_winter.Close("elm", "2026-11-02T09:00Z", closure).IsAccepted);

        var rules = _winter.Tenant.RulesOn(London.Day("2026-11-02"));
        Assert.Equal(London.At(due), Debt.DueOn(_winter["elm"], rules.MeasureOf("absent")!, rules));
    }

    // Owed since the 8th; Monday has passed when it closes on Tuesday, and the days until it opens again count for nothing.
    [Theory]
    [InlineData("2026-11-30T23:59:59.999Z", Clear)]
    [InlineData("2026-12-01T23:59:59.999Z", Clear)]
    [InlineData("2026-12-02T00:00Z", Amber)]
    public void Silence_counts_no_day_of_a_closure(string at, TriggerLevel expected)
    {
        _winter.Close("elm", "2026-11-09T09:00Z", "2026-11-10..2026-11-29");

        PassTime(at);

        Assert.Equal(expected, _winter.LevelOf("elm", "silence"));
        var owing = Owing.Of(_winter.Tenant.RulesOn(London.England.DateOf(London.At(at))), [_winter["elm"]], London.At(at));
        Assert.Equal(expected == Amber ? 3 : at.StartsWith("2026-11-30", StringComparison.Ordinal) ? 1 : 2, owing.Providers.Single().Measures.Single(m => m.Measure == "absent").WorkingDays);
    }

    [Fact]
    public void What_has_fired_stays_and_what_is_reported_is_still_judged()
    {
        PassTime("2026-11-12T00:00Z");
        Assert.Equal(Amber, _winter.LevelOf("elm", "silence"));

        _winter.Close("elm", "2026-11-12T09:00Z", "2026-11-13..2026-12-13");
        PassTime("2026-12-01T09:00Z");
        Assert.Equal(Amber, _winter.LevelOf("elm", "silence"));

        _winter.Report("elm", "2026-12-02T09:00Z", 40, 20);
        Assert.Equal(Red, _winter.LevelOf("elm"));
    }

    [Fact]
    public void The_clock_takes_it_out_of_shares_and_puts_it_back()
    {
        _winter.Join("oak");
        _winter.Report("elm", "2026-11-02T09:00Z", 40, 20);
        _winter.Report("oak", "2026-11-02T09:00Z", 40, 1);
        _winter.Close("elm", "2026-11-02T10:00Z", "2026-11-04..2026-11-05");
        Assert.Equal(new Tally(1, 1, 0), Shares);

        _winter.Tick("2026-11-03T23:59:59.999Z");
        Assert.Equal((new Tally(1, 1, 0), London.At("2026-11-04T00:00Z")), (Shares, _winter["elm"].DueOn));
        Assert.Null(Row().Closed);

        _winter.Tick("2026-11-04T00:00Z");
        Assert.Equal((new Tally(1, 0, 0), London.At("2026-11-06T00:00Z")), (Shares, _winter["elm"].DueOn));
        Assert.Equal((London.Day("2026-11-04"), true, false), (Row().Closed!.From, Row().IsExcused, Row().HasReported));

        _winter.Tick("2026-11-06T00:00Z");
        Assert.Equal(new Tally(1, 1, 0), Shares);
        Assert.Null(Row().Closed);
    }

    [Fact]
    public void Completeness_counts_a_closed_week_with_the_excused_ones()
    {
        _winter.Close("elm", "2026-11-02T09:00Z", "2026-11-02..2026-11-08");

        var counted = Completeness.Of(
            _winter.Tenant.RulesOn(London.Day("2026-11-16")), [_winter["elm"]], Array.Empty<Received>().ToLookup(r => r.Provider),
            London.Day("2026-11-02"), London.Day("2026-11-15"), London.At("2026-11-16T09:00Z"));

        Assert.Equal(new Counts(1, 0, 0, 0, 0, 1), counted.Measures.Single(m => m.Key == "absent").Value);
    }

    [Theory]
    [InlineData("2026-11-20..2026-11-19", "/closures/0/to")]
    [InlineData("2026-11-20..2027-11-21", "/closures/0/to")]
    [InlineData("2026-10-17..2026-11-19", "/closures")]
    public void What_makes_no_sense_is_refused(string closure, string pointer) =>
        Assert.Equal([pointer], Assert.IsType<Invalid>(_winter.Close("elm", "2026-11-18T09:00Z", closure)).Faults.Select(f => f.Pointer));

    [Theory]
    [InlineData("2026-11-20..2026-11-20")]
    [InlineData("2026-11-20..2027-11-20")]
    [InlineData("2026-10-18..2026-11-19")]
    public void The_other_side_of_each_limit_is_taken(string closure) =>
        Assert.True(_winter.Close("elm", "2026-11-18T09:00Z", closure).IsAccepted);

    [Fact]
    public void Closures_may_touch_and_not_overlap()
    {
        Assert.True(_winter.Close("elm", "2026-11-18T09:00Z", "2026-12-01..2026-12-02", "2026-11-20..2026-11-30").IsAccepted);
        Assert.Equal([London.Day("2026-11-20"), London.Day("2026-12-01")], _winter.Tenant.Register["elm"].Closures!.Select(c => c.From));

        var refused = Assert.IsType<Invalid>(_winter.Close("elm", "2026-11-18T09:00Z", "2026-12-01..2026-12-02", "2026-11-20..2026-12-01"));
        Assert.Equal("/closures/1/from", refused.Faults.Single().Pointer);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Ten_closures_are_the_most(int count, bool accepted) => Assert.Equal(accepted, _winter.Close(
        "elm", "2026-11-18T09:00Z", [.. Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"2027-01-{i + 1:00}..2027-01-{i + 1:00}"))]).IsAccepted);

    [Fact]
    public void A_long_closure_may_end_otherwise_than_planned()
    {
        _winter.Close("elm", "2026-11-18T09:00Z", "2026-11-20..2027-03-31");

        Assert.True(_winter.Close("elm", "2027-02-18T09:00Z", "2026-11-20..2027-01-17").IsAccepted);
        Assert.Equal(["/closures"], Assert.IsType<Invalid>(_winter.Close("elm", "2027-02-18T09:00Z", "2026-11-20..2027-01-16")).Faults.Select(f => f.Pointer));
        Assert.IsType<Invalid>(_winter.Close("elm", "2027-02-18T09:00Z"));
    }

    [Fact]
    public void A_reason_is_given_and_names_nobody()
    {
        var entry = _winter.Tenant.Register["elm"];
        foreach (var reason in new[] { "", " ", new string('x', 201), "a\nb", "For 943 476 5919" })
        {
            var set = new SetProvider("lead", entry with { Closures = [new Closure(London.Day("2026-12-01"), London.Day("2026-12-02"), reason)] }, entry.Revision);
            Assert.Equal("/closures/0/reason", Assert.IsType<Invalid>(Desk.Take(_winter.Tenant, set, London.At("2026-11-18T09:00Z")).Outcome).Faults.Single().Pointer);
        }
    }

    [Fact]
    public void An_entry_without_closures_is_written_as_ever()
    {
        Assert.DoesNotContain("closures", System.Text.Encoding.UTF8.GetString(Canonical.Write<EntryContent>(_winter.Tenant.Register["elm"])), StringComparison.Ordinal);

        _winter.Close("elm", "2026-11-18T09:00Z");

        Assert.Null(_winter.Tenant.Register["elm"].Closures);
    }

    private Tally Shares => _winter.Authority.Tallies["widespread"];

    private BoardRow Row() => Board.Of(
        _winter.Tenant.RulesOn(London.England.DateOf(_winter.Tenant.KnownOn)), _winter.Tenant.Subjects.Values, [], _winter.Tenant.KnownOn, BoardBy.Section)
        .Rows.Single(r => r.Provider == "elm");

    private void PassTime(string until)
    {
        while (_winter.Tenant.Subjects.Values.Min(s => s.DueOn) is { } next && next <= London.At(until))
        {
            _winter.Tick(next.ToString("O"));
        }

        _winter.Tick(until);
    }
}
