using Compliance.Domain.Checklists;
using Compliance.Domain.Replays;
using Compliance.Domain.Tests.Calendars;

namespace Compliance.Domain.Tests.Replays;

public sealed class DifferenceTests
{
    private static readonly DifferenceSentence _sentence = new(London.England, 2026);

    [Fact]
    public void The_same_local_day_is_the_same_whatever_the_hour()
    {
        var found = Between([Stood("2026-11-02T00:30Z", "2026-11-05T09:00Z")], [Stood("2026-11-02T23:30Z", "2026-11-05T09:00Z")]);

        Assert.Equal([(DifferenceKind.Same, (int?)0)], found.Select(d => (d.Kind, d.DaysGained)));
        Assert.Equal("a was amber on 2 November, and would have been.", _sentence.Of(found[0]));
    }

    [Fact]
    public void From_Friday_to_Monday_is_one_working_day_and_from_Saturday_none()
    {
        var monday = Stood("2026-11-09T09:00Z", null);

        Assert.Equal((3, 1), Gained(Stood("2026-11-06T09:00Z", null), monday));
        Assert.Equal((2, 0), Gained(Stood("2026-11-07T09:00Z", null), monday));
        Assert.Equal((-3, -1), Gained(monday, Stood("2026-11-06T09:00Z", null)));
    }

    [Fact]
    public void One_day_is_told_as_one_and_another_year_is_named()
    {
        Assert.Equal(
            "a would have been amber on 6 January 2027, 1 day before it was.",
            _sentence.Of(Between([Stood("2027-01-06T09:00Z", null)], [Stood("2027-01-07T09:00Z", null)]).Single()));
        Assert.Equal(
            "a would have been at notice on 6 November, 2 days after it was.",
            _sentence.Of(Between([Stood("2026-11-06T09:00Z", null, TriggerLevel.Notice)], [Stood("2026-11-04T09:00Z", null, TriggerLevel.Notice)]).Single()));
    }

    [Fact]
    public void Of_two_levels_the_highest_that_both_came_to_is_compared()
    {
        var would = Rose("2026-11-02T09:00Z", "2026-11-04T09:00Z");
        var did = Rose("2026-11-01T09:00Z", "2026-11-09T09:00Z");

        var found = Between([would], [did]).Single();

        Assert.Equal((DifferenceKind.Earlier, TriggerLevel.Red, 5), (found.Kind, found.Level, found.DaysGained));
        Assert.Equal((DifferenceKind.Later, TriggerLevel.Red, -5), Between([did], [would]).Select(d => (d.Kind, d.Level, d.DaysGained)).Single());
    }

    [Fact]
    public void Where_the_highest_came_on_one_day_the_beginning_is_compared()
    {
        var found = Between([Rose("2026-11-01T09:00Z", "2026-11-09T09:00Z")], [Rose("2026-11-03T09:00Z", "2026-11-09T10:00Z")]).Single();

        Assert.Equal((DifferenceKind.Earlier, TriggerLevel.Amber, 2), (found.Kind, found.Level, found.DaysGained));
    }

    [Fact]
    public void A_level_that_only_one_came_to_is_higher_or_lower()
    {
        var (amber, red) = (Stood("2026-11-02T09:00Z", null), Rose("2026-11-02T09:00Z", "2026-11-04T09:00Z"));

        var (higher, lower) = (Between([red], [amber]).Single(), Between([amber], [red]).Single());

        Assert.Equal((DifferenceKind.Higher, DifferenceKind.Lower), (higher.Kind, lower.Kind));
        Assert.Equal("a would have risen to red on 4 November; it went no further than amber. It would have been the same case, with the ladder of the higher level.", _sentence.Of(higher));
        Assert.Equal("a was red on 4 November; it would have gone no further than amber.", _sentence.Of(lower));
    }

    [Fact]
    public void A_higher_level_costs_a_case_where_it_starts_at_a_higher_tier()
    {
        var (amber, red) = (Stood("2026-11-02T09:00Z", null), Rose("2026-11-02T09:00Z", "2026-11-04T09:00Z"));
        var region = red with { Tiers = [.. red.Tiers, new(Tier.Region, London.At("2026-11-04T09:00Z"))] };

        Assert.EndsWith("no further than amber. Its case would have come to the region as well.", _sentence.Of(Between([region], [amber]).Single()), StringComparison.Ordinal);
        Assert.EndsWith("no further than amber.", _sentence.Of(Between([red with { Tiers = [] }], [amber]).Single()), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_within_one_are_joined_or_parted()
    {
        Episode[] one = [Stood("2026-11-02T09:00Z", "2026-11-30T09:00Z")];
        Episode[] two = [Stood("2026-11-02T10:00Z", "2026-11-05T09:00Z"), Stood("2026-11-20T09:00Z", "2026-11-25T09:00Z")];

        var (joined, parted) = (Between(one, two), Between(two, one));

        Assert.Equal([DifferenceKind.Same, DifferenceKind.Joined], joined.Select(d => d.Kind));
        Assert.Equal([DifferenceKind.Same, DifferenceKind.Parted], parted.Select(d => d.Kind));
        Assert.Equal("a was amber anew on 20 November; it would still have stood from before.", _sentence.Of(joined[1]));
        Assert.Equal("a would have been amber anew on 20 November; it still stood from before.", _sentence.Of(parted[1]));
    }

    [Fact]
    public void Two_that_never_stood_together_belong_together_within_two_weeks()
    {
        var would = Stood("2026-11-02T09:00Z", "2026-11-05T09:00Z");

        Assert.Equal([DifferenceKind.Earlier], Between([would], [Stood("2026-11-19T09:00Z", null)]).Select(d => d.Kind));
        Assert.Equal([DifferenceKind.New, DifferenceKind.Gone], Between([would], [Stood("2026-11-19T09:01Z", null)]).Select(d => d.Kind));
        Assert.Equal([DifferenceKind.Later], Between([Stood("2026-11-19T09:00Z", null)], [would]).Select(d => d.Kind));
    }

    [Fact]
    public void The_nearest_are_put_together_and_overlapping_ones_before_others()
    {
        Episode[] would = [Stood("2026-11-02T09:00Z", "2026-11-03T09:00Z"), Stood("2026-11-09T09:00Z", "2026-11-20T09:00Z")];
        Episode[] did = [Stood("2026-11-08T09:00Z", "2026-11-12T09:00Z")];

        var found = Between(would, did);

        Assert.Equal([DifferenceKind.New, DifferenceKind.Later], found.Select(d => d.Kind));
        Assert.Same(would[1], found[1].Would);
    }

    [Fact]
    public void Others_triggers_and_subjects_are_never_put_together()
    {
        var one = Stood("2026-11-02T09:00Z", null);

        Assert.Equal(2, Between([one], [one with { Subject = "b" }]).Count);
        Assert.Equal(2, Between([one], [one with { Trigger = "other" }]).Count);
    }

    [Fact]
    public void Cases_count_in_the_week_in_which_they_came_to_a_tier()
    {
        var rose = Stood("2026-11-06T09:00Z", null) with { Tiers = [new(Tier.Authority, London.At("2026-11-06T09:00Z")), new(Tier.Region, London.At("2026-11-09T00:00Z"))] };
        var past = rose with { Tiers = [] };

        var weeks = WeekLoad.Between(London.Day("2026-11-04"), London.Day("2026-11-10"), [rose, past], [], London.England);

        Assert.Equal(
            [(London.Day("2026-11-04"), London.Day("2026-11-08"), new Load(0, 1, 0)), (London.Day("2026-11-09"), London.Day("2026-11-10"), new Load(0, 0, 1))],
            weeks.Select(w => (w.From, w.To, w.Would)));
        Assert.All(weeks, w => Assert.Equal(default, w.Did));
    }

    private static (int?, int?) Gained(Episode would, Episode did) => Between([would], [did]).Select(d => (d.DaysGained, d.WorkingDaysGained)).Single();

    private static IReadOnlyList<Difference> Between(IReadOnlyList<Episode> would, IReadOnlyList<Episode> did) => Difference.Between(would, did, London.England);

    private static Episode Stood(string from, string? to, TriggerLevel level = TriggerLevel.Amber) => new(
        "absence", "a", [new(level, London.At(from))], [new(Tier.Authority, London.At(from))], to is null ? null : London.At(to), null);

    private static Episode Rose(string amber, string red) => Stood(amber, null) with { Levels = [new(TriggerLevel.Amber, London.At(amber)), new(TriggerLevel.Red, London.At(red))] };
}
