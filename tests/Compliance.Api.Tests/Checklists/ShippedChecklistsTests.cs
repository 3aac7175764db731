using Compliance.Api.Checklists;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;

namespace Compliance.Api.Tests.Checklists;

public sealed class ShippedChecklistsTests
{
    private static readonly ChecklistSet _shipped = ChecklistSet.Read(Path.Combine(AppContext.BaseDirectory, "checklists"));

    /// <summary>The hash under which authorities have adopted version 1.</summary>
    private const string First = "sha256:730841e94c3d295f7eae310b13f3d38843c087295671aed28249952a5cd281cc";

    private static readonly Checklist _winterPlan = _shipped.Newest.Single(c => c.Key == "asc-winter-plan-2021-22");

    [Fact]
    public void They_have_no_mistakes() => Assert.Empty(_shipped.Mistakes);

    [Fact]
    public void They_come_back_from_the_journal_as_they_went_in() =>
        Assert.All(_shipped.Checklists, checklist =>
        {
            var written = Canonical.Write(checklist);
            Assert.Equal(written, Canonical.Write(Canonical.Read<Checklist>(written)));
        });

    [Fact]
    public void Every_published_one_has_tests() =>
        Assert.All(_shipped.Checklists.Where(c => c.Status is ChecklistStatus.Published), c => Assert.NotEmpty(_shipped.Tests[c.Key].Tests));

    [Fact]
    public void The_weekly_return_asks_each_kind_of_service_at_most_eight_questions() =>
        Assert.All(ServiceTypes.All, type => Assert.InRange(ReturnRules.EveryWeek(_winterPlan, type).Count(), 1, 8));

    [Fact]
    public void What_comes_monthly_on_top_takes_five_minutes_at_most() =>
        Assert.All(ServiceTypes.All, type =>
            Assert.InRange(ReturnRules.TimeOf(ReturnRules.EveryMonth(_winterPlan, type)), TimeSpan.Zero, TimeSpan.FromMinutes(5)));

    [Fact]
    public void The_first_version_is_as_it_was_when_it_was_published()
    {
        var first = _shipped.Checklists.Single(c => c is { Key: "asc-winter-plan-2021-22", Version: 1 });

        Assert.Equal(First, Canonical.Show(Canonical.Hash(Canonical.Write(first))));
    }

    [Fact]
    public void All_six_parts_of_a_contingency_plan_are_items_of_the_authority()
    {
        string[] parts =
        [
            "contingency-monitoring", "contingency-measures", "contingency-triggers",
            "contingency-responsibilities", "contingency-lrf-told", "contingency-partners-step-in",
        ];

        Assert.Superset(parts.ToHashSet(), _winterPlan.Items.Where(i => i.Owner is Owner.Authority).Select(i => i.Key).ToHashSet());
    }

    [Fact]
    public void Absence_is_read_as_it_is_written()
    {
        var absence = _winterPlan.Triggers.Single(t => t.Key == "staff-absence");

        Assert.Equal(new TriggerValue.Percent("staff-absent", "staff-employed"), absence.Value);
        Assert.Equal(new CountFloor("staff-absent", 3), absence.AndAtLeast);
        Assert.Equal(
            [
                new Level(TriggerLevel.Amber, Comparison.AtLeast, 10, null, 8, 2, Tier.Authority, "local", 7),
                new Level(TriggerLevel.Red, Comparison.AtLeast, 20, null, 15, 1, Tier.Authority, "urgent", 7),
            ],
            absence.Levels);
    }

    [Fact]
    public void Limits_of_other_kinds_are_read_as_they_are_written()
    {
        var levels = _winterPlan.Triggers.ToDictionary(t => t.Key, t => t.Levels[^1]);

        Assert.Equal(new Level(TriggerLevel.Red, Comparison.Is, 0, "no", null, 1, Tier.Region, "emergency", 14), levels["cannot-meet-needs"]);
        Assert.Equal(new Level(TriggerLevel.Red, Comparison.AtMost, 2, null, 4, 1, Tier.Authority, "urgent", 7), levels["ppe-low"]);
        Assert.Equal(new Level(TriggerLevel.Red, Comparison.AtLeast, 7, null, null, 1, Tier.Authority, "follow-up", 7), levels["staff-absence-silent"]);
        Assert.Equal(
            new ReadingLimit[] { new ReadingLimit.AboveMeasure("staff-employed"), new ReadingLimit.AbovePercent(50, "staff-employed") },
            _winterPlan.Measures.Single(m => m.Key == "staff-absent") is var absent ? [.. absent.Refuse, .. absent.Confirm] : []);
    }
}
