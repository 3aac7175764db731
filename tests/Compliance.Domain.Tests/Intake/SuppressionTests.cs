using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;

namespace Compliance.Domain.Tests.Intake;

/// <summary>One open case that speaks for other triggers as well.</summary>
public sealed class SuppressionTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(6, false)]
    public void A_firing_by_time_that_another_case_spoke_for_is_marked_by_a_correction(int corrected, bool marked)
    {
        var winter = Under(
            Of("loud", new TriggerValue.Reading("masks"), Small.AtLeast(Red, 5, null)),
            Of("quiet", Absent, Small.AtLeast(Red, 5, null) with { For = Hours(24) }) with { SuppressedBy = [new Suppressor("loud", Red)] });
        winter.Says("2026-11-02T08:00Z", ("masks", 9));
        var id = winter.Says("2026-11-02T09:00Z", ("absent", 9));
        var fired = Assert.Single(winter.Live("2026-11-04T09:00Z").Fired("quiet"));
        Assert.Null(winter.Case("quiet"));

        winter.Corrects(id, "2026-11-04T10:00Z", ("absent", corrected));

        Assert.Equal(marked ? [("quiet", Home, fired.Seq)] : [], winter.Tenant.Changes.Marks.Keys);
        Assert.Equal(Domain.Subjects.Packed.Position(winter[Home]), Domain.Subjects.Packed.Position(winter.Replayed().Subjects[Home]));
    }

    [Fact]
    public void What_is_kept_quiet_is_recorded_and_raises_no_case()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));

        Assert.Equal((Red, Amber), (winter.Level("loud"), winter.Level("quiet")));
        Assert.Equal("loud", Assert.Single(winter.Fired("quiet")).Receipt.SuppressedBy);
        Assert.Null(Assert.Single(winter.Fired("loud")).Receipt.SuppressedBy);
        Assert.Null(winter.Case("quiet"));
        Assert.Equal("loud", winter[Home].Suppressed["quiet"]);
        Assert.Equal("loud", Assert.Single(winter.Tenant.Changes.Movements, m => m.Trigger == "quiet").SuppressedBy);
    }

    [Fact]
    public void Found_true_again_it_is_not_recorded_again_and_again()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));
        winter.Says("2026-11-03T09:00Z", ("masks", 1));
        winter.Says("2026-11-04T09:00Z", ("masks", 1));

        Assert.Single(winter.Fired("quiet"));
        Assert.Null(winter.Case("quiet"));
    }

    [Fact]
    public void Below_the_level_that_speaks_it_keeps_nobody_quiet()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 3), ("masks", 1));

        Assert.Equal((Amber, Amber), (winter.Level("loud"), winter.Level("quiet")));
        Assert.NotNull(winter.Case("quiet"));
    }

    [Fact]
    public void Nothing_worse_is_ever_kept_quiet()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));
        Assert.Null(winter.Case("quiet"));

        winter.Says("2026-11-03T09:00Z", ("masks", 0));

        Assert.Equal((Critical, Critical), (winter.Level("quiet"), winter.Case("quiet")!.Level));
        Assert.DoesNotContain("quiet", winter[Home].Suppressed.Keys);
    }

    [Fact]
    public void When_the_one_that_speaks_clears_the_other_is_told_at_once()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));

        winter.Says("2026-11-03T09:00Z", ("absent", 0));

        Assert.Equal((Clear, Amber), (winter.Level("loud"), winter.Case("quiet")!.Level));
        Assert.Equal(new string?[] { "loud", null }, winter.Fired("quiet").Select(f => f.Receipt.SuppressedBy));
        Assert.Equal(winter.Tenant.Seq, winter.Case("quiet")!.Receipt!.Seq);
    }

    [Fact]
    public void When_it_falls_below_the_level_that_speaks_the_other_is_told()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));

        winter.Says("2026-11-03T09:00Z", ("absent", 3));

        Assert.Equal((Amber, Amber), (winter.Level("loud"), winter.Case("quiet")!.Level));
    }

    [Fact]
    public void When_its_case_is_stood_down_despite_the_condition_the_other_is_told()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));
        winter.Acts("2026-11-02T10:00Z", CaseAction.Acknowledge, "loud");
        Assert.Null(winter.Case("quiet"));

        winter.Acts("2026-11-02T11:00Z", CaseAction.StandDown, "loud");

        Assert.Null(winter.Case("loud"));
        Assert.Equal(Amber, winter.Case("quiet")!.Level);
    }

    [Fact]
    public void When_it_is_switched_off_the_other_is_told()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));

        Assert.True(winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-11-02T10:00Z", new Override("loud", null, null, null, null, null, true, "Not here")).IsAccepted);

        Assert.Equal(Amber, winter.Case("quiet")!.Level);
        Assert.Empty(winter[Home].Suppressed);
    }

    [Fact]
    public void Of_a_chain_one_voice_is_enough_and_it_passes_on()
    {
        var winter = Under(
            Of("loud", Absent, Small.AtLeast(Red, 5, null)),
            Of("quiet", new TriggerValue.Reading("masks"), Small.AtMost(Red, 1, null)) with { SuppressedBy = [new Suppressor("loud", Red)] },
            Of("quieter", new TriggerValue.Reading("gloves"), Small.AtMost(Amber, 1, null)) with { SuppressedBy = [new Suppressor("quiet", Red), new Suppressor("loud", Red)] });
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1), ("gloves", 1));
        Assert.Equal(new[] { "loud" }, winter.Tenant.Escalations.Values.Select(e => e.Trigger));

        winter.Says("2026-11-03T09:00Z", ("absent", 0));
        Assert.Equal(["loud", "quiet"], winter.Tenant.Escalations.Values.Select(e => e.Trigger).Order());
        Assert.Equal("quiet", winter[Home].Suppressed["quieter"]);
        winter.Says("2026-11-04T09:00Z", ("masks", 9));

        Assert.NotNull(winter.Case("quieter"));
        Assert.Empty(winter[Home].Suppressed);
    }

    [Fact]
    public void Kept_quiet_by_one_that_is_itself_kept_quiet_it_is_told_since_nobody_speaks_for_it()
    {
        var winter = Under(
            Of("loud", Absent, Small.AtLeast(Red, 5, null)),
            Of("quiet", new TriggerValue.Reading("masks"), Small.AtMost(Red, 1, null)) with { SuppressedBy = [new Suppressor("loud", Red)] },
            Of("quieter", new TriggerValue.Reading("gloves"), Small.AtMost(Amber, 1, null)) with { SuppressedBy = [new Suppressor("quiet", Red)] });

        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1), ("gloves", 1));

        Assert.Equal(["loud", "quieter"], winter.Tenant.Escalations.Values.Select(e => e.Trigger).Order());
    }

    [Fact]
    public void A_case_that_is_open_already_goes_on_as_if_nobody_spoke_for_it()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 0), ("masks", 1));
        var id = winter.Case("quiet")!.Id;
        winter.Says("2026-11-03T09:00Z", ("absent", 5), ("masks", 1));
        Assert.Equal("repeated", winter.Case("quiet")!.Timeline[^1].Event);

        winter.Says("2026-11-04T09:00Z", ("masks", 0));

        Assert.Equal((id, Critical), (winter.Case("quiet")!.Id, winter.Case("quiet")!.Level));
        Assert.Empty(winter[Home].Suppressed);
    }

    [Fact]
    public void Cleared_while_kept_quiet_there_is_nothing_to_tell()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));
        winter.Says("2026-11-03T09:00Z", ("masks", 9));
        winter.Says("2026-11-04T09:00Z", ("absent", 0));

        Assert.Null(winter.Case("quiet"));
        Assert.Empty(winter[Home].Suppressed);
        Assert.Single(winter.Fired("quiet"));
    }

    [Fact]
    public void A_correction_of_the_voice_tells_of_the_other()
    {
        var winter = Pair();
        var id = winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));

        winter.Corrects(id, "2026-11-02T10:00Z", ("absent", 0));

        Assert.Equal(Amber, winter.Case("quiet")!.Level);
        Assert.Equal(["loud"], winter.Tenant.Changes.Marks.Keys.Select(m => m.Trigger));
    }

    [Fact]
    public void A_hold_that_ends_lifts_it_by_the_clock()
    {
        var winter = Under(
            Of("loud", Absent, Small.AtLeast(Red, 5, null) with { HoldFor = Hours(48) }),
            Of("quiet", new TriggerValue.Reading("masks"), Small.AtMost(Amber, 1, null)) with { SuppressedBy = [new Suppressor("loud", Red)] });
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));
        winter.Says("2026-11-03T09:00Z", ("absent", 0));

        Assert.Null(winter.Live("2026-11-04T08:59:59.999Z").Case("quiet"));
        Assert.NotNull(winter.Live("2026-11-04T09:00Z").Case("quiet"));
    }

    [Fact]
    public void Labels_missing_on_both_sides_still_inhibit_elsewhere_and_here_only_a_case_about_the_same_home_does()
    {
        var winter = Pair();
        winter.Join("oak");
        winter.Says("2026-11-02T09:00Z", ("absent", 5));
        winter.Says("oak", "2026-11-02T09:30Z", ("masks", 1));

        Assert.NotNull(winter.Case("loud"));
        Assert.Equal(Amber, winter.Case("quiet", "oak")!.Level);
        Assert.Null(Assert.Single(winter.Fired("quiet")).Receipt.SuppressedBy);
    }

    [Fact]
    public void Silence_expired_unnoticed_elsewhere_and_here_what_was_kept_quiet_says_until_when()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));
        winter.Says("2026-11-03T09:00Z", ("absent", 0));

        // Kept quiet by the one until the moment of the other, which is told at once.
        var fired = winter.Fired("quiet");
        Assert.Equal([("loud", "2026-11-02T09:00Z"), (null, "2026-11-03T09:00Z")], fired.Select(f => (f.Receipt.SuppressedBy, f.KnownOn.ToString("yyyy-MM-ddTHH:mmZ", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(("raised", fired[1].KnownOn), (winter.Case("quiet")!.Timeline[0].Event, winter.Case("quiet")!.Timeline[0].On));
    }

    [Fact]
    public void What_is_kept_quiet_survives_packing()
    {
        var winter = Pair();
        winter.Says("2026-11-02T09:00Z", ("absent", 5), ("masks", 1));

        Assert.Equal(winter[Home].Suppressed, Packed.Read(Home, Packed.Position(winter[Home])).Suppressed);
    }

    private static Winter Pair() => Under(
        Of("loud", Absent, Small.AtLeast(Amber, 3, null), Small.AtLeast(Red, 5, null)),
        Of("quiet", new TriggerValue.Reading("masks"), Small.AtMost(Amber, 1, null), Small.AtMost(Critical, 0, null)) with { SuppressedBy = [new Suppressor("loud", Red)] });
}
