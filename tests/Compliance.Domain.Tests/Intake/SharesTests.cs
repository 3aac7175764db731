using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Intake;

public sealed class SharesTests
{
    private readonly Winter _winter = new();

    [Fact]
    public void Providers_are_counted_by_what_is_known_of_them()
    {
        Join(4);
        Report(1, 8);
        Report(2, 1);

        Assert.Equal(new Tally(1, 1, 2), Tally);
        Assert.Equal(new Interval(new Fraction(1, 4), new Fraction(3, 4)), State.Value);
    }

    [Fact]
    public void It_fires_on_what_is_certain_and_warns_of_what_is_possible()
    {
        Join(4);
        Report(1, 8);
        Report(2, 1);
        Assert.Equal((TriggerLevel.Clear, true), (State.Level, State.Warned));

        Report(3, 8);
        Assert.Equal((TriggerLevel.Red, false), (State.Level, State.Warned));
    }

    [Fact]
    public void It_clears_only_when_even_the_silent_cannot_hold_it()
    {
        Join(5);
        Report(1, 8);
        Report(2, 8);
        Report(3, 8);
        foreach (var home in new[] { 1, 2, 3 })
        {
            Report(home, 1, "2026-11-04T10:00Z");
        }

        Assert.Equal((TriggerLevel.Red, new Tally(3, 0, 2)), (State.Level, Tally));
        Report(4, 1, "2026-11-04T11:00Z");
        Assert.Equal(TriggerLevel.Clear, State.Level);
    }

    [Theory]
    [InlineData(3, 1, false)]
    [InlineData(4, 2, true)]
    [InlineData(5, 2, false)]
    [InlineData(5, 3, true)]
    public void Below_the_minimum_reporting_nothing_is_known(int members, int reporting, bool known)
    {
        Join(members);
        for (var i = 1; i <= reporting; i++)
        {
            Report(i, 8);
        }

        Assert.Equal(known, State.Value != Interval.Unknown);
        Assert.Equal(known ? [] : ["absence"], State.Unknown);
    }

    [Fact]
    public void A_red_provider_gone_stale_counts_in_the_upper_bound_only()
    {
        Join(2);
        Report(1, 8);
        Report(2, 8, "2026-11-06T09:00Z");

        _winter.Tick("2026-11-10T09:00:00.001Z");

        Assert.Equal(new Tally(0, 1, 1), Tally);
        Assert.Equal(TriggerLevel.Red, _winter.LevelOf("home-1"));
    }

    [Theory]
    [InlineData("2026-11-05T23:59:59.999Z", 2)]
    [InlineData("2026-11-06T00:00:00Z", 1)]
    public void A_provider_that_left_is_counted_no_more(string at, int counted)
    {
        Join(2);
        Report(1, 8);
        _winter.Join("home-2", left: "2026-11-05", at: "2026-11-04T09:00Z");

        _winter.Tick(at);

        Assert.Equal(counted, Tally.Total);
    }

    [Fact]
    public void Whom_the_question_does_not_concern_is_left_out_and_no_staff_is_not_good_news()
    {
        Join(4);
        _winter.Send("home-1", "2026-11-02T09:00Z", [new Domain.Intake.GivenReading("absent", NotApplicable: true), new Domain.Intake.GivenReading("employed", NotApplicable: true)]);
        Report(2, 0, employed: 0);
        _winter.Send("home-3", "2026-11-02T09:00Z", [new Domain.Intake.GivenReading("absent", NotApplicable: true), Winter.Number("employed", 1)]);

        Assert.Equal(new Tally(0, 0, 3), Tally);
    }

    [Fact]
    public void One_certain_shortage_counts_though_another_answer_is_missing()
    {
        var winter = new Winter();
        winter.Join("home-1");
        winter.Send("home-1", "2026-11-02T09:00Z", [Winter.Number("masks", 2)]);
        var rules = winter.Tenant.RulesOn(new DateOnly(2026, 11, 2));

        Assert.Equal(TriggerLevel.Red, winter.LevelOf("home-1", "ppe"));
        Assert.Equal(Standing.Reached, Domain.Intake.Contributions.StandingOf(winter["home-1"], Services.All, "ppe", TriggerLevel.Red, rules, winter.Tenant.KnownOn));
    }

    private TriggerState State => _winter.Authority.StateOf("widespread");

    private Tally Tally => _winter.Authority.Tallies["widespread"];

    private void Join(int homes)
    {
        for (var i = 1; i <= homes; i++)
        {
            _winter.Join($"home-{i}");
        }

        _winter.Tick("2026-10-01T00:00Z");
    }

    private void Report(int home, int absent, string at = "2026-11-02T09:00Z", int employed = 40) => _winter.Report($"home-{home}", at, employed, absent);
}
