using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Calendars;
using static Compliance.Domain.Checklists.TriggerLevel;
using static Compliance.Domain.Tests.Intake.Worded;
using Condition = Compliance.Domain.Escalations.Condition;

namespace Compliance.Domain.Tests.Intake;

/// <summary>A service that leaves the register while its case is open.</summary>
public sealed class LeftRegisterTests
{
    private const string Gone = "The service has left the register; its last day there was 3 November 2026.";

    private readonly Winter _winter = Under(Of("high", Absent, Small.AtLeast(Amber, 3, null), Small.AtLeast(Red, 5, null)));

    public LeftRegisterTests() => _winter.Says("2026-11-02T09:00Z", ("absent", 9));

    [Theory]
    [InlineData("2026-11-03T23:59:59Z", true)]
    [InlineData("2026-11-04T00:00:00Z", false)]
    public void After_its_last_day_nothing_is_watched(string at, bool watched)
    {
        Leave("2026-11-02T10:00Z", "2026-11-03");

        _winter.Live(at);

        Assert.Equal(watched ? Condition.True : Condition.NotWatched, Now());
        Assert.Equal(
            watched ? [] : [("not-watched", "system", Gone)],
            _winter.Case("high")!.Timeline.Where(e => e.Event.EndsWith("watched", StringComparison.Ordinal)).Select(e => (e.Event, e.By, e.Reason!)));
        Assert.Equal(watched ? null : London.At("2026-11-04T00:00Z"), Unwatched.Of("high", _winter[Home], _winter.Rules())?.Since);
        IsReplayed();
    }

    [Fact]
    public void Entered_afterwards_it_says_who_entered_it_and_coming_back_it_is_watched_again()
    {
        Leave("2026-11-05T10:00Z", "2026-11-03");
        var left = _winter.Case("high")!.Timeline[^1];
        Leave("2026-11-05T11:00Z", "2026-11-03");
        Assert.Equal(left, _winter.Case("high")!.Timeline[^1]);

        Leave("2026-11-06T10:00Z", null);

        Assert.Equal(("not-watched", "authority-lead:7", Gone), (left.Event, left.By, left.Reason));
        Assert.Equal(("watched-again", "authority-lead:7"), (_winter.Case("high")!.Timeline[^1].Event, _winter.Case("high")!.Timeline[^1].By));
        Assert.Equal(Condition.True, Now());
        IsReplayed();
    }

    [Fact]
    public void A_host_watches_it_from_then_on()
    {
        Set("2026-11-05T10:00Z", _winter.Tenant.Register[Home] with { Host = "summer" });

        Assert.Equal("The service reports to its host, the authority `summer`, and is watched there.", _winter.Case("high")!.Timeline[^1].Reason);
        Assert.Equal(Condition.NotWatched, Now());
        IsReplayed();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Its_case_is_stood_down_without_saying_why_all_the_same(bool left, bool accepted)
    {
        if (left)
        {
            Leave("2026-11-02T10:00Z", "2026-11-02");
        }

        var open = _winter.Acts("2026-11-03T09:00Z", CaseAction.Acknowledge, "high");
        var outcome = _winter.Take(
            new ActOnCase("lead:1", ActingAs.Authority, open.Id, Home, new Act(CaseAction.StandDown) { Reason = "Seen to" }, open.Sequence), London.At("2026-11-03T10:00Z"));

        Assert.Equal(accepted, outcome.IsAccepted);
    }

    [Fact]
    public void Leaving_while_its_trigger_is_off_and_back_while_it_is_on_it_is_watched_again()
    {
        var off = new Override("high", null, null, null, null, null, true, "Not our way");
        _winter.Adopt("2026-10-01", "2027-03-31", 1, "2026-11-03T09:00Z", off);
        Leave("2026-11-04T10:00Z", "2026-11-03");
        _winter.Adopt("2026-10-01", "2027-03-31", 2, "2026-11-05T09:00Z");
        Leave("2026-11-06T10:00Z", null);

        Assert.EndsWith("trigger-switched-off not-watched watched-again", string.Join(' ', _winter.Case("high")!.Timeline.Select(t => t.Event).Where(e => e != "overdue")), StringComparison.Ordinal);
        IsReplayed();
    }

    [Theory]
    [InlineData("2026-11-03", "2026-11-03T23:59Z", null)]
    [InlineData("2026-11-03", "2026-11-04T00:00Z", "`elm` left the register; its last day there was 3 November 2026. Raise the case about the authority itself and name the service in the reason, or correct the register.")]
    [InlineData(null, "2026-11-04T00:00Z", null)]
    public void A_case_is_raised_only_about_who_is_there(string? lastDay, string at, string? refused)
    {
        Leave("2026-11-02T10:00Z", lastDay);
        _winter.Live(at);
        var seq = _winter.Tenant.Seq;

        var outcome = _winter.Take(
            new RaiseCase("authority-lead:1", ActingAs.Authority, Home, "No heating", "The boiler is out", Amber, Tier.Authority), London.At(at));

        Assert.Equal(refused, (outcome as Refused)?.Sentence);
        Assert.Equal(refused is null ? seq + 1 : seq, _winter.Tenant.Seq);
    }

    private void Leave(string at, string? lastDay) =>
        Set(at, _winter.Tenant.Register[Home] with { Left = lastDay is null ? null : London.Day(lastDay) });

    private void Set(string at, ProviderSet entry) =>
        Assert.True(_winter.Live(at).Take(new SetProvider("authority-lead:7", entry, _winter.Tenant.Register[Home].Revision), London.At(at)).IsAccepted);

    private Condition? Now() => Conditions.Of(_winter[Home], "high", _winter.Rules(), _winter.Tenant.KnownOn);

    private void IsReplayed() => Assert.Equal(
        _winter.Tenant.Escalations.Values.Select(e => (e.Id, string.Join(' ', e.Timeline.Select(t => t.Event)))),
        _winter.Replayed().Escalations.Values.Select(e => (e.Id, string.Join(' ', e.Timeline.Select(t => t.Event)))));
}
