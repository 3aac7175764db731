using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Subjects;

public sealed class PackedTests
{
    private static readonly string[] _keys = ["a", "absent", "Åse", "z-9", "ppe-days-masks", ""];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 50)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_state_comes_back_as_it_was_and_the_same_state_gives_the_same_bytes(int seed)
    {
        var subject = Some(new Random(seed), "home");

        var (position, window) = (Packed.Position(subject), Packed.Window(subject));
        var back = Packed.Read("home", position, window);

        Assert.Equal(position, Packed.Position(back));
        Assert.Equal(window, Packed.Window(back));
        Assert.Equal(position, Packed.Position(Some(new Random(seed), "home")));
        Assert.Equal(window, Packed.Window(Some(new Random(seed), "home")));
        Assert.Equal((subject.Window.Count, subject.Window.Oldest, subject.Window.Last), (back.Window.Count, back.Window.Oldest, back.Window.Last));
        Assert.Equal((subject.Seq, subject.LastReportOn, subject.DueOn), (back.Seq, back.LastReportOn, back.DueOn));
        Assert.Equivalent(subject.Membership, back.Membership, strict: true);
        Assert.Equal(subject.Beliefs.OrderBy(b => b.Key, StringComparer.Ordinal), back.Beliefs.OrderBy(b => b.Key, StringComparer.Ordinal));
        Assert.Equal(subject.Statuses.OrderBy(b => b.Key, StringComparer.Ordinal), back.Statuses.OrderBy(b => b.Key, StringComparer.Ordinal));
        Assert.Equal(subject.Tallies.OrderBy(b => b.Key, StringComparer.Ordinal), back.Tallies.OrderBy(b => b.Key, StringComparer.Ordinal));
        Assert.Equal(subject.Overdue, back.Overdue);
        Assert.Equivalent(subject.Points, back.Points, strict: true);
        Assert.Equivalent(subject.Triggers, back.Triggers, strict: true);
        Assert.Equivalent(subject.Base, back.Base, strict: true);
    }

    [Fact]
    public void The_order_in_which_things_were_learnt_leaves_no_trace()
    {
        var (a, b) = (new SubjectState("home"), new SubjectState("home"));
        a.Standings["x"] = new(Standing.Below);
        a.Standings["y"] = new(Standing.Silent);
        b.Standings["y"] = new(Standing.Silent);
        b.Standings["x"] = new(Standing.Below);

        Assert.Equal(Packed.Position(a), Packed.Position(b));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_report_that_joins_a_packed_window_gives_the_bytes_of_the_whole(int seed)
    {
        var subject = Some(new Random(seed), "home");
        var back = Packed.Read("home", Packed.Position(subject), Packed.Window(subject));
        var random = new Random(seed);

        for (var i = 0; i < 3; i++)
        {
            var point = new Point(Instant(random), random.Next(), 1, [.. Keys(random).Select(k => new PointReading(k, Answer(random), random.Next()))], Keys(random));
            back.Window.Append(point);
            subject.Window.Append(point);
            Assert.Equal((subject.Window.Count, subject.Window.Oldest, subject.Window.Last), (back.Window.Count, back.Window.Oldest, back.Window.Last));
        }

        Assert.Equal(Packed.Window(subject), Packed.Window(back));
        Assert.Equivalent(subject.Points, back.Points, strict: true);
        Assert.Equal(Packed.Window(subject), Packed.Window(back));
    }

    [Fact]
    public void A_subject_read_without_its_window_lets_nobody_look_into_it()
    {
        var back = Packed.Read("home", Packed.Position(new SubjectState("home")));

        Assert.Throws<InvalidOperationException>(() => back.Points);
    }

    [Fact]
    public void Bytes_of_another_format_are_refused() =>
        Assert.Throws<InvalidDataException>(() => Packed.Read("home", [2, 0, 0]));

    private static SubjectState Some(Random random, string key)
    {
        var subject = new SubjectState(key)
        {
            Seq = random.NextInt64(),
            Membership = random.Next(2) == 0 ? null : new Membership("care-home", Date(random), random.Next(2) == 0 ? null : Date(random), null, random.Next(2) == 0 ? null : "rotherham", random.Next(2) == 0 ? null : [new Closure(Date(random), Date(random), "Works")]),
            LastReportOn = random.Next(2) == 0 ? null : Instant(random),
            DueOn = random.Next(2) == 0 ? null : Instant(random),
            Base = new Known(
                Keys(random).ToDictionary(k => k, _ => new Belief(Answer(random), Instant(random), random.Next())),
                Keys(random).ToDictionary(k => k, _ => State(random)),
                Past(random)),
        };
        foreach (var k in Keys(random))
        {
            var said = new Belief(Answer(random), Instant(random), random.Next());
            subject.Beliefs[k] = random.Next(2) == 0 ? said : said.Renew(Instant(random), random.Next(), random.Next(2) == 0);
            subject.Triggers[k] = State(random);
            subject.Statuses[k] = new StatusBelief(
                (ItemStatus)random.Next(6), Instant(random), random.Next(), Instant(random), random.Next(2) == 0 ? null : new StatusRun((ItemStatus)random.Next(6), Instant(random)),
                random.Next(2) == 0 ? null : Instant(random), random.Next(2) == 0 ? null : Instant(random));
            subject.Suppressed[k] = "other";
            subject.Standings[k] = new Contribution((Standing)random.Next(4), random.Next(), random.Next());
            subject.Tallies[k] = new Tally(random.Next(9), random.Next(9), random.Next(9), random.Next(), random.Next(), random.Next(), random.Next());
            subject.Overdue.Add(k);
        }

        subject.Points.AddRange(Enumerable.Range(0, random.Next(4)).Select(_ => new Point(
            Instant(random), random.Next(), random.Next(5), [.. Keys(random).Select(k => new PointReading(k, Answer(random), random.Next()))], Keys(random))));
        for (var n = random.Next(3); n > 0; n--)
        {
            subject.Excuses.Add(new Excuse(Date(random), Date(random)));
        }

        return subject;
    }

    private static History Past(Random random)
    {
        var history = new History();
        foreach (var key in Keys(random))
        {
            history.Put(key, Period.Of(Cadence.Week, new DateOnly(2026, 11, random.Next(1, 28))), new Belief(Answer(random), Instant(random), 1), new Memory(400, Cadence.Week, []));
        }

        return history;
    }

    private static List<string> Keys(Random random) => [.. _keys.Where(_ => random.Next(2) == 0)];

    private static DateOnly Date(Random random) => DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber));

    private static DateTime Instant(Random random) => DateTime.UnixEpoch.AddMilliseconds(random.NextInt64(4_000_000_000_000));

    private static Answer Answer(Random random) => random.Next(5) switch
    {
        4 => Domain.Reporting.Answer.Nil,
        0 => Domain.Reporting.Answer.Unknown,
        1 => Domain.Reporting.Answer.NotApplicable,
        2 => new Answer(AnswerKind.Value, 0, 1, "choice"),
        _ => new Answer(AnswerKind.Value, random.NextInt64(-5, long.MaxValue), random.Next(1, 1001)),
    };

    private static TriggerState State(Random random) => new(
        (TriggerLevel)random.Next(5), random.Next(2) == 0 ? null : Instant(random), random.Next(),
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => new Run(
            random.Next(9), random.Next(2) == 0 ? null : Date(random), (uint)random.NextInt64(uint.MaxValue),
            random.Next(2) == 0 ? null : Instant(random), random.Next(2) == 0 ? null : Instant(random)))],
        new Interval(random.Next(2) == 0 ? null : new Fraction(random.Next(), 7), random.Next(2) == 0 ? null : new Fraction(random.Next(), 9)),
        random.Next(2) == 0, Keys(random), random.Next(2) == 0 ? null : Instant(random));
}
