using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Replays;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Tests.Intake;

namespace Compliance.Domain.Tests.Replays;

/// <summary>What must hold of any history, shown on histories made up from seeds.</summary>
public sealed class ReplayOfHistoriesTests
{
    private const string From = "2026-10-01";
    private const string To = "2026-12-31";

    private static readonly Override[] _lower =
        [Past.Limit("absence", TriggerLevel.Amber, 6, 5), Past.Limit("absence", TriggerLevel.Red, 12, 9), Past.Limit("silence", TriggerLevel.Red, 6)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void As_it_was_is_what_moved_live(int seed)
    {
        var past = Made(seed);
        var outturn = past.Replay(From, To);
        var ends = London.England.StartOf(London.Day(To).AddDays(1));

        // What was over when it became known moved nothing.
        var did = outturn.Differences.Select(d => d.Did).OfType<Episode>().Where(e => e.EndedOn != e.FiredOn).ToList();
        Assert.Equal(
            past.Moved.Where(m => m.Movement.Was == TriggerLevel.Clear && m.On < ends).Select(m => (m.Movement.Trigger, m.Movement.Subject, m.On)).Order(),
            did.Select(e => (e.Trigger, e.Subject, e.FiredOn)).Order());
        Assert.Equal(
            past.Moved.Where(m => m.Movement.Level == TriggerLevel.Clear).Select(m => (m.Movement.Trigger, m.Movement.Subject, m.On)).Order(),
            did.Where(e => e.EndedOn is not null).Select(e => (e.Trigger, e.Subject, e.EndedOn!.Value)).Order());
        Assert.True(did.Count > 5, $"only {did.Count} fired");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_thresholds_make_no_difference(int seed)
    {
        var past = Made(seed, _lower);
        var again = past.Replay(From, To, new Proposal("small", null, _lower, past.Checklist with { Title = "The same under another name" }));

        Assert.All(again.Differences, d => Assert.Equal((DifferenceKind.Same, d.Did!.EndedOn), (d.Kind, d.Would!.EndedOn)));
        Assert.Equal((again.Did, again.DidStand), (again.Would, again.WouldStand));
        Assert.All(again.Weeks, w => Assert.Equal(w.Did, w.Would));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_a_change_of_limits_cannot_touch_need_not_be_played_again(int seed)
    {
        var past = Made(seed);

        Assert.Equal(
            Text(past.Replay(From, To, new Proposal("small", null, _lower, past.Checklist with { Title = "All of it anew" }))),
            Text(past.Replay(From, To, _lower)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_question_has_the_same_answer(int seed)
    {
        var past = Made(seed);

        Assert.Equal(Text(past.Replay(From, To, _lower)), Text(past.Replay(From, To, _lower)));
    }

    private static string Text(Outturn outturn) => System.Text.Encoding.UTF8.GetString(Canonical.Write(outturn));

    private static Past Made(int seed, params Override[] overrides)
    {
        var random = new Random(seed);
        var past = new Past().Adopt(overrides: overrides);
        foreach (var key in Keys())
        {
            past.Join(key);
        }

        var reports = new List<(string Of, string Id)>();
        var on = London.At("2026-10-02T09:00Z");
        while ((on = on.AddMinutes(random.Next(60 * 30))) < London.At("2026-12-31T09:00Z"))
        {
            var (of, at) = ($"home-{random.Next(5)}", on.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            var readings = Winter.Staff(40, random.Next(12));
            switch (random.Next(12))
            {
                case 0 when reports.Count > 0:
                    var (about, corrected) = reports[random.Next(reports.Count)];
                    past.Try(about, on, new GivenReport(ReportKind.Correction, null, readings, [], corrected, [], null));
                    break;
                case 1:
                    past.Try(of, on, new GivenReport(ReportKind.Routine, on.AddDays(-random.Next(1, 20)), readings, [], null, [], null));
                    break;
                case 2:
                    past.Try(of, on, new GivenReport(ReportKind.Nil, null, [], [], null, [], null));
                    break;
                case 3 when random.Next(4) == 0:
                    past.Join(of, at, London.England.DateOf(on).AddDays(random.Next(10)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                    break;
                case 4 when random.Next(4) == 0 && overrides.Length == 0:
                    past.Adopt(at, random.Next(2) == 0 ? [] : [Past.Limit("absence", TriggerLevel.Red, 25, 15)]);
                    break;
                default:
                    if (past.Try(of, on, new GivenReport(ReportKind.Routine, null, readings, [], null, [], null)) is { } id)
                    {
                        reports.Add((of, id));
                    }

                    break;
            }
        }

        past.PassTime(London.England.StartOf(London.Day(To).AddDays(1)));
        return past;
    }

    private static IEnumerable<string> Keys() => Enumerable.Range(0, 5).Select(n => $"home-{n}");
}
