using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Replays;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Tests.Intake;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Replays;

public sealed class ReplayTests
{
    private readonly Past _past = new Past().Adopt().Join("a");

    [Fact]
    public void A_lower_limit_fires_earlier_by_the_days_between()
    {
        _past.Absent("a", "2026-10-07T09:00Z", 5);
        _past.Absent("a", "2026-10-14T09:00Z", 9);

        var found = _past.Replay("2026-10-01", "2026-10-31", Past.Limit("absence", TriggerLevel.Red, 12, 11)).Differences.Single(d => d.Trigger == "absence");

        Assert.Equal((DifferenceKind.Earlier, TriggerLevel.Red, 7, 5), (found.Kind, found.Level, found.DaysGained, found.WorkingDaysGained));
        Assert.Equal(London.At("2026-10-07T09:00Z"), found.Would!.FiredOn);
        Assert.Equal(London.At("2026-10-14T09:00Z"), found.Did!.FiredOn);
        Assert.Equal("a would have been red on 7 October, 7 days before it was.", new DifferenceSentence(London.England, 2026).Of(found));
    }

    [Fact]
    public void A_limit_raised_beyond_the_value_never_fires()
    {
        _past.Absent("a", "2026-10-07T09:00Z", 9);

        var found = Of(_past.Replay("2026-10-01", "2026-10-31", Past.Limit("absence", TriggerLevel.Red, 23, 15)));
        var exactly = Of(_past.Replay("2026-10-01", "2026-10-31", Past.Limit("absence", TriggerLevel.Red, 22, 15)));

        Assert.Equal((DifferenceKind.Gone, null), (found.Kind, found.Would));
        Assert.Equal(DifferenceKind.Same, exactly.Kind);
        Assert.Equal("a was red on 7 October; it would have been clear.", new DifferenceSentence(London.England, 2026).Of(found));
    }

    [Fact]
    public void Silence_is_heard_in_the_instant_in_which_it_reaches_its_limit_whenever_the_clock_ticked()
    {
        // Owed for the week of 5 October: three working days have passed with the 14th, five with the 16th.
        var found = Of(_past.Replay("2026-10-01", "2026-10-16", Past.Limit("silence", TriggerLevel.Amber, 5)), "silence");

        Assert.Equal(London.At("2026-10-14T23:00Z"), found.Did!.FiredOn);
        Assert.Equal(London.At("2026-10-16T23:00Z"), found.Would!.FiredOn);
        Assert.Equal((DifferenceKind.Later, -2, -2), (found.Kind, found.DaysGained, found.WorkingDaysGained));
        Assert.Empty(_past.Replay("2026-10-01", "2026-10-14", Past.Limit("silence", TriggerLevel.Red, 8)).Differences);
    }

    [Fact]
    public void A_late_report_counts_on_the_day_it_was_known()
    {
        _past.Absent("a", "2026-10-20T09:00Z", 9, asAt: "2026-10-07T09:00Z");

        Assert.DoesNotContain(_past.Replay("2026-10-01", "2026-10-19").Differences, d => d.Trigger == "absence");
        var found = Of(_past.Replay("2026-10-20", "2026-10-20"));
        Assert.Equal(London.At("2026-10-20T09:00Z"), found.Would!.FiredOn);
    }

    [Fact]
    public void What_was_risen_to_and_left_before_it_was_known_shows_as_discovered_late_and_is_a_case_on_that_day()
    {
        _past.Absent("a", "2026-10-14T09:00Z", 1);
        _past.Absent("a", "2026-10-16T09:00Z", 9, asAt: "2026-10-07T09:00Z");

        var found = Of(_past.Replay("2026-10-01", "2026-10-31"));

        Assert.Equal((DifferenceKind.Same, FiringMark.DiscoveredLate), (found.Kind, found.Did!.Mark));
        Assert.Equal(London.At("2026-10-16T09:00Z"), found.Did.EndedOn);
        Assert.Equal([new TierReached(Tier.Authority, London.At("2026-10-16T09:00Z"))], found.Did.Tiers);
    }

    [Fact]
    public void A_case_that_stands_and_repeats_is_one_episode()
    {
        _past.Absent("a", "2026-10-07T09:00Z", 9);
        _past.Absent("a", "2026-10-14T09:00Z", 9);
        _past.Act("2026-10-14T10:00Z", CaseAction.Acknowledge);
        _past.Act("2026-10-14T11:00Z", CaseAction.StandDown);
        _past.Absent("a", "2026-10-16T09:00Z", 9);
        _past.Absent("a", "2026-10-17T09:00Z", 9, asAt: "2026-10-15T09:00Z");

        var found = Of(_past.Replay("2026-10-01", "2026-10-31"));

        Assert.Null(found.Did!.EndedOn);
        Assert.Equal([new TierReached(Tier.Authority, London.At("2026-10-07T09:00Z"))], found.Did.Tiers);
    }

    [Fact]
    public void A_correction_ends_what_it_takes_the_cause_of_and_marks_it()
    {
        var id = _past.Absent("a", "2026-10-07T09:00Z", 9);
        _past.Absent("a", "2026-10-09T09:00Z", 1, corrects: id);

        var found = Of(_past.Replay("2026-10-01", "2026-10-31"));

        Assert.Equal(FiringMark.WouldNotHaveFired, found.Did!.Mark);
        Assert.Equal(London.At("2026-10-09T09:00Z"), found.Did.EndedOn);
    }

    [Fact]
    public void A_provider_that_leaves_is_not_silent_any_more()
    {
        _past.Join("a", at: "2026-10-20T09:00Z", left: "2026-10-21");

        var found = Of(_past.Replay("2026-10-01", "2026-10-31"), "silence");

        Assert.Equal(London.At("2026-10-21T23:00Z"), found.Did!.EndedOn);
        Assert.Equal(found.Did.EndedOn, found.Would!.EndedOn);
    }

    [Fact]
    public void A_proposal_holds_before_and_after_a_change_of_the_plan()
    {
        _past.Adopt("2026-10-12T09:00Z", Off("absence"), Off("widespread"));
        _past.Absent("a", "2026-10-14T09:00Z", 9);

        var found = Of(_past.Replay("2026-10-01", "2026-10-31"));

        Assert.Equal(DifferenceKind.New, found.Kind);
        Assert.Equal("a would have been red on 14 October; it was clear.", new DifferenceSentence(London.England, 2026).Of(found));
    }

    [Fact]
    public void What_is_switched_off_while_it_stands_ends_with_that()
    {
        _past.Absent("a", "2026-10-07T09:00Z", 9);
        _past.Adopt("2026-10-12T09:00Z", Off("absence"), Off("widespread"));

        var found = Of(_past.Replay("2026-10-01", "2026-10-31"));

        Assert.Equal(London.At("2026-10-12T09:00Z"), found.Did!.EndedOn);
        Assert.Null(found.Would!.EndedOn);
    }

    [Theory]
    [InlineData(9, 2)]
    [InlineData(1, 1)]
    public void Switched_on_again_it_goes_on_as_another_episode_if_it_still_stands(int meanwhile, int episodes)
    {
        _past.Absent("a", "2026-10-07T09:00Z", 9);
        _past.Adopt("2026-10-12T09:00Z", Off("absence"), Off("widespread"));
        _past.Absent("a", "2026-10-13T09:00Z", meanwhile);
        _past.Adopt("2026-10-15T09:00Z");

        var did = _past.Replay("2026-10-01", "2026-10-31", Past.Limit("silence", TriggerLevel.Amber, 4))
            .Differences.Where(d => d.Trigger == "absence").Select(d => d.Did!).ToList();

        Assert.Equal(episodes, did.Count);
        Assert.Equal(London.At("2026-10-12T09:00Z"), did[0].EndedOn);
        if (episodes == 2)
        {
            Assert.Equal((London.At("2026-10-15T09:00Z"), TriggerLevel.Red, null), (did[1].FiredOn, did[1].Highest, did[1].EndedOn));
            Assert.Equal([new TierReached(Tier.Authority, London.At("2026-10-15T09:00Z"))], did[1].Tiers);
        }
    }

    [Fact]
    public void What_began_before_the_first_day_only_stands()
    {
        _past.Absent("a", "2026-10-07T09:00Z", 9);

        var outturn = _past.Replay("2026-10-08", "2026-10-10");

        Assert.Equal((1, 1, 0, 0), (outturn.WouldStand, outturn.DidStand, outturn.Would, outturn.Did));
        Assert.Empty(outturn.Differences);
    }

    [Fact]
    public void What_fired_after_the_last_day_is_later_and_not_missing()
    {
        _past.Absent("a", "2026-10-07T09:00Z", 5);
        _past.Absent("a", "2026-10-14T09:00Z", 9);

        Assert.Equal(DifferenceKind.Earlier, Of(_past.Replay("2026-10-01", "2026-10-08", Past.Limit("absence", TriggerLevel.Red, 12, 11))).Kind);
        Assert.Equal(DifferenceKind.Earlier, Of(_past.Replay("2026-10-14", "2026-10-14", Past.Limit("absence", TriggerLevel.Red, 12, 11))).Kind);
        Assert.DoesNotContain(_past.Replay("2026-10-08", "2026-10-13", Past.Limit("absence", TriggerLevel.Red, 12, 11)).Differences, d => d.Trigger == "absence");
    }

    [Fact]
    public void A_share_follows_the_trigger_that_it_counts()
    {
        _past.Join("b");
        _past.Absent("a", "2026-10-07T09:00Z", 5);
        _past.Absent("b", "2026-10-07T09:30Z", 5);

        var outturn = _past.Replay("2026-10-01", "2026-10-31", Past.Limit("absence", TriggerLevel.Red, 12, 11));

        Assert.Equal((DifferenceKind.New, SubjectOfAuthority), (Of(outturn, "widespread").Kind, Of(outturn, "widespread").Subject));
        Assert.StartsWith("The authority would have been red on", new DifferenceSentence(London.England, 2026).Of(Of(outturn, "widespread")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_draft_asks_anew_was_never_put_to_anybody()
    {
        var draft = _past.Checklist with
        {
            Sections = [_past.Checklist.Sections[0] with { Measures = [.. _past.Checklist.Measures, Small.Measure("extra", Cadence.Week, 8)] }],
            Triggers = [.. _past.Checklist.Triggers, Small.Trigger("extra-silent", SubjectScope.Provider, new TriggerValue.SilentFor("extra"), Small.AtLeast(TriggerLevel.Red, 1, null))],
        };

        var outturn = _past.Replay("2026-10-01", "2026-11-30", new Proposal("small", null, [], draft));

        Assert.NotEmpty(outturn.Differences);
        Assert.All(outturn.Differences, d => Assert.Equal(DifferenceKind.Same, d.Kind));
    }

    [Fact]
    public void A_trigger_that_a_draft_drops_is_gone()
    {
        _past.Absent("a", "2026-10-07T09:00Z", 9);
        var draft = _past.Checklist with { Triggers = [.. _past.Checklist.Triggers.Where(t => t.Key == "silence")] };

        Assert.Equal(DifferenceKind.Gone, Of(_past.Replay("2026-10-01", "2026-10-31", new Proposal("small", null, [], draft))).Kind);
    }

    [Fact]
    public void A_proposal_for_another_season_or_checklist_changes_nothing()
    {
        _past.Absent("a", "2026-10-07T09:00Z", 5);
        Override[] lower = [Past.Limit("absence", TriggerLevel.Red, 12, 11)];

        Assert.DoesNotContain(_past.Replay("2026-10-01", "2026-10-31", new Proposal("small", 2025, lower, null)).Differences, d => d.Trigger == "absence");
        Assert.DoesNotContain(_past.Replay("2026-10-01", "2026-10-31", new Proposal("large", null, lower, null)).Differences, d => d.Trigger == "absence");
        Assert.Contains(_past.Replay("2026-10-01", "2026-10-31", new Proposal("small", 2026, lower, null)).Differences, d => d.Trigger == "absence");
    }

    [Fact]
    public void Ticks_and_acts_of_the_journal_play_no_part()
    {
        _past.Absent("a", "2026-10-07T09:00Z", 9);
        _past.Act("2026-10-07T10:00Z", CaseAction.Acknowledge);
        _past.PassTime(London.At("2026-11-30T09:00Z"));
        var without = _past.Entries.Where(e => e.Content is not (Ticked or Acted)).ToList();

        Assert.True(without.Count < _past.Entries.Count - 2);
        var lower = new Proposal("small", null, [Past.Limit("absence", TriggerLevel.Red, 12, 11)], null);
        Assert.Equal(Canonical.Write(_past.Replay("2026-10-01", "2026-10-31", lower)), Canonical.Write(_past.Replay("2026-10-01", "2026-10-31", lower, without)));
    }

    private const string SubjectOfAuthority = Domain.Subjects.SubjectState.Authority;

    private static Override Off(string trigger) => new(trigger, null, null, null, null, null, true, "Not now");

    private static Difference Of(Outturn outturn, string trigger = "absence") => Assert.Single(outturn.Differences, d => d.Trigger == trigger);
}
