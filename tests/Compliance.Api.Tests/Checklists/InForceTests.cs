using Compliance.Api.Checklists;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Tests.Checklists;

public sealed class InForceTests
{
    private const string Measure = "reuse: keep";
    private const string Trigger = "gaps: hold";
    private const string Law = "fixed: { from: 2021-11-11, to: 2022-03-15 }";

    [Theory]
    [InlineData("{ from: 2021-11-11, to: 2022-03-15 }", "2021-11-11", "2022-03-15")]
    [InlineData("{ from: 2021-11-11 }", "2021-11-11", null)]
    [InlineData("{ to: 2022-03-15 }", null, "2022-03-15")]
    public void Measures_and_triggers_may_hold_between_two_days(string days, string? from, string? to)
    {
        var expected = new InForce(Day(from), Day(to));

        Assert.Equal(expected, Read(Measure, $"{Measure}\n        fixed: {days}").Measures.First().InForce);
        Assert.Equal(expected, Read(Trigger, $"{Trigger}\n    fixed: {days}").Triggers[0].InForce);
    }

    [Fact]
    public void An_item_may_be_due_by_a_day() =>
        Assert.Equal(new ItemDue.By(new DateOnly(2022, 1, 14)), Read(Law, "fixed: { by: 2022-01-14 }").Items.ElementAt(1).Due);

    [Theory]
    [InlineData(Law, "fixed: { by: 2022-01-14, to: 2022-03-15 }", "23:16: `fixed` is a day to be done `by`, or the days `from` and `to` which it holds; leave the other out")]
    [InlineData(Law, "fixed: { by: soon }", "23:22: `by` is a date; write it as 2026-11-18")]
    [InlineData(Law, "fixed: { from: 2022-03-16, to: 2022-03-15 }", "23:40: `to` lies before `from`; swap them")]
    [InlineData(Measure, "reuse: keep\n        fixed: {}", "39:16: `fixed` names no day; give `from`, `to` or both")]
    [InlineData(Measure, "reuse: keep\n        fixed: { from: 2022-03-16, to: 2022-03-15 }", "39:40: `to` lies before `from`; swap them")]
    [InlineData(Measure, "reuse: keep\n        fixed: { by: 2022-01-14 }", "39:18: unknown key `by` in `fixed`; use `from` or `to`", "39:16: `fixed` names no day; give `from`, `to` or both")]
    public void A_slip_is_said_with_its_place_and_mend(string passage, string instead, params string[] mistakes) =>
        Assert.Equal(mistakes.Order(StringComparer.Ordinal), SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)).Order(StringComparer.Ordinal));

    private static Checklist Read(string passage, string instead) =>
        ChecklistReader.Read("small.yaml", SmallChecklist.With(passage, instead)).Checklist!;

    private static DateOnly? Day(string? date) => date is null ? null : DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
}
