using System.Text.Json;
using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>No step of a ladder goes to somebody who could never receive it, and no case to somebody who is never told.</summary>
/// <remarks>That steps follow one another in time is a rule of keys; that the longest still falls into a season, the reader's own limit of hours sees to.</remarks>
internal static class LadderRules
{
    private const string Provider = "provider";

    public static void Check(Page page, Checklist checklist)
    {
        foreach (var ladder in checklist.Ladders)
        {
            foreach (var step in ladder.Steps)
            {
                CheckTold(page, step);
                CheckCondition(page, ladder, step);
            }
        }

        foreach (var trigger in checklist.Triggers)
        {
            foreach (var level in trigger.Levels.Where(page.IsReadable))
            {
                CheckLevel(page, checklist, trigger, level);
            }
        }
    }

    /// <summary>Ladders that no level starts. They are no mistake: whoever raises a case by hand can choose one.</summary>
    public static IEnumerable<string> Unused(Checklist checklist) => checklist.Ladders.Select(l => l.Key)
        .Where(key => checklist.Triggers.All(t => t.Levels.All(l => l.Ladder != key)));

    private static void CheckTold(Page page, LadderStep step)
    {
        for (var i = 0; i < step.Tell.Count; i++)
        {
            var role = step.Tell[i];
            if (Roles.Find(role) is { CanBeTold: false } nobody)
            {
                var instead = nobody.Side is null ? "somebody who can pass it on" : $"`{nobody.Side}-lead`";
                page.Say(page.At(step, "tell", i), $"nobody could ever be told as `{role}`: no user wears it as a hat and no authority records a contact for it; tell {instead}");
            }

            if (step.Tell.Take(i).Contains(role))
            {
                page.Say(page.At(step, "tell", i), $"`{role}` is told twice at the same time; name it once");
            }
        }
    }

    private static void CheckCondition(Page page, Ladder ladder, LadderStep step)
    {
        // In office hours it differs: the first step waits for the opening, and somebody may answer before.
        if (page.IsReadable(ladder) && page.IsReadable(step) && step is { AfterHours: 0, UnlessAcknowledged: true } && ladder.Clock == LadderClock.RoundTheClock)
        {
            page.Say(page.KeyOf(step, "unless"), "this step is taken at once, when nobody can have acknowledged; leave `unless` out, or give it more hours");
        }
    }

    private static void CheckLevel(Page page, Checklist checklist, Trigger trigger, Level level)
    {
        if (trigger.Subject != SubjectScope.Provider && level.Tier == Tier.Provider)
        {
            page.Say(page.At(level, "tier"), $"a case about {About(trigger.Subject)} does not start with a provider; use `authority` or `region`");
        }

        if (checklist.Ladders.FirstOrDefault(l => l.Key == level.Ladder) is not { Steps.Count: > 0 } ladder || ladder.Steps.Any(s => !page.IsReadable(s)))
        {
            return;
        }

        var told = ladder.Steps.SelectMany(s => s.Tell).ToHashSet(StringComparer.Ordinal);
        if (trigger.Subject != SubjectScope.Provider && told.Contains(Provider))
        {
            page.Say(page.At(level, "ladder"), $"`{ladder.Key}` tells the provider, and a case about {About(trigger.Subject)} has none; use a ladder without `{Provider}`");
        }

        // The region hears of its cases whatever the ladder says: its queue has no office hours.
        if (level.Tier != Tier.Region && !(trigger.Subject != SubjectScope.Provider && level.Tier == Tier.Provider) && !told.Any(r => SideOf(r) == level.Tier))
        {
            var side = JsonNamingPolicy.KebabCaseLower.ConvertName(level.Tier.ToString());
            page.Say(
                page.At(level, "ladder"),
                $"the case starts with the {side}, and `{ladder.Key}` tells nobody there; let a step tell `{(level.Tier == Tier.Provider ? Provider : "authority-lead")}`, or use another ladder");
        }
    }

    private static string About(SubjectScope scope) => scope == SubjectScope.Organisation ? "an organisation" : "the authority";

    private static Tier? SideOf(string role) => Enum.TryParse<Tier>(Roles.Find(role)?.Side, ignoreCase: true, out var side) ? side : null;
}
