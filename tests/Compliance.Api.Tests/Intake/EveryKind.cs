using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Tests.Intake;

/// <summary>A checklist with at least one trigger of every kind there is, beside those it was made from.</summary>
internal static class EveryKind
{
    private static readonly TriggerValue.Reading _absent = new("staff-absent");
    private static readonly TriggerValue.Percent _share = new("staff-absent", "staff-employed");

    public static Checklist Of(Checklist basis) => basis with
    {
        Key = "every-kind",
        Sections =
        [
            basis.Sections[0] with { Items = [.. basis.Sections[0].Items, Item("every-drill", Cadence.Week, null), Item("every-plan", null, new ItemDue.WeeksAfterStart(2))] },
            .. basis.Sections.Skip(1),
        ],
        Baselines = [new Baseline("every-start", "Start", new DateOnly(2026, 11, 18))],
        Triggers = [.. basis.Triggers, .. Own().Select(t => t with { Section = basis.Sections[0].Key, Levels = [.. t.Levels.Select(l => l with { Ladder = basis.Ladders[0].Key })] })],
    };

    private static IEnumerable<Trigger> Own()
    {
        var home = SubjectScope.Provider;
        var council = SubjectScope.Authority;
        var company = SubjectScope.Organisation;
        return
        [
            Trigger("every-lasting", home, _absent, At(TriggerLevel.Amber, 4) with { For = new Span(3, SpanUnit.Days) }, At(TriggerLevel.Red, 8) with { HoldFor = new Span(50, SpanUnit.Hours) }),
            Trigger("every-working", home, _share, At(TriggerLevel.Red, 12) with { For = new Span(2, SpanUnit.WorkingDays), ClearsAt = 9, Periods = 2 }) with { Gaps = Gaps.Reset },
            Trigger("every-often", home, _absent, At(TriggerLevel.Amber, 5) with { Periods = 2, OfLast = 4 }) with { AndAtLeast = new CountFloor("staff-employed", 15) },
            Trigger("every-ratio", home, new TriggerValue.Ratio("staff-absent", "staff-employed", 1000), At(TriggerLevel.Amber, 200)),
            Trigger("every-most", home, new TriggerValue.Most(["ppe-days-masks", "ppe-days-gloves"]), At(TriggerLevel.Amber, 8)) with { Missing = MissingStrategy.NeverSkip },
            Trigger("every-rise", home, new TriggerValue.Change(_absent, false, Since.PreviousPeriod, null, ChangeUnit.Units), At(TriggerLevel.Amber, 3)),
            Trigger("every-fall", home, new TriggerValue.Change(_share, true, Since.Baseline, "every-start", ChangeUnit.Percent), At(TriggerLevel.Amber, 20)),
            Trigger("every-year", home, new TriggerValue.Change(_absent, false, Since.LastYear, null, ChangeUnit.Percent), At(TriggerLevel.Amber, 20)),
            Trigger("every-status", home, new TriggerValue.StatusOf("every-drill"), At(TriggerLevel.Amber, 0) with { Comparison = Comparison.Is, Answer = "at-risk" }),
            Trigger("every-stuck", home, new TriggerValue.DaysAt("every-drill", ItemStatus.NotMet, false), At(TriggerLevel.Amber, 2)),
            Trigger("every-late", home, new TriggerValue.Overdue("every-drill", true), At(TriggerLevel.Amber, 3)),
            Trigger("every-plan-late", home, new TriggerValue.Overdue("every-plan", false), At(TriggerLevel.Red, 5)),
            Trigger("every-reached", home, new TriggerValue.LevelOf("every-lasting"), At(TriggerLevel.Red, (long)TriggerLevel.Amber) with { For = new Span(20, SpanUnit.Hours) }),
            Trigger("every-joined", home, new TriggerValue.Joined(), Joined(TriggerLevel.Amber, new Condition.All(
                [Test(_absent, 3), new Condition.Any([Test(new TriggerValue.LevelOf("every-reached"), (long)TriggerLevel.Red), new Condition.Not(Test(_share, 30))])]))) with { Missing = MissingStrategy.NeverSkip },
            Trigger("every-silence", home, new TriggerValue.Joined(), Joined(TriggerLevel.Red, new Condition.All(
                [Test(new TriggerValue.SilentFor("staff-absent"), 1), Test(new TriggerValue.Overdue("every-plan", false), 1)]))),
            Trigger("every-quiet", home, _share, At(TriggerLevel.Amber, 15)) with { SuppressedBy = [new Suppressor("every-lasting", TriggerLevel.Amber), new Suppressor("every-joined", TriggerLevel.Amber)] },
            Trigger("every-weighted", council, new TriggerValue.ShareOfProviders(Services.All, "every-lasting", TriggerLevel.Amber, Bound.LowerBound, Bound.UpperBound, 10, 1, new Weight("staff-employed", 20)),
                At(TriggerLevel.Amber, 20) with { For = new Span(6, SpanUnit.Hours) }),
            Trigger("every-number", council, new TriggerValue.CountOfProviders(new Services(["care-home"]), "every-often", TriggerLevel.Amber, Bound.UpperBound, Bound.UpperBound, 0, 1), At(TriggerLevel.Amber, 1)),
            Trigger("every-company", company, new TriggerValue.CountOfProviders(
                Services.All, "every-lasting", TriggerLevel.Amber, Bound.LowerBound, Bound.UpperBound, 0, 1, ["every-often", "every-ratio", "every-quiet"]),
                At(TriggerLevel.Amber, 1), At(TriggerLevel.Red, 2) with { For = new Span(5, SpanUnit.Hours), HoldFor = new Span(30, SpanUnit.Hours) }),
            Trigger("every-company-share", company, new TriggerValue.ShareOfProviders(
                Services.All, "every-rise", TriggerLevel.Amber, Bound.UpperBound, Bound.UpperBound, 10, 1, new Weight("staff-employed", 20), ["every-often"]),
                At(TriggerLevel.Amber, 40)) with { SuppressedBy = [new Suppressor("every-company", TriggerLevel.Amber)] },
            Trigger("every-company-both", company, new TriggerValue.Joined(), Joined(TriggerLevel.Red, new Condition.All(
                [Test(new TriggerValue.LevelOf("every-company-share"), (long)TriggerLevel.Amber), Test(new TriggerValue.SumOfProviders(Services.All, "staff-absent", null, 0, 1), 6)]))),
            Trigger("every-sum", council, new TriggerValue.SumOfProviders(Services.All, "staff-absent", null, 20, 1), At(TriggerLevel.Amber, 12)),
            Trigger("every-rate", council, new TriggerValue.SumOfProviders(Services.All, "staff-absent", "staff-employed", 20, 1), At(TriggerLevel.Amber, 20)),
            Trigger("every-council", council, new TriggerValue.Joined(), Joined(TriggerLevel.Red, new Condition.Any(
                [Test(new TriggerValue.LevelOf("every-sum"), (long)TriggerLevel.Amber), Test(new TriggerValue.Reading("ppe-days-council"), 9000)]))) with { SuppressedBy = [new Suppressor("every-rate", TriggerLevel.Amber)] },
        ];
    }

    private static Item Item(string key, Cadence? repeat, ItemDue? due) => new(key, Owner.Provider, [], key, Services.All, repeat, due, false, [], "Ours");

    private static Trigger Trigger(string key, SubjectScope subject, TriggerValue value, params Level[] levels) => new(
        key, "", key, subject, value, null, MissingStrategy.SkipIfAny, Gaps.Hold, levels, new Basis(BasisKind.StartingValue, "Ours"), []);

    private static Level At(TriggerLevel name, long limit) => new(name, Comparison.AtLeast, limit, null, null, 1, Tier.Authority, "", 7);

    private static Level Joined(TriggerLevel name, Condition when) => At(name, 0) with { When = when };

    private static Condition.Test Test(TriggerValue value, long limit) => new(value, Comparison.AtLeast, limit, null, null);
}
