using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Intake;

public sealed class HostTests
{
    private readonly Winter _winter = new();

    [Theory]
    [InlineData(null, true)]
    [InlineData("rotherham", false)]
    public void A_service_is_asked_only_where_it_reports(string? host, bool asked)
    {
        _winter.Join("home", host: host);
        _winter.Tick("2026-11-30T09:00Z");

        var home = _winter["home"];
        var rules = _winter.Tenant.RulesOn(London.Day("2026-11-30"));
        Assert.Equal(asked, home.Overdue.Count > 0);
        Assert.Equal(asked, Debt.Asked(home, rules, London.Day("2026-11-30")).Any());
        Assert.Equal(asked ? TriggerLevel.Red : TriggerLevel.Clear, _winter.LevelOf("home", "silence"));
        Assert.Equal(asked ? Standing.Silent : Standing.Out, home.Standings.GetValueOrDefault("widespread").Standing);
        Assert.Equal(asked ? 1 : 0, Spread.Of(rules.RuleOf("silence")!, [home], rules, London.Day("2026-11-30")).At.Values.Sum());
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("rotherham", false)]
    public void An_item_is_for_a_service_only_where_it_reports(string? host, bool asked)
    {
        var item = new Item("plan", Owner.Provider, [], "A plan", Services.All, null, null, false, [], "here");
        var home = new SubjectState("home") { Membership = new Membership("care-home", London.Day("2026-07-01"), null, null, host) };

        Assert.Equal(asked, Duties.AppliesTo(item, home));
    }

    [Fact]
    public void A_report_for_a_hosted_service_is_refused_naming_its_host()
    {
        _winter.Join("home", host: "rotherham");
        var before = Packed.Position(_winter["home"]);

        var refused = Assert.IsType<Refused>(_winter.Send("home", "2026-10-07T10:00Z", Winter.Staff(40, 8)));

        Assert.Equal("reports-to-host", refused.Code);
        Assert.Contains("`rotherham`", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(before, Packed.Position(_winter["home"]));
    }

    [Fact]
    public void A_service_that_goes_to_a_host_leaves_the_shares_and_one_that_comes_back_is_asked_again()
    {
        _winter.Join("home");
        _winter.Join("other");
        _winter.Tick("2026-10-01T09:00Z");
        _winter.Report("home", "2026-10-07T10:00Z", 40, 8);
        Assert.Equal(new Tally(0, 1, 1), _winter.Authority.Tallies["widespread"]);

        _winter.Join("home", host: "rotherham", at: "2026-10-08T10:00Z");
        Assert.Equal(new Tally(0, 0, 1), _winter.Authority.Tallies["widespread"]);
        _winter.Tick("2026-10-30T09:00Z");
        Assert.Empty(_winter["home"].Overdue);

        _winter.Join("home", at: "2026-11-02T10:00Z");
        Assert.NotEmpty(_winter["home"].Overdue);
        Assert.Equal(2, _winter.Authority.Tallies["widespread"].Total);
        Assert.IsType<ReportAccepted>(_winter.Send("home", "2026-11-02T11:00Z", Winter.Staff(40, 1)));
    }

    [Fact]
    public void A_case_that_was_open_stays_open_until_somebody_stands_it_down()
    {
        _winter.Join("home");
        _winter.Report("home", "2026-10-07T10:00Z", 40, 8);

        _winter.Join("home", host: "rotherham", at: "2026-10-08T10:00Z");

        Assert.NotNull(_winter.Tenant.OpenCase("absence", "home"));
    }
}
