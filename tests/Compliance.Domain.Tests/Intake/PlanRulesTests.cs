using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Tests.Calendars;

namespace Compliance.Domain.Tests.Intake;

public sealed class PlanRulesTests
{
    [Theory]
    [InlineData("2026-07-01", "2027-06-30", "")]
    [InlineData("2026-06-30", "2027-06-30", "/from")]
    [InlineData("2026-07-01", "2027-07-01", "/to")]
    [InlineData("2026-11-18", "2026-11-18", "")]
    [InlineData("2026-11-18", "2026-11-17", "/to")]
    [InlineData("2025-11-18", "2025-11-19", "/from /to")]
    public void A_plan_lies_within_its_season(string from, string to, string pointers)
    {
        var (refusal, content) = Decide(NoPlan(), Set() with { From = London.Day(from), To = London.Day(to) });

        Assert.Equal(pointers, string.Join(' ', (refusal as Invalid)?.Faults.Select(f => f.Pointer) ?? []));
        Assert.Equal(pointers.Length == 0, content is not null);
    }

    [Fact]
    public void The_first_revision_is_one_and_holds_the_hash_of_the_content()
    {
        var content = Decide(NoPlan(), Set()).Content!;

        Assert.Equal(1, content.Revision);
        Assert.Equal(Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(SmallPlan.Checklist))), content.Hash);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, typeof(Stale))]
    [InlineData(4, typeof(Stale))]
    [InlineData(null, typeof(MatchNeeded))]
    public void A_change_names_the_revision_it_changes(int? seen, Type? refusal)
    {
        var decided = Decide(Adopted(revision: 3), Set() with { Seen = seen });

        Assert.Equal(refusal, decided.Refusal?.GetType());
        Assert.Equal(refusal is null ? 4 : null, decided.Content?.Revision);
    }

    [Fact]
    public void A_revision_of_what_was_never_adopted_is_stale() =>
        Assert.IsType<Stale>(Decide(NoPlan(), Set() with { Seen = 1 }).Refusal);

    [Fact]
    public void Another_season_is_another_plan() =>
        Assert.Equal(1, Decide(Adopted(revision: 3, season: 2025), Set()).Content!.Revision);

    [Theory]
    [InlineData(1, "version-older")]
    [InlineData(2, null)]
    [InlineData(3, null)]
    public void A_plan_never_goes_back_to_an_older_version(int version, string? code)
    {
        var decided = Decide(
            Adopted(revision: 1, version: 2), Set() with { Checklist = SmallPlan.Checklist with { Version = version }, Seen = 1 });

        Assert.Equal(code, (decided.Refusal as Refused)?.Code);
    }

    [Fact]
    public void A_draft_is_not_adopted_and_a_stale_revision_is_said_first()
    {
        var draft = Set() with { Checklist = SmallPlan.Checklist with { Status = ChecklistStatus.Draft } };

        Assert.Equal("checklist-draft", Assert.IsType<Refused>(Decide(NoPlan(), draft).Refusal).Code);
        Assert.IsType<Stale>(Decide(Adopted(revision: 3), draft with { Seen = 2 }).Refusal);
    }

    [Theory]
    [InlineData(0, 0, 10, "")]
    [InlineData(1, 0, 10, "/from")]
    [InlineData(-1, 0, 10, "")]
    [InlineData(1, 0, -10, "")]
    [InlineData(0, -30, 10, "")]
    public void A_plan_that_has_begun_begins_no_later_and_ends_no_earlier_than_today(int from, int to, int today, string pointers)
    {
        var set = Set() with { From = Set().From.AddDays(from), To = Set().To.AddDays(to), Seen = 1 };
        var (refusal, _) = PlanRules.Decide(Adopted(revision: 1), set, London.England.StartOf(Set().From.AddDays(today)));
        Assert.Equal(pointers, string.Join(' ', (refusal as Invalid)?.Faults.Select(f => f.Pointer) ?? []));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "/to")]
    public void A_plan_ends_today_or_later(int daysAgo, string pointers)
    {
        var today = Set().From.AddDays(40);
        var (refusal, _) = PlanRules.Decide(
            Adopted(revision: 1), Set() with { To = today.AddDays(-daysAgo), Seen = 1 }, London.England.StartOf(today).AddHours(9));
        Assert.Equal(pointers, string.Join(' ', (refusal as Invalid)?.Faults.Select(f => f.Pointer) ?? []));
    }

    private static SetPlan Set() => SmallPlan.Set();

    private static (Outcome? Refusal, PlanSet? Content) Decide(TenantState tenant, SetPlan set) =>
        PlanRules.Decide(tenant, set, London.England.StartOf(set.From));

    private static TenantState NoPlan() => new("doncaster", London.England, _ => SmallPlan.Checklist);

    private static TenantState Adopted(int revision, int version = 1, int season = 2026)
    {
        var tenant = NoPlan();
        var (from, to) = season == Set().Season ? (Set().From, Set().To) : (Season.First(season), Season.Last(season));
        tenant.SetPlan(new Plan(SmallPlan.Checklist with { Version = version }, season, from, to, [], [], revision, from));
        return tenant;
    }
}
