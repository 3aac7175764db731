using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Notices;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;
using Holding = Compliance.Domain.Escalations.Condition;

namespace Compliance.Domain.Tests.Intake;

/// <summary>Organisations, judged by those of their services that one authority has.</summary>
public sealed class OrganisationTests
{
    private const string Acme = "@acme";
    private const string Beech = "@beech";

    private static readonly Trigger _high = Of("high", Absent, Small.AtLeast(Red, 5, null));
    private static readonly Trigger _ill = Of("ill", new TriggerValue.Reading("masks"), Small.AtMost(Red, 3, null));
    private static readonly Trigger _own = Own(Count("high"));

    [Fact]
    public void Three_services_of_one_organisation_at_red_make_one_case()
    {
        var winter = Homes();
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 5));
        winter.Says("home-2", "2026-11-02T10:00Z", ("absent", 6));
        Assert.Null(winter.Case("own", Acme));

        winter.Says("home-3", "2026-11-02T11:00Z", ("absent", 7));

        var open = winter.Case("own", Acme)!;
        Assert.Equal((Tier.Region, Red, true), (open.Tier, open.Level, open.ForRegion));
        Assert.Equal(["home-1", "home-2", "home-3"], open.Receipt!.Evidence!.Counted!.Single().Members.Where(m => m.Standing == Standing.Reached).Select(m => m.Provider));
        Assert.Equal("own: between 3 and 4; red from 3", open.Summary);
        Assert.Single(winter.Fired("own"));
        Assert.Equal(3, winter.Fired("high").Count);
    }

    [Fact]
    public void Services_of_other_organisations_and_of_none_do_not_count()
    {
        var winter = Homes();
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 5));
        winter.Says("home-2", "2026-11-02T10:00Z", ("absent", 5));
        winter.Says("beech-1", "2026-11-02T11:00Z", ("absent", 5));
        winter.Says("alone", "2026-11-02T12:00Z", ("absent", 5));

        Assert.Equal((Clear, Clear), (winter.LevelOf(Acme, "own"), winter.LevelOf(Beech, "own")));
        Assert.Equal((new Tally(0, 2, 2), new Tally(0, 1, 1)), (winter[Acme].Tallies["@own"], winter[Beech].Tallies["@own"]));
    }

    [Fact]
    public void One_receipt_names_only_the_organisations_own_services_and_holds_by_itself()
    {
        var winter = Fired();
        var receipt = winter.Fired("own").Single().Receipt;

        Assert.Equal(Acme, receipt.Evidence!.Subject);
        var tally = receipt.Evidence.Counted!.Single();
        Assert.Equal(["home-1", "home-2", "home-3", "home-4"], tally.Members.Select(m => m.Provider).Concat(tally.LeftOut.Select(l => l.Provider)).Order());
        Assert.Empty(Verification.Of(receipt));
    }

    [Fact]
    public void A_service_that_goes_to_another_organisation_counts_there_and_no_more_here()
    {
        var winter = Fired();

        winter.Live("2026-11-03T09:00Z").Join("home-3", at: "2026-11-03T09:00Z", organisation: "beech");

        Assert.Equal((new Tally(0, 2, 1), new Tally(0, 1, 2)), (winter[Acme].Tallies["@own"], winter[Beech].Tallies["@own"]));
        // Home 4 is silent and may be the third.
        Assert.Equal(Red, winter.LevelOf(Acme, "own"));
        winter.Says("home-4", "2026-11-03T10:00Z", ("absent", 0));
        Assert.Equal((Clear, true), (winter.LevelOf(Acme, "own"), winter.Case("own", Acme)!.StandDownProposed));
    }

    [Fact]
    public void Clear_is_not_clear_any_more_once_silent_services_may_reach_the_limit()
    {
        var winter = Fired();
        winter.Says("home-4", "2026-11-02T12:00Z", ("absent", 0));
        winter.Says("home-1", "2026-11-02T13:00Z", ("absent", 0));
        var open = winter.Case("own", Acme)!;
        Assert.Equal((true, Holding.Clear), (open.StandDownProposed, Conditions.Of(open, winter[Acme], winter.Rules(), winter.Tenant.KnownOn)));

        winter.Join("home-5", at: "2026-11-02T14:00Z", organisation: "acme");

        open = winter.Case("own", Acme)!;
        Assert.Equal((false, Holding.Unknown), (open.StandDownProposed, Conditions.Of(open, winter[Acme], winter.Rules(), winter.Tenant.KnownOn)));
        Assert.Equal(("stand-down-withdrawn", "Providers of which too little is known may reach the limit: between 2 and 3."), (open.Timeline[^1].Event, open.Timeline[^1].Reason));
        Assert.Equal("own: between 2 and 3; was clear, and is not known to be", open.Summary);
    }

    [Fact]
    public void What_clears_for_a_change_of_the_register_says_so()
    {
        var winter = Fired();
        winter.Says("home-4", "2026-11-02T12:00Z", ("absent", 0));

        winter.Live("2026-11-03T09:00Z").Join("home-3", at: "2026-11-03T09:00Z", organisation: "beech");

        Assert.Equal("own: 2; clear again, after a change of `home-3` on the register", winter.Case("own", Acme)!.Summary);
    }

    [Fact]
    public void A_service_that_leaves_the_register_counts_no_more()
    {
        var winter = Fired();
        winter.Says("home-4", "2026-11-03T08:00Z", ("absent", 0));

        winter.Live("2026-11-03T09:00Z").Join("home-3", left: "2026-11-04", at: "2026-11-03T09:00Z", organisation: "acme");

        Assert.Equal(Red, winter.Live("2026-11-04T23:59:59Z").LevelOf(Acme, "own"));
        Assert.Equal(Clear, winter.Live("2026-11-05T00:00Z").LevelOf(Acme, "own"));
    }

    [Fact]
    public void Any_one_of_several_triggers_is_enough_and_each_service_counts_once()
    {
        var winter = Homes(Own(Count("high", "ill")), _ill);
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 5), ("masks", 2));
        winter.Says("home-2", "2026-11-02T10:00Z", ("masks", 2));
        Assert.Equal(new Tally(0, 2, 2), winter[Acme].Tallies["@own"]);

        winter.Says("home-3", "2026-11-02T11:00Z", ("absent", 1), ("masks", 9));
        winter.Says("home-4", "2026-11-02T12:00Z", ("absent", 1));
        // Of home 4 one of the two is not known.
        Assert.Equal((Clear, new Tally(1, 2, 1)), (winter.LevelOf(Acme, "own"), winter[Acme].Tallies["@own"]));

        winter.Says("home-4", "2026-11-02T13:00Z", ("masks", 3));
        Assert.Equal(Red, winter.LevelOf(Acme, "own"));
    }

    [Fact]
    public void An_organisations_case_gathers_the_firings_that_its_trigger_counts()
    {
        var gathering = Gathering.Of(Fired().Case("own", Acme)!)!;

        Assert.Equal(["high"], gathering.Triggers);
        Assert.True(gathering.Holds("high", Red, "care-home", "acme"));
        Assert.False(gathering.Holds("high", Amber, "care-home", "acme"));
        Assert.False(gathering.Holds("other", Red, "care-home", "acme"));
        Assert.False(gathering.Holds("high", Red, "care-home", "beech"));
        Assert.False(gathering.Holds("high", Red, "care-home", null));
    }

    [Fact]
    public void A_case_about_a_provider_gathers_nothing_and_neither_does_a_closed_one()
    {
        var winter = Fired();
        Assert.Null(Gathering.Of(winter.Case("high", "home-1")!));
        var open = winter.Case("own", Acme)!;
        Assert.Null(Gathering.Of(open with { State = CaseState.StoodDown }));
    }

    [Fact]
    public void Who_was_told_of_the_whole_outside_the_authority_is_not_told_of_each_part()
    {
        var winter = Fired();
        var (own, above) = (winter.Case("high", "home-1")!, winter.Case("own", Acme)!);
        Escalation? By(Escalation part, Escalation whole, string organisation = "acme", int sequence = 1, params string[] roles) =>
            Relevance.SpokenForBy(part, sequence, roles.Length == 0 ? ["region"] : roles, [whole], "care-home", organisation);

        Assert.Same(above, By(own, above));
        Assert.Null(By(own, above, "beech"));
        Assert.Null(By(own, above, roles: ["region", "cqc"]));
        Assert.Null(By(own, above with { Level = Amber }));
        Assert.Null(By(own, above with { State = CaseState.StoodDown }));
        Assert.Null(By(own, above with { StandDownProposed = true }));
        Assert.Null(By(own, above with { Timeline = [.. above.Timeline, new CaseEvent(9, "trigger-switched-off", above.RaisedOn, Cases.System, 9)] }));
        Assert.Null(By(own with { Tier = Tier.Region }, above));
        Assert.Null(By(own with { Trigger = null }, above));
        Assert.Null(By(own with { Timeline = [own.Timeline[0] with { Asked = ActingAs.Authority }] }, above));
        Assert.Null(By(own with { Timeline = [own.Timeline[0] with { Event = "stood-down" }] }, above));
    }

    [Fact]
    public void A_plan_without_such_triggers_forgets_what_was_counted()
    {
        var winter = Homes();
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 5));
        Assert.Contains("@own", winter["home-1"].Standings.Keys);

        var without = winter.Checklist with { Version = 2, Triggers = [_high] };
        var tenant = new TenantState("winter", London.England, hash => Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(without))) == hash ? without : winter.Checklist);
        foreach (var entry in winter.Journal)
        {
            Fold.Apply(tenant, entry);
        }

        Desk.Take(tenant, new SetPlan("lead", without, 2026, London.Day("2026-10-01"), London.Day("2027-03-31"), [], tenant.Plans[0].Revision), London.At("2026-11-03T09:00Z"));

        Assert.DoesNotContain("@own", tenant.Subjects["home-1"].Standings.Keys);
        Assert.DoesNotContain("@own", tenant.Subjects[Acme].Tallies.Keys);
    }

    [Fact]
    public void A_share_of_an_organisations_services_lasts_by_its_own_clock()
    {
        var share = new TriggerValue.ShareOfProviders(Services.All, "high", Red, Bound.LowerBound, Bound.UpperBound, 0, 1);
        var winter = Homes(Small.Trigger("own", SubjectScope.Organisation, share, Small.AtLeast(Red, 50, null) with { For = Hours(24) }));
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 5));
        winter.Says("home-2", "2026-11-02T09:00Z", ("absent", 5));

        Assert.Equal(Clear, winter.Live("2026-11-03T08:59:59.999Z").LevelOf(Acme, "own"));
        Assert.Equal(Red, winter.Live("2026-11-03T09:00Z").LevelOf(Acme, "own"));
        Assert.Equal(Acme, winter.Case("own", Acme)!.Subject);
    }

    [Fact]
    public void Replayed_from_the_journal_it_stands_the_same()
    {
        var winter = Fired();
        winter.Live("2026-11-03T09:00Z").Join("home-3", at: "2026-11-03T09:00Z", organisation: "beech");
        winter.Live("2026-12-01T09:00Z");

        var again = winter.Replayed();

        foreach (var key in new[] { Acme, Beech, "home-3" })
        {
            Assert.Equal(Packed.Position(winter[key]), Packed.Position(again.Subjects[key]));
        }
    }

    private static Winter Fired()
    {
        var winter = Homes();
        winter.Says("home-1", "2026-11-02T09:00Z", ("absent", 5));
        winter.Says("home-2", "2026-11-02T10:00Z", ("absent", 6));
        winter.Says("home-3", "2026-11-02T11:00Z", ("absent", 7));
        return winter;
    }

    private static Winter Homes(params Trigger[] triggers)
    {
        var winter = Under([_high, .. triggers.Length == 0 ? [_own] : triggers]);
        foreach (var home in new[] { "home-1", "home-2", "home-3", "home-4" })
        {
            winter.Join(home, organisation: "acme");
        }

        winter.Join("beech-1", organisation: "beech");
        winter.Join("beech-2", organisation: "beech");
        winter.Join("alone");
        return winter.Live("2026-10-05T09:00Z");
    }

    private static Trigger Own(TriggerValue value) =>
        Small.Trigger("own", SubjectScope.Organisation, value, Small.AtLeast(Red, 3, null) with { Tier = Tier.Region });

    private static TriggerValue.CountOfProviders Count(string trigger, params string[] or) =>
        new(Services.All, trigger, Red, Bound.LowerBound, Bound.UpperBound, 0, 1, or.Length == 0 ? null : or);
}
