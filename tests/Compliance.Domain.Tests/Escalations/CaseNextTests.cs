using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

/// <summary>What is said to come next is what comes.</summary>
public sealed class CaseNextTests
{
    [Fact]
    public void A_raised_case_goes_up_its_ladder()
    {
        var next = CaseNext.Of(TestActs.Red().Case, England);

        Assert.Equal(
            [("told", At("2026-11-18T13:00Z"), "authority-director region", true), ("overdue", At("2026-11-18T13:00Z"), "region", true), ("told", At("2026-11-18T17:00Z"), "lrf", true)],
            next.Select(n => (n.Happens, n.On, string.Join(' ', n.Told), n.UnlessAcknowledged)));
        Assert.Equal("4 hours round the clock, counted from 9am Wednesday 18 November", next[0].Why);
        Assert.Equal("8 hours round the clock, counted from 9am Wednesday 18 November", next[2].Why);
    }

    [Fact]
    public void Each_thing_that_is_foretold_happens_so_when_nobody_does_anything()
    {
        foreach (var council in EveryState())
        {
            var before = council.Case;
            var foretold = CaseNext.Of(before, England);

            // Each at its time: what a review that passes starts anew, it starts when that is noticed.
            foreach (var next in foretold)
            {
                council.Tick(next.On.ToString("O"));
            }

            Assert.NotEmpty(foretold);
            Assert.Equal(
                foretold.Select(n => (n.Happens, n.On, string.Join(' ', n.Told))),
                council.Tenant.Escalations[before.Id].Timeline.Skip(before.Sequence).Select(e => (e.Event, e.On, string.Join(' ', e.Told ?? []))));
        }
    }

    [Fact]
    public void An_acknowledged_case_comes_back_at_its_review_and_begins_its_ladder_anew()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);

        var next = CaseNext.Of(council.Case, England);

        Assert.Equal(
            [("review-passed", At("2026-11-19T16:00Z"), false), ("told", At("2026-11-19T20:00Z"), true), ("overdue", At("2026-11-19T20:00Z"), true), ("told", At("2026-11-20T00:00Z"), true)],
            next.Select(n => (n.Happens, n.On, n.UnlessAcknowledged)));
        Assert.Equal("review-by set when acknowledged at 10am Wednesday 18 November", next[0].Why);
    }

    [Fact]
    public void While_a_reply_is_awaited_only_its_time_is_certain_and_what_follows_it_counts_the_pause()
    {
        var council = TestActs.Red();
        council.Ask("2026-11-18T10:00Z", "2026-11-18T12:00Z");

        var next = CaseNext.Of(council.Case, England);

        Assert.Equal(("reply-overdue", At("2026-11-18T12:00Z"), "authority-lead"), (next[0].Happens, next[0].On, string.Join(' ', next[0].Told)));
        Assert.Equal(At("2026-11-18T15:00Z"), next[1].On);
        Assert.EndsWith(": 2 hours added", next[1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_comes_next_once_it_is_closed_or_has_reached_the_end()
    {
        var council = TestActs.Red();
        council.Tick("2026-11-18T17:00Z");
        Assert.Empty(CaseNext.Of(council.Case, England));
        council.Do("2026-11-18T17:30Z", CaseAction.Acknowledge);
        Assert.NotEmpty(CaseNext.Of(council.Case, England));

        council.Do("2026-11-18T18:00Z", CaseAction.StandDown);

        Assert.Empty(CaseNext.Of(council.Case, England));
    }

    [Fact]
    public void A_case_that_fires_again_in_its_watch_is_nobodys_until_it_is_acknowledged()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        council.Do("2026-11-18T11:00Z", CaseAction.StandDown);

        council.Report("2026-11-18T12:00Z", ("employed", 40), ("absent", 8));

        Assert.Equal((CaseState.Raised, "reopened", null), (council.Case.State, council.Case.Timeline[^1].Event, council.Case.Owner));
    }

    private static IEnumerable<Council> EveryState()
    {
        yield return TestActs.Red();
        yield return TestActs.Reporting(4, "2026-12-23T15:00Z", "2026-12-23");
        var acknowledged = TestActs.Red();
        acknowledged.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        yield return acknowledged;
        var asked = TestActs.Red();
        asked.Ask("2026-11-18T10:00Z", "2026-11-19T16:00Z");
        yield return asked;
        var mitigating = TestActs.Red();
        mitigating.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);
        mitigating.Do("2026-11-18T11:00Z", CaseAction.Mitigate);
        yield return mitigating;
        var askedThen = TestActs.Red();
        askedThen.Do("2026-11-18T10:00Z", CaseAction.Acknowledge, by: "2026-11-18T12:00Z");
        askedThen.Ask("2026-11-18T11:00Z", "2026-11-19T16:00Z");
        yield return askedThen;
        var raised = new Council("2026-11-12").Register();
        raised.Raise("2026-11-18T09:00Z", ActingAs.Region, TriggerLevel.Red, Tier.Region, ladder: "emergency");
        yield return raised;
    }
}
