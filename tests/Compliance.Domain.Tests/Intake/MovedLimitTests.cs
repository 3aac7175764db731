using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A limit is moved while a service stands at it: red from 20 % absent, and 27.5 % are.</summary>
public sealed class MovedLimitTests
{
    private readonly Winter _winter = new();

    public MovedLimitTests()
    {
        _winter.Join("home");
        _winter.Report("home", "2026-11-04T09:00Z", employed: 40, absent: 11);
        Assert.Equal(TriggerLevel.Red, _winter.LevelOf("home"));
    }

    [Fact]
    public void A_level_that_its_limit_does_not_reach_any_more_stands_until_something_clears_it()
    {
        var since = _winter["home"].StateOf("absence").Since;
        Move(limit: 28, clears: 15);

        Assert.Equal((TriggerLevel.Red, since), (_winter.LevelOf("home"), _winter["home"].StateOf("absence").Since));
        Assert.DoesNotContain(Case.Timeline, e => e.Event is "stand-down-proposed" or "level-fell");

        _winter.Report("home", "2026-11-06T09:00Z", absent: 6);
        Assert.Equal(TriggerLevel.Red, _winter.LevelOf("home"));

        _winter.Report("home", "2026-11-07T09:00Z", absent: 3);
        Assert.Equal(TriggerLevel.Clear, _winter.LevelOf("home"));
        Assert.True(Case.StandDownProposed);

        _winter.Report("home", "2026-11-08T09:00Z", absent: 11);
        Assert.Equal(TriggerLevel.Clear, _winter.LevelOf("home"));
    }

    [Theory]
    [InlineData(28, TriggerLevel.Red)]
    [InlineData(27, TriggerLevel.Red)]
    public void It_falls_to_the_next_level_that_nothing_clears(int clears, TriggerLevel expected)
    {
        // Cleared is below 28 %, and 27.5 % is; it is not below 27 %.
        Move(limit: 30, clears);

        Assert.Equal(clears == 28 ? TriggerLevel.Amber : expected, _winter.LevelOf("home"));
    }

    [Fact]
    public void A_late_report_of_an_earlier_day_does_not_clear_it()
    {
        Move(limit: 28, clears: 15);

        _winter.Report("home", "2026-11-06T09:00Z", absent: 1, asAt: "2026-11-03T09:00Z");

        Assert.Equal(TriggerLevel.Red, _winter.LevelOf("home"));
    }

    [Fact]
    public void A_correction_of_the_cause_does()
    {
        var winter = new Winter();
        winter.Join("home");
        var report = winter.Report("home", "2026-11-04T09:00Z", employed: 40, absent: 11);
        winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-11-05T09:00Z", Override(28, 15));

        winter.Correct("home", report, "2026-11-05T10:00Z", absent: 1);

        Assert.Equal(TriggerLevel.Clear, winter.LevelOf("home"));
    }

    [Fact]
    public void What_turns_out_to_have_begun_earlier_is_no_less_true_for_it()
    {
        _winter.Report("home", "2026-11-05T09:00Z", employed: 40, absent: 16, asAt: "2026-11-02T09:00Z");

        Assert.Equal(TriggerLevel.Red, _winter.LevelOf("home"));
        Assert.DoesNotContain(FiringMark.WouldNotHaveFired, _winter.Tenant.Changes.Marks.Values);
        Assert.Contains(FiringMark.DiscoveredLate, _winter.Tenant.Changes.Marks.Values);
        Assert.DoesNotContain(Case.Timeline, e => e.Event == "cause-corrected");
    }

    private Escalation Case => _winter.Tenant.Escalations.Values.Single(e => e.Trigger == "absence");

    private static Override Override(long limit, long clears) => new("absence", TriggerLevel.Red, limit, clears, null, null, false, "Fewer reds");

    private void Move(long limit, long clears) =>
        Assert.IsType<Stored>(_winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-11-05T09:00Z", Override(limit, clears)));
}
