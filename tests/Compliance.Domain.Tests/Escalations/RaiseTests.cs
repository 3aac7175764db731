using System.Text;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;
using Compliance.Domain.Tests.Intake;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

/// <summary>Cases that a person raises.</summary>
public sealed class RaiseTests
{
    [Fact]
    public void A_case_raised_by_a_person_runs_up_a_ladder_like_any_other()
    {
        var council = Quiet();

        var raised = Raised(council.Raise("2026-11-18T09:00Z", ActingAs.Authority, TriggerLevel.Red));

        Assert.Equal((CaseState.Raised, TriggerLevel.Red, Tier.Authority, false), (raised.State, raised.Level, raised.Tier, raised.ForRegion));
        Assert.Equal(("No heating", "The boiler is out", Council.Home), (raised.Title, raised.Summary, raised.Subject));
        Assert.Equal((null, null, null), (raised.Trigger, raised.FiringId, raised.Receipt));
        var said = Assert.Single(raised.Timeline);
        Assert.Equal(("raised", "authority-lead:1", "The boiler\nis out"), (said.Event, said.By, said.Reason));
        Assert.Equal(["authority-lead"], said.Told);
        Assert.Equal(["told", "overdue"], council.Tick("2026-11-18T13:00Z").Case.Timeline.Skip(1).Select(e => e.Event));
    }

    [Theory]
    [InlineData(TriggerLevel.Amber, Tier.Authority, "local")]
    [InlineData(TriggerLevel.Amber, Tier.Provider, "local")]
    [InlineData(TriggerLevel.Red, Tier.Authority, "urgent")]
    [InlineData(TriggerLevel.Red, Tier.Region, "emergency")]
    [InlineData(TriggerLevel.Amber, Tier.Region, "local")]
    public void Its_ladder_is_the_one_that_triggers_use_for_such_a_case(TriggerLevel level, Tier tier, string ladder) =>
        Assert.Equal(ladder, Raised(Quiet().Raise("2026-11-18T09:00Z", ActingAs.Region, level, tier)).Ladder.Key);

    [Fact]
    public void A_ladder_is_named_by_its_key()
    {
        var council = Quiet();

        Assert.Equal("emergency", Raised(council.Raise("2026-11-18T09:00Z", ActingAs.Authority, ladder: "emergency")).Ladder.Key);
        var fault = Assert.Single(Assert.IsType<Invalid>(council.Raise("2026-11-18T09:00Z", ActingAs.Authority, ladder: "rope")).Faults);
        Assert.Equal("/ladder", fault.Pointer);
        Assert.Contains("local, urgent, emergency", fault.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ActingAs.Authority, Tier.Region, Council.Home, "/tier")]
    [InlineData(ActingAs.Authority, Tier.Provider, "@", "/tier")]
    [InlineData(ActingAs.Region, Tier.Authority, "elm", "/provider")]
    public void What_cannot_be_says_how_to_mend_it_and_writes_nothing(ActingAs role, Tier tier, string subject, string pointer)
    {
        var council = Quiet();
        var seq = council.Tenant.Seq;

        Assert.Equal([pointer], Assert.IsType<Invalid>(council.Raise("2026-11-18T09:00Z", role, tier: tier, subject: subject)).Faults.Select(f => f.Pointer));
        Assert.Equal((seq, 0), (council.Tenant.Seq, council.Tenant.Escalations.Count));
    }

    [Theory]
    [InlineData(TriggerLevel.Notice)]
    [InlineData(TriggerLevel.Critical)]
    public void It_is_amber_or_red(TriggerLevel level) =>
        Assert.Equal(["/level"], Assert.IsType<Invalid>(Quiet().Raise("2026-11-18T09:00Z", ActingAs.Authority, level)).Faults.Select(f => f.Pointer));

    [Fact]
    public void What_a_region_raises_it_sees_wherever_it_starts()
    {
        Assert.True(Raised(Quiet().Raise("2026-11-18T09:00Z", ActingAs.Region)).ForRegion);
        Assert.True(Raised(Quiet().Raise("2026-11-18T09:00Z", ActingAs.Region, tier: Tier.Region, subject: SubjectState.Authority)).ForRegion);
    }

    [Fact]
    public void Out_of_hours_the_owner_is_told_once_when_the_office_opens()
    {
        var council = Quiet();

        Assert.Empty(Raised(council.Raise("2026-11-20T20:00Z", ActingAs.Region)).Timeline[0].Told!);
        Assert.Equal(["authority-lead"], council.Tick("2026-11-23T09:00Z").Case.Timeline[^1].Told);
    }

    [Fact]
    public void Several_may_be_open_about_the_same_and_each_is_reopened_by_itself()
    {
        var council = Quiet();
        var first = Raised(council.Raise("2026-11-18T09:00Z", ActingAs.Authority));
        var second = Raised(council.Raise("2026-11-18T09:00Z", ActingAs.Authority));
        Assert.NotEqual(first.Id, second.Id);

        Act(council, first.Id, CaseAction.Withdraw);
        Assert.Equal(CaseState.Raised, Act(council, first.Id, CaseAction.Reopen).State);
        Assert.Equal(2, council.Tenant.Escalations.Values.Count(e => e.IsOpen));
    }

    [Fact]
    public void Standing_it_down_asks_for_no_despite_and_nothing_watches_it()
    {
        var council = Quiet();
        council.Raise("2026-11-18T09:00Z", ActingAs.Authority);
        council.Do("2026-11-18T10:00Z", CaseAction.Acknowledge);

        var down = council.Act("2026-11-18T11:00Z", ActingAs.Authority, new Act(CaseAction.StandDown) { Reason = "Warm again" });

        Assert.Equal((CaseState.StoodDown, null), (down.State, down.WatchedUntil));
    }

    [Fact]
    public void Without_a_plan_nothing_says_who_is_told()
    {
        var tenant = new TenantState("council", England, _ => throw new InvalidOperationException());

        var (outcome, entry) = Desk.Take(tenant, new RaiseCase("who", ActingAs.Authority, SubjectState.Authority, "Floods", "The river", TriggerLevel.Red, Tier.Authority), At("2026-11-18T09:00Z"));

        Assert.Equal(("no-plan", null), (Assert.IsType<Refused>(outcome).Code, entry));
    }

    [Fact]
    public void Out_of_season_the_plan_adopted_last_says_who_is_told() =>
        Assert.Equal("local", Raised(Quiet().Raise("2027-05-18T09:00Z", ActingAs.Authority)).Ladder.Key);

    [Fact]
    public void Folded_anew_raised_cases_and_all_acts_give_the_same_bytes()
    {
        var winter = new Winter();
        winter.Join("oak");
        var at = At("2026-11-18T09:00Z");
        Assert.IsType<CaseChanged>(winter.Take(new RaiseCase("authority-lead:1", ActingAs.Authority, "oak", "Boiler", "Cold", TriggerLevel.Red, Tier.Authority, Attachments: [new Attachment("Photo", "https://example.org/1")]), at));
        foreach (var (role, act) in new[]
        {
            (ActingAs.Authority, CaseAction.Acknowledge), (ActingAs.Authority, CaseAction.RequestInformation), (ActingAs.Provider, CaseAction.ProvideInformation),
            (ActingAs.Authority, CaseAction.Mitigate), (ActingAs.Authority, CaseAction.PassUp), (ActingAs.Region, CaseAction.PassDown), (ActingAs.Region, CaseAction.Withdraw),
            (ActingAs.Authority, CaseAction.Reopen), (ActingAs.Authority, CaseAction.RequestInformation),
        })
        {
            at = at.AddHours(1);
            var known = winter.Tenant.Escalations.Values.Single(e => e.Trigger is null);
            Assert.IsType<CaseChanged>(winter.Take(new ActOnCase(Council.WhoOf(role), role, known.Id, "oak", TestActs.Of(act), known.Sequence), at));
        }

        winter.Tick(at.AddDays(20));
        var written = winter.Journal.ConvertAll(e => e with { Content = Canonical.Read<EntryContent>(Canonical.Write(e.Content)) });
        winter.Journal.Clear();
        winter.Journal.AddRange(written);

        Assert.Equal(Shown(winter.Tenant.Escalations), Shown(winter.Replayed().Escalations));
        Assert.Contains(winter.Tenant.Escalations.Values.Single(e => e.Trigger is null).Timeline, e => e.Event == "reply-overdue");
    }

    [Fact]
    public void Who_was_told_is_counted_since_the_case_last_began()
    {
        var council = TestActs.Red();
        council.Do("2026-11-18T10:00Z", CaseAction.PassUp);
        council.Do("2026-11-18T10:30Z", CaseAction.PassDown, ActingAs.Region);
        council.Do("2026-11-18T11:00Z", CaseAction.Acknowledge);
        Assert.Contains(Cases.Region, Cases.Told(council.Do("2026-11-18T12:00Z", CaseAction.StandDown)));

        Assert.Equal(["authority-lead"], Cases.Told(council.Do("2026-11-18T13:00Z", CaseAction.Reopen)));
    }

    [Theory]
    [InlineData(ActingAs.Region, Tier.Region, ActingAs.Authority, false)]
    [InlineData(ActingAs.Region, Tier.Region, ActingAs.Region, true)]
    [InlineData(ActingAs.Region, Tier.Authority, ActingAs.Authority, true)]
    [InlineData(ActingAs.Authority, Tier.Authority, ActingAs.Authority, true)]
    [InlineData(ActingAs.Authority, Tier.Authority, ActingAs.Region, true)]
    public void An_authority_does_not_take_back_what_the_region_raised_and_keeps(ActingAs raiser, Tier tier, ActingAs role, bool may)
    {
        var winter = new Winter();
        winter.Join("oak");
        Assert.IsType<CaseChanged>(winter.Take(new RaiseCase(Council.WhoOf(raiser), raiser, "oak", "Boiler", "Cold", TriggerLevel.Red, tier), At("2026-11-18T09:00Z")));
        var raised = winter.Tenant.Escalations.Values.Single();

        Assert.Equal(may, Acts.Allowed(raised, role, null).Contains(CaseAction.Withdraw));
    }

    [Fact]
    public void What_a_case_has_not_is_not_written()
    {
        var written = Shown(TestActs.Red().Case);

        Assert.All(["asked", "mitigation", "stopped", "replyOverdue", "attachments", "paused", "isOverdue", "watchedUntil"], m => Assert.DoesNotContain($"\"{m}\"", written, StringComparison.Ordinal));
        Assert.Equal(written, Shown(Canonical.Read<Escalation>(Encoding.UTF8.GetBytes(written))));
    }

    private static Escalation Act(Council council, string id, CaseAction action) => Assert.IsType<CaseChanged>(Desk.Take(
        council.Tenant,
        new ActOnCase("authority-lead:1", ActingAs.Authority, id, Council.Home, TestActs.Of(action), council.Tenant.Escalations[id].Sequence),
        At("2026-11-18T10:00Z")).Outcome).Escalation;

    // Before the plan's first day nobody is silent.
    private static Council Quiet() => new Council("2026-11-25").Register();

    private static Escalation Raised(Outcome outcome) => Assert.IsType<CaseChanged>(outcome).Escalation;

    private static string Shown<T>(T value) => Encoding.UTF8.GetString(Canonical.Write(value));
}
