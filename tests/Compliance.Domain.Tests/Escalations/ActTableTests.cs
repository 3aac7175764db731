using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using static Compliance.Domain.Escalations.ActingAs;
using static Compliance.Domain.Escalations.CaseAction;
using static Compliance.Domain.Escalations.CaseState;

namespace Compliance.Domain.Tests.Escalations;

/// <summary>The state table: which action exists in which state, and who may take it.</summary>
public sealed class ActTableTests
{
    private static readonly Dictionary<CaseAction, CaseState[]> _table = new()
    {
        [Acknowledge] = [Raised, Acknowledged],
        [PassUp] = [Raised, Acknowledged, Mitigating],
        [PassDown] = [Raised, Acknowledged, Mitigating],
        [StandDown] = [Acknowledged, Mitigating],
        [Reopen] = [StoodDown, Withdrawn],
        [Notes] = [Raised, Acknowledged, InformationRequested, Mitigating, StoodDown, Withdrawn],
    };

    public static TheoryData<CaseAction, CaseState> Pairs()
    {
        var pairs = new TheoryData<CaseAction, CaseState>();
        foreach (var action in Enum.GetValues<CaseAction>())
        {
            foreach (var state in Enum.GetValues<CaseState>())
            {
                pairs.Add(action, state);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_action_exists_in_the_states_of_the_table(CaseAction action, CaseState state) =>
        Assert.Equal(_table[action].Contains(state), Acts.Fits(action, state));

    [Theory]
    [InlineData(Authority, Tier.Provider, false, new[] { Acknowledge, PassUp, StandDown, Reopen, Notes })]
    [InlineData(Authority, Tier.Provider, true, new[] { Acknowledge, PassUp, StandDown, Reopen, Notes })]
    [InlineData(Authority, Tier.Authority, false, new[] { Acknowledge, PassUp, StandDown, Reopen, Notes })]
    [InlineData(Authority, Tier.Authority, true, new[] { Acknowledge, PassUp, StandDown, Reopen, Notes })]
    [InlineData(Authority, Tier.Region, false, new[] { Notes })]
    [InlineData(Authority, Tier.Region, true, new[] { Notes })]
    [InlineData(ActingAs.Region, Tier.Provider, false, new[] { Notes })]
    [InlineData(ActingAs.Region, Tier.Provider, true, new[] { Notes })]
    [InlineData(ActingAs.Region, Tier.Authority, false, new[] { Notes })]
    [InlineData(ActingAs.Region, Tier.Authority, true, new[] { Acknowledge, PassUp, StandDown, Reopen, Notes })]
    [InlineData(ActingAs.Region, Tier.Region, false, new[] { Acknowledge, PassDown, StandDown, Reopen, Notes })]
    [InlineData(ActingAs.Region, Tier.Region, true, new[] { Acknowledge, PassDown, StandDown, Reopen, Notes })]
    [InlineData(ActingAs.Provider, Tier.Provider, true, new[] { Notes })]
    [InlineData(ActingAs.Provider, Tier.Authority, true, new[] { Notes })]
    [InlineData(ActingAs.Provider, Tier.Region, true, new[] { Notes })]
    public void A_role_may_do_what_the_owning_tier_allows(ActingAs role, Tier tier, bool overdue, CaseAction[] may)
    {
        var escalation = Red().Case with { Tier = tier, Overdue = overdue };

        Assert.Equal(may, Enum.GetValues<CaseAction>().Where(a => Acts.May(a, escalation, role)));
    }

    [Theory]
    [InlineData(Raised, new[] { Acknowledge, PassUp, Notes })]
    [InlineData(Acknowledged, new[] { Acknowledge, PassUp, StandDown, Notes })]
    [InlineData(InformationRequested, new[] { Notes })]
    [InlineData(Mitigating, new[] { PassUp, StandDown, Notes })]
    [InlineData(StoodDown, new[] { Reopen, Notes })]
    [InlineData(Withdrawn, new[] { Reopen, Notes })]
    public void What_is_allowed_is_what_exists_and_what_the_role_may(CaseState state, CaseAction[] allowed) =>
        Assert.Equal(allowed, Acts.Allowed(Red().Case with { State = state }, Authority));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_act_is_accepted_exactly_when_it_is_allowed(CaseAction action, CaseState state)
    {
        foreach (var (role, tier) in new[] { (Authority, Tier.Authority), (ActingAs.Region, Tier.Region), (ActingAs.Provider, Tier.Authority) })
        {
            var council = Red();
            var before = council.Case with { State = state, Tier = tier, ClosedOn = state is StoodDown or Withdrawn ? council.Tenant.KnownOn : null };
            council.Tenant.Escalations[before.Id] = before;

            var outcome = council.Try("2026-11-18T10:00Z", role, TestActs.Of(action));

            var allowed = Acts.Allowed(before, role).Contains(action);
            Assert.Equal(allowed, outcome is CaseChanged);
            if (!allowed)
            {
                var refused = Assert.IsType<Refused>(outcome);
                Assert.Equal("not-allowed-now", refused.Code);
                Assert.DoesNotContain(refused.Names, n => n == System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(action.ToString()));
                Assert.Same(before, council.Case);
            }
        }
    }

    private static Council Red() => TestActs.Red();
}
