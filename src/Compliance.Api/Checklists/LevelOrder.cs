using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Levels rise, and each clears on the good side of its limit.</summary>
internal static class LevelOrder
{
    private const string Reached = "the level would clear while it is reached";

    public static void CheckOrder(Page page, Level lower, Level higher)
    {
        if (higher.Name <= lower.Name)
        {
            page.Say(page.At(higher, "level"), $"levels stand in rising order; put {Words.Of(higher.Name)} before {Words.Of(lower.Name)}, once each");
            return;
        }

        if (higher.Comparison != lower.Comparison)
        {
            page.Say(page.At(higher), "all levels of a trigger compare in one way; use the same of `atLeast`, `atMost`, `below` and `is`");
            return;
        }

        var (high, low) = (Words.Of(higher.Name), Words.Of(lower.Name));

        // The same limit held for longer is a higher level too.
        var lasts = higher.Limit == lower.Limit && higher.Periods > lower.Periods;
        if (higher.Comparison is Comparison.AtLeast && higher.Limit <= lower.Limit && !lasts)
        {
            page.Say(page.At(higher, "atLeast"), $"the limit of {high} is not above that of {low}; limits rise with the levels");
        }
        else if (higher.Comparison is Comparison.AtMost or Comparison.Below && higher.Limit >= lower.Limit && !lasts)
        {
            page.Say(page.At(higher, LevelRules.Key(higher)), $"the limit of {high} is not below that of {low}; limits fall with the levels");
        }
        else if (higher.Comparison is Comparison.Is && higher.Answer == lower.Answer && higher.Periods <= lower.Periods)
        {
            page.Say(page.At(higher, "is"), $"{low} already stands for `{higher.Answer}`; name another answer");
        }
    }

    public static void CheckClearing(Page page, Level level)
    {
        if (level.Comparison is Comparison.AtLeast && level.ClearsAt > level.Limit)
        {
            page.Say(
                page.At(level, "clearsBelow"),
                FormattableString.Invariant($"`clearsBelow` is above the limit, so that {Reached}; use at most {level.Limit}"));
        }
        else if (level.Comparison is Comparison.AtMost or Comparison.Below && level.ClearsAt < level.Limit)
        {
            page.Say(
                page.At(level, "clearsAbove"),
                FormattableString.Invariant($"`clearsAbove` is below the limit, so that {Reached}; use at least {level.Limit}"));
        }
    }
}
