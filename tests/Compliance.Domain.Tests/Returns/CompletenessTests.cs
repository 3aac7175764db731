using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Returns;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Intake;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Returns;

public sealed class CompletenessTests
{
    // Mondays: 5, 12, 19 and 26 October, 2 November 2026. `absent` is owed weekly, `employed` monthly.
    private const string Home = "beechwood";
    private const string Later = "2026-11-04T09:00Z";

    [Theory]
    [InlineData("2026-10-11T22:59:59.999Z", 0)]
    [InlineData("2026-10-11T23:00:00Z", 1)]
    [InlineData("2026-10-18T22:59:59.999Z", 1)]
    [InlineData("2026-10-18T23:00:00Z", 2)]
    public void A_return_is_expected_once_its_last_second_has_passed(string knownOn, int expected) =>
        Assert.Equal(expected, Of("absent", [], "2026-10-05", "2026-10-31", knownOn).Expected);

    [Theory]
    [InlineData("2026-10-11", "2026-10-25", 3)]
    [InlineData("2026-10-12", "2026-10-25", 2)]
    [InlineData("2026-10-12", "2026-10-24", 1)]
    [InlineData("2026-10-18", "2026-10-18", 1)]
    [InlineData("2026-10-19", "2026-10-24", 0)]
    [InlineData("2026-01-01", "2027-01-01", 4)]
    public void Both_dates_are_included_and_a_return_lies_where_it_falls_due(string from, string to, int expected) =>
        Assert.Equal(expected, Of("absent", [], from, to, Later).Expected);

    [Theory]
    [InlineData("2026-10-31", 1)]
    [InlineData("2026-10-30", 0)]
    public void A_month_that_began_before_the_first_date_is_counted_where_it_ends(string to, int expected) =>
        Assert.Equal(expected, Of("employed", [Report("2026-10-05T09:00Z", "employed")], "2026-10-20", to, Later).Actual);

    [Theory]
    [InlineData("2026-10-05", 4)]
    [InlineData("2026-10-06", 3)]
    [InlineData("2026-10-12", 3)]
    public void Whoever_joins_in_the_middle_of_a_week_owes_from_the_next(string joined, int expected) =>
        Assert.Equal(expected, Of("absent", [], knownOn: Later, joined: joined).Expected);

    [Theory]
    [InlineData("2026-10-25", 3)]
    [InlineData("2026-10-24", 2)]
    [InlineData("2026-10-18", 2)]
    public void Whoever_leaves_in_the_middle_of_a_week_owes_to_the_one_before(string left, int expected) =>
        Assert.Equal(expected, Of("absent", [], knownOn: Later, left: left).Expected);

    [Theory]
    [InlineData("2026-10-11", "2026-07-01", 4)]
    [InlineData("2026-10-12", "2026-07-01", 3)]
    [InlineData("2026-07-01", "2026-10-11", 4)]
    [InlineData("2026-07-01", "2026-10-12", 3)]
    public void Nothing_is_expected_for_a_week_that_had_ended_before_the_plan_was_adopted_or_the_provider_registered(
        string adopted, string registered, int expected) =>
        Assert.Equal(expected, Of("absent", [], knownOn: Later, adopted: adopted, registered: registered).Expected);

    [Theory]
    [InlineData("2026-10-11T22:59:59.999Z", 0, 0)]
    [InlineData("2026-10-11T23:00:00Z", 1, 0)]
    [InlineData("2026-10-18T22:59:59.999Z", 1, 0)]
    [InlineData("2026-10-18T23:00:00Z", 0, 1)]
    public void An_answer_meets_the_period_that_it_is_about(string asAt, int second, int third)
    {
        var received = new[] { ReportAbout(asAt, "2026-11-02T09:00Z", "absent") };

        Assert.Equal(second, Of("absent", received, "2026-10-18", "2026-10-18", Later).Actual);
        Assert.Equal(third, Of("absent", received, "2026-10-25", "2026-10-25", Later).Actual);
    }

    [Theory]
    [InlineData("2026-10-18T22:59:59.999Z", 1, 0)]
    [InlineData("2026-10-18T23:00:00Z", 0, 1)]
    [InlineData("2026-11-03T09:00:00Z", 0, 1)]
    public void An_answer_is_on_time_if_it_came_by_the_last_second(string received, int onTime, int late)
    {
        var counts = Of("absent", [ReportAbout("2026-10-14T09:00Z", received, "absent")], "2026-10-18", "2026-10-18", Later);

        Assert.Equal((1, onTime, late), (counts.Expected, counts.OnTime, counts.Late));
    }

    [Fact]
    public void What_came_first_counts_and_neither_a_second_answer_nor_a_correction_counts_again()
    {
        var counts = Of(
            "absent",
            [
                Report("2026-10-14T09:00Z", "absent"),
                Report("2026-10-16T09:00Z", "absent"),
                ReportAbout("2026-10-14T09:00Z", "2026-10-20T09:00Z", "absent"),
                ReportAbout("2026-10-15T09:00Z", "2026-10-21T09:00Z", "absent") with { Kind = ReceivedKind.NoChange },
            ],
            "2026-10-18", "2026-10-18", Later);

        Assert.Equal(new Counts(1, 1, 0, 0, 0, 0), counts);
    }

    [Theory]
    [InlineData(ReceivedKind.Answers, 0, 0)]
    [InlineData(ReceivedKind.NoChange, 1, 0)]
    [InlineData(ReceivedKind.Nil, 0, 1)]
    public void No_change_and_nil_count_as_met_and_by_themselves(ReceivedKind kind, int noChange, int nil) => Assert.Equal(
        new Counts(1, 1, 0, noChange, nil, 0),
        Of("absent", [Report("2026-10-14T09:00Z", "absent") with { Kind = kind }], "2026-10-18", "2026-10-18", Later));

    [Theory]
    [InlineData("2026-10-12", "2026-10-24", 3, 1)]
    [InlineData("2026-10-12", "2026-10-25", 2, 2)]
    [InlineData("2026-10-18", "2026-10-18", 3, 1)]
    [InlineData("2026-10-19", "2026-10-24", 4, 0)]
    public void An_excuse_covers_the_weeks_that_end_in_it_and_those_are_counted_apart(string from, string to, int expected, int excused)
    {
        var home = Provider(Home);
        home.Grant(new Excuse(Day(from), Day(to)));

        var counts = Count(Rules(), [home], [Report("2026-10-14T09:00Z", "absent")]).Measures.Single(m => m.Key == "absent").Value;

        Assert.Equal((expected, excused), (counts.Expected, counts.Excused));
        Assert.Equal(excused == 0 ? 1 : 0, counts.Actual);
    }

    [Fact]
    public void Answers_to_what_is_not_owed_count_nowhere_so_that_no_rate_is_above_all()
    {
        var received = new[]
        {
            Report("2026-10-07T09:00Z", "absent", "employed", "stock", "no-such-measure"),
            Report("2026-10-14T09:00Z", "absent", "absent"),
            Report("2026-10-27T09:00Z", "absent"),
            Report("2026-11-03T09:00Z", "absent"),
        };

        Assert.Equal(new Counts(1, 1, 0, 0, 0, 0), Of("absent", received, knownOn: Later, joined: "2026-10-12", left: "2026-10-18"));
    }

    [Theory]
    [InlineData("2026-10-05", "2027-03-31", 4, 2)]
    [InlineData("2026-10-06", "2027-03-31", 3, 1)]
    [InlineData("2026-10-05", "2026-10-25", 3, 1)]
    [InlineData("2026-10-05", "2026-10-24", 2, 1)]
    public void When_a_plans_dates_are_changed_what_lies_outside_is_expected_no_more(string from, string to, int expected, int met)
    {
        var received = new[] { Report("2026-10-07T09:00Z", "absent"), Report("2026-10-28T09:00Z", "absent") };
        var counted = Count(new Rulebook([Plan(from, to)], England, Day("2026-11-04")), [Provider(Home)], received);

        Assert.Equal(new Counts(expected, met, 0, 0, 0, 0), counted.Measures.Single(m => m.Key == "absent").Value);
    }

    [Fact]
    public void Two_plans_that_ask_the_same_question_expect_one_answer()
    {
        var (one, other) = (Plan("2026-10-05", "2026-10-18"), Plan("2026-10-05", "2026-11-01"));
        var rules = new Rulebook([one, other with { Checklist = one.Checklist with { Key = "other" } }], England, Day("2026-11-04"));

        var counted = Count(rules, [Provider(Home)], [Report("2026-10-07T09:00Z", "absent")]);

        Assert.Equal(new Counts(4, 1, 0, 0, 0, 0), counted.Measures.Single(m => m.Key == "absent").Value);
    }

    [Fact]
    public void What_an_ended_season_expected_stays_countable()
    {
        var rules = new Rulebook([Plan("2026-10-05", "2026-11-01"), Plan("2027-10-04", "2028-03-31")], England, Day("2027-10-06"));

        Assert.Equal(4, Count(rules, [Provider(Home)], [], knownOn: "2027-10-06T09:00Z").Measures.Single(m => m.Key == "absent").Value.Expected);
    }

    [Fact]
    public void Parts_add_up_to_the_whole()
    {
        var received = new[]
        {
            Report("2026-10-07T09:00Z", "absent", "masks", "employed"),
            ReportAbout("2026-10-21T09:00Z", "2026-10-26T09:00Z", "absent"),
            Report("2026-10-14T09:00Z", "absent") with { Provider = "rowan", Kind = ReceivedKind.NoChange },
        };

        var counted = Count(Rules(), [Provider("rowan"), Provider(Home), new SubjectState(SubjectState.Authority)], received);

        // Four weeks of four weekly measures and, once October is over, a month of one: twice.
        Assert.Equal(new Counts(34, 4, 1, 1, 0, 0), counted.Total);
        Assert.All(
            [counted.Measures.Select(m => m.Value), counted.Weeks.Select(w => w.Value), counted.Providers.Select(p => p.Value)],
            part => Assert.Equal(counted.Total, part.Aggregate(default(Counts), Counts.Add)));
        Assert.Equal(["employed", "absent", "masks", "gloves", "safe"], counted.Measures.Select(m => m.Key));
        Assert.Equal([Home, "rowan"], counted.Providers.Select(p => p.Key));
        Assert.Equal(Day("2026-10-05"), counted.Weeks[0].Key.Start);
    }

    [Theory]
    [InlineData(ReportKind.Routine, ReceivedKind.Answers)]
    [InlineData(ReportKind.Update, ReceivedKind.Answers)]
    [InlineData(ReportKind.Correction, ReceivedKind.Answers)]
    [InlineData(ReportKind.NoChange, ReceivedKind.NoChange)]
    [InlineData(ReportKind.Nil, ReceivedKind.Nil)]
    public void A_report_meets_what_it_answers_and_what_it_says_to_be_unchanged(ReportKind kind, ReceivedKind read)
    {
        var content = Canonical.Write<EntryContent>(new ReportReceived(
            kind, At("2026-10-14T09:00Z"), [new Reading("absent", Answer.Unknown), new Reading("masks", Answer.Count(3))], [], null, [], null, ["employed"], null, "Because"));

        var received = new ReceivedReader().Read(Home, At("2026-10-15T09:00Z"), content);

        Assert.Equal((Home, At("2026-10-15T09:00Z"), At("2026-10-14T09:00Z"), read), (received.Provider, received.On, received.AsAt, received.Kind));
        Assert.Equal(["absent", "masks", "employed"], received.Measures);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 3, "0")]
    [InlineData(2, 3, "66.6")]
    [InlineData(1999, 2000, "99.9")]
    [InlineData(2000, 2000, "100")]
    public void A_percentage_is_rounded_down_so_that_a_hundred_means_all(int part, int of, string? percent) => Assert.Equal(
        percent is null ? null : decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture), Counts.Percent(part, of));

    private static Counts Of(
        string measure, Received[] received, string from = "2026-10-01", string to = "2026-11-30", string knownOn = Later,
        string joined = "2026-07-01", string? left = null, string adopted = "2026-07-01", string registered = "2026-07-01") =>
        Count(Rules(adopted), [Provider(Home, joined, left, registered)], received, from, to, knownOn)
            .Measures.SingleOrDefault(m => m.Key == measure).Value;

    private static Completeness Count(
        Rulebook rules, SubjectState[] subjects, Received[] received, string from = "2026-10-01", string to = "2026-11-30", string knownOn = Later) =>
        Completeness.Of(rules, subjects, received.ToLookup(r => r.Provider), Day(from), Day(to), At(knownOn));

    private static SubjectState Provider(string key, string joined = "2026-07-01", string? left = null, string registered = "2026-07-01") =>
        new(key) { Membership = new Membership("care-home", Day(joined), left is null ? null : Day(left), Day(registered)) };

    private static Rulebook Rules(string adopted = "2026-07-01") =>
        new([Plan("2026-10-01", "2027-03-31") with { AdoptedOn = Day(adopted) }], England, Day("2026-11-04"));

    private static Plan Plan(string from, string to) =>
        new(Small.Checklist(), Season.Of(Day(from)), Day(from), Day(to), [], [], 1, Day("2026-07-01"));

    private static Received Report(string on, params string[] measures) => ReportAbout(on, on, measures);

    private static Received ReportAbout(string asAt, string on, params string[] measures) => new(Home, At(on), At(asAt), ReceivedKind.Answers, measures);
}
