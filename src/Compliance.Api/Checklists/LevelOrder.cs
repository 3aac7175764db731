using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;

namespace Compliance.Api.Checklists;

/// <summary>Levels rise: each is harder to reach than the one before it, by its limit or by how long it must last.</summary>
internal static class LevelOrder
{
    public static void CheckOrder(Page page, Level lower, Level higher)
    {
        if (higher.Name <= lower.Name)
        {
            page.Say(page.At(higher, "level"), $"levels stand in rising order; put {Words.Of(higher.Name)} before {Words.Of(lower.Name)}, once each");
        }
        else if (lower.When is { } low && higher.When is { } high)
        {
            CheckJoined(page, lower, higher, low, high);
        }
        else if (lower.When is null && higher.When is null)
        {
            CheckLimits(page, lower, higher);
        }
    }

    private static void CheckLimits(Page page, Level lower, Level higher)
    {
        if (higher.Comparison != lower.Comparison)
        {
            page.Say(page.At(higher), "all levels of a trigger compare in one way; use the same of `atLeast`, `atMost`, `below` and `is`");
            return;
        }

        var (high, low) = (Words.Of(higher.Name), Words.Of(lower.Name));
        var lasts = higher.Limit == lower.Limit && Lasting.IsLonger(lower, higher);
        if (higher.Comparison is Comparison.AtLeast && higher.Limit <= lower.Limit && !lasts)
        {
            page.Say(page.At(higher, "atLeast"), $"the limit of {high} is not above that of {low}; limits rise with the levels");
        }
        else if (higher.Comparison is Comparison.AtMost or Comparison.Below && higher.Limit >= lower.Limit && !lasts)
        {
            page.Say(page.At(higher, LevelRules.Key(higher)), $"the limit of {high} is not below that of {low}; limits fall with the levels");
        }
        else if (higher.Comparison is Comparison.Is && higher.Answer == lower.Answer && !Lasting.IsLonger(lower, higher))
        {
            page.Say(page.At(higher, "is"), $"{low} already stands for `{higher.Answer}`; name another answer");
        }
    }

    private static void CheckJoined(Page page, Level lower, Level higher, Condition low, Condition high)
    {
        var sameForm = Canonical.Write(Form(low)).AsSpan().SequenceEqual(Canonical.Write(Form(high)));
        if (!sameForm || Lasting.IsLonger(lower, higher))
        {
            return;
        }

        var pairs = low.Tests.Zip(high.Tests).ToList();
        if (pairs.All(p => p.First.Limit == p.Second.Limit))
        {
            page.Say(
                page.At(higher, "when"),
                $"{Words.Of(lower.Name)} already stands for these conditions; change one, or say by `for` or `periods` that {Words.Of(higher.Name)} lasts longer");
        }
        else if (!HasNot(low) && pairs.All(p => IsNoHarder(p.First, p.Second)))
        {
            page.Say(
                page.At(higher, "when"),
                $"{Words.Of(higher.Name)} is reached no later than {Words.Of(lower.Name)}; its limits must be harder to reach");
        }
    }

    /// <summary>The conditions without their limits; one that is joined with nothing stands for itself.</summary>
    private static Condition Form(Condition condition) => condition switch
    {
        Condition.All { Of: [var only] } => Form(only),
        Condition.Any { Of: [var only] } => Form(only),
        Condition.All all => new Condition.All([.. all.Of.Select(Form)]),
        Condition.Any any => new Condition.Any([.. any.Of.Select(Form)]),
        Condition.Not not => new Condition.Not(Form(not.Of)),
        _ => (Condition.Test)condition with { Limit = 0, ClearsAt = null },
    };

    private static bool HasNot(Condition condition) => condition switch
    {
        Condition.All all => all.Of.Any(HasNot),
        Condition.Any any => any.Of.Any(HasNot),
        _ => condition is Condition.Not,
    };

    private static bool IsNoHarder(Condition.Test lower, Condition.Test higher) =>
        lower.Comparison is Comparison.AtLeast ? higher.Limit <= lower.Limit : higher.Limit >= lower.Limit;
}
