using Compliance.Domain.Escalations;
using Compliance.Domain.Regions;
using Compliance.Domain.Tests.Escalations;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Regions;

public sealed class WaitingTests
{
    [Theory]
    [InlineData("2026-11-18T09:00Z", 0)]
    [InlineData("2026-11-18T10:30Z", 1.5)]
    [InlineData("2026-11-19T09:00Z", 24)]
    public void It_ends_when_somebody_acknowledges(string on, double hours)
    {
        var council = TestActs.Red();
        council.Tick(on);
        var escalation = council.Do(on, CaseAction.Acknowledge, by: "2026-11-20T16:00Z");

        var waiting = Waiting.Of("doncaster", escalation, England, At("2026-12-01T09:00Z"));

        Assert.Equal((true, true, hours), (waiting.IsAnswered, waiting.IsOpen, waiting.Time.TotalHours));
        Assert.Equal("doncaster", waiting.Authority);
    }

    [Fact]
    public void Until_then_it_has_waited_up_to_now()
    {
        var waiting = Waiting.Of("doncaster", TestActs.Red().Case, England, At("2026-11-18T11:00Z"));

        Assert.Equal((false, true, false, 2d), (waiting.IsAnswered, waiting.IsOpen, waiting.PassedDeadline, waiting.Time.TotalHours));
    }

    [Theory]
    [InlineData("2026-11-18T12:59:59.999Z", false)]
    [InlineData("2026-11-18T13:00:00Z", true)]
    public void The_deadline_is_passed_from_its_instant_and_stays_so_when_somebody_comes_late(string now, bool passed)
    {
        var council = TestActs.Red().Tick(now);
        council.Do(now, CaseAction.Acknowledge);

        Assert.Equal(passed, Waiting.Of("doncaster", council.Case, England, At(now)).PassedDeadline);
    }

    [Fact]
    public void A_deadline_that_passes_after_the_answer_is_another()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge, by: "2026-11-18T12:00Z");

        // Back in the queue at twelve, and nobody answers again.
        council.Tick("2026-11-18T20:00Z");

        Assert.Equal(
            (true, false, 1d), Waiting.Of("doncaster", council.Case, England, At("2026-11-18T20:00Z")) is var w ? (w.IsAnswered, w.PassedDeadline, w.Time.TotalHours) : default);
    }

    [Theory]
    [InlineData("2026-11-18T16:00Z", "2026-11-18T17:00Z", 1)]
    [InlineData("2026-11-18T16:00Z", "2026-11-18T23:00Z", 1)]
    [InlineData("2026-11-18T16:00Z", "2026-11-19T09:00Z", 1)]
    [InlineData("2026-11-18T16:00Z", "2026-11-19T10:00Z", 2)]
    [InlineData("2026-11-20T16:00Z", "2026-11-23T10:00Z", 2)]
    public void On_a_clock_of_working_hours_nights_and_weekends_do_not_count(string raised, string acknowledged, double hours)
    {
        var escalation = Working(TestActs.Red(raised).Case, raised, acknowledged);

        var waiting = Waiting.Of("doncaster", escalation, England, At("2026-12-01T09:00Z"));

        Assert.Equal(hours, waiting.OnItsClock.TotalHours);
        Assert.Equal((At(acknowledged) - At(raised)).TotalHours, waiting.Time.TotalHours);
    }

    [Fact]
    public void While_somebody_else_must_answer_the_clock_stands_still_and_the_time_goes_on()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-18T15:00Z");
        Assert.Equal((3d, 1d), Hours(council, "2026-11-18T12:00Z"));

        council.Reply("2026-11-18T12:00Z");
        council.Do("2026-11-18T13:00Z", CaseAction.Acknowledge);

        Assert.Equal((4d, 2d), Hours(council, "2026-11-18T20:00Z"));
    }

    private static (double Time, double OnItsClock) Hours(Council council, string now) =>
        Waiting.Of("doncaster", council.Case, England, At(now)) is var w ? (w.Time.TotalHours, w.OnItsClock.TotalHours) : default;

    private static Escalation Working(Escalation escalation, string raised, string acknowledged) => escalation with
    {
        Ladder = escalation.Ladder with { Clock = Compliance.Domain.Checklists.LadderClock.WorkingHours },
        RaisedOn = At(raised),
        Timeline = [.. escalation.Timeline, new CaseEvent(2, "acknowledged", At(acknowledged), "authority-lead:one", 2)],
    };
}
