using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Whom a checklist names must be known, so that a slip of the pen does not leave somebody untold.</summary>
internal static class RoleRules
{
    public static void Check(Page page, Checklist checklist)
    {
        CheckKnown(page, checklist.Nations, Nations.All, "nation", i => page.Along(checklist, "appliesTo", "nations") is YamlList list ? list.Values[i] : page.At(checklist));
        IReadOnlyList<string> nations = checklist.Nations.Count > 0 ? checklist.Nations : Nations.All;
        foreach (var item in checklist.Items)
        {
            CheckRoles(page, nations, item, "with", item.With);
            CheckRoles(page, nations, item, "tell", item.Tell);
        }

        foreach (var measure in checklist.Contingency)
        {
            CheckRoles(page, nations, measure, "responsible", measure.Responsible);
        }

        foreach (var step in checklist.Ladders.SelectMany(l => l.Steps))
        {
            CheckRoles(page, nations, step, "tell", step.Tell);
        }
    }

    private static void CheckRoles(Page page, IReadOnlyList<string> nations, object thing, string key, IReadOnlyList<string> roles)
    {
        CheckKnown(page, roles, Roles.All, "role", i => page.At(thing, key, i));
        for (var i = 0; i < roles.Count; i++)
        {
            if (Roles.Find(roles[i]) is { } role && nations.Where(n => Nations.All.Contains(n) && !role.ExistsIn(n)).ToList() is { Count: > 0 } without)
            {
                page.Say(page.At(thing, key, i), () =>
                    $"there is no `{role.Key}` in {string.Join(" or ", without)}, for which the checklist is written; name who does this there, or leave it to {string.Join(" and ", role.Nations!)} in `appliesTo`");
            }
        }
    }

    private static void CheckKnown(Page page, IReadOnlyList<string> named, IReadOnlyList<string> known, string what, Func<int, YamlNode> placeOf)
    {
        for (var i = 0; i < named.Count; i++)
        {
            var key = named[i];
            if (key.Length > 0 && !known.Contains(key))
            {
                page.Say(placeOf(i), () => $"unknown {what} `{key}`; {Nearest.Mend(key, known, $"the {what}s are in `reference/{what}s.json`")}");
            }
        }
    }
}
