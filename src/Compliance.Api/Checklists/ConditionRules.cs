using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What must hold within the conditions of a level.</summary>
internal static class ConditionRules
{
    public static void Check(Page page, Checklist checklist, Trigger trigger, Level level, Condition when)
    {
        foreach (var test in when.Tests.Where(page.IsReadable))
        {
            LimitRules.Check(page, checklist, Compared.Of(test));
        }

        if (page.IsReadable(level))
        {
            CheckOpposites(page, when, isOpposite: false);
            CheckTogether(page, when);
            CheckCrisis(page, trigger, when, beside: []);
        }
    }

    private static void CheckOpposites(Page page, Condition condition, bool isOpposite)
    {
        foreach (var part in Parts(condition))
        {
            CheckOpposites(page, part, isOpposite || condition is Condition.Not);
        }

        if (condition is Condition.Test { ClearsAt: not null } test && isOpposite)
        {
            var key = test.Comparison is Comparison.AtLeast ? "clearsBelow" : "clearsAbove";
            page.Say(page.At(test, key), $"what is under `not` has no clearing limit; leave `{key}` out");
        }
    }

    /// <summary>Conditions that must all hold and cannot, and those that stand twice.</summary>
    private static void CheckTogether(Page page, Condition condition)
    {
        foreach (var part in Parts(condition))
        {
            CheckTogether(page, part);
        }

        var tests = Parts(condition).OfType<Condition.Test>().ToList();
        foreach (var (first, second) in tests.SelectMany((t, i) => tests.Take(i).Select(other => (other, t))))
        {
            if (first with { ClearsAt = null } == second with { ClearsAt = null })
            {
                page.Say(page.At(second), "this condition stands here twice; keep one");
            }
            else if (condition is Condition.All && first.Value == second.Value && (Excludes(first, second) || Excludes(second, first)))
            {
                page.Say(page.At(second), $"this and the condition on line {page.At(first).Line} can never both be so; change one, or join them by `any`");
            }
        }
    }

    private static bool Excludes(Condition.Test one, Condition.Test other) => (one.Comparison, other.Comparison) switch
    {
        (Comparison.Is, Comparison.Is) => one.Answer != other.Answer,
        (Comparison.AtLeast, Comparison.Below) => one.Limit >= other.Limit,
        (Comparison.AtLeast, Comparison.AtMost) => one.Limit > other.Limit,
        _ => false,
    };

    /// <param name="beside">Conditions that must hold as well.</param>
    private static void CheckCrisis(Page page, Trigger trigger, Condition condition, IReadOnlyList<Condition> beside)
    {
        switch (condition)
        {
            case Condition.All or Condition.Any:
                var with = condition is Condition.All all ? [.. beside, .. all.Of] : beside;
                foreach (var part in Parts(condition))
                {
                    CheckCrisis(page, trigger, part, with);
                }

                break;
            case Condition.Test { Comparison: Comparison.AtLeast } test when PartOf(test.Value) is { } part
                && trigger.AndAtLeast is null && page.Find(trigger, "andAtLeast") is null && !beside.Any(b => Counts(b, part)):
                page.Say(
                    page.At(test),
                    $"a {(test.Value is TriggerValue.Percent ? "percentage" : "ratio")} alone makes a crisis of one in four; join it by `all` with a count: `{{ measure: {part}, atLeast: 3 }}`");
                break;
            default:
                break;
        }
    }

    private static string? PartOf(TriggerValue value) => value switch
    {
        TriggerValue.Percent p => p.Measure,
        TriggerValue.Ratio r => r.Measure,
        _ => null,
    };

    private static bool Counts(Condition condition, string measure) =>
        condition is Condition.Test { Comparison: Comparison.AtLeast, Value: TriggerValue.Reading reading } && reading.Measure == measure;

    private static IReadOnlyList<Condition> Parts(Condition condition) => condition switch
    {
        Condition.All all => all.Of,
        Condition.Any any => any.Of,
        Condition.Not not => [not.Of],
        _ => [],
    };
}
