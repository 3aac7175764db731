using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;

namespace Compliance.Api.Checklists;

/// <summary>Versions that a newer one has replaced. Plans run on them, and answers given to them stay readable.</summary>
internal static class PastVersions
{
    public const string Folder = "past";

    /// <param name="newest">The checklists as they are today.</param>
    public static IEnumerable<Mistake> Check(string file, ChecklistReading reading, IReadOnlyList<ChecklistReading> newest)
    {
        if (reading.Draft is not var (past, page))
        {
            return [];
        }

        var drafts = newest.Select(r => r.Draft).OfType<(Checklist Checklist, Page Page)>().ToList();
        var mistakes = Standing(file, past, page, drafts.Select(d => d.Checklist).FirstOrDefault(c => c.Key == past.Key)).ToList();
        var today = drafts.SelectMany(d => KeyRules.Named(d.Checklist).Select(n => (d.Checklist, d.Page, n.Key, n.Thing, n.What)))
            .ToLookup(n => n.Key, StringComparer.Ordinal);
        foreach (var (key, thing, _) in KeyRules.Named(past))
        {
            foreach (var now in today[key].Where(n => !MeansTheSame(past, thing, n.Checklist, n.Thing)))
            {
                var place = page.At(thing, "key");
                var where = $"version {now.Checklist.Version} of `{now.Checklist.Key}` on line {now.Page.At(now.Thing).Line}";
                mistakes.Add(new Mistake(file, place.Line, place.Column, thing is Measure && now.Thing is Measure
                    ? $"`{key}` means something else in {where}; a version does not change what an answer means, so give that one another key"
                    : $"`{key}` is {now.What} in {where}; a key is never used again for something else, so give that one another key"));
            }
        }

        return mistakes;
    }

    private static IEnumerable<Mistake> Standing(string file, Checklist past, Page page, Checklist? newest)
    {
        var place = page.At(past, "version");
        var name = FormattableString.Invariant($"{past.Key}.{past.Version}.yaml");
        if (Path.GetFileName(file) != name)
        {
            yield return new Mistake(file, place.Line, place.Column, $"a past version is named after its checklist and version; call it `{name}`");
        }

        if (past.Status is not ChecklistStatus.Published)
        {
            var status = page.At(past, "status");
            yield return new Mistake(file, status.Line, status.Column, "a past version was published; delete a draft that was not");
        }

        if (newest is null || newest.Version <= past.Version)
        {
            yield return new Mistake(file, place.Line, place.Column, newest is null
                ? $"there is no checklist `{past.Key}` today; keep its newest version beside the others"
                : $"the version of today is {newest.Version}, which is not above this one; give it a higher number");
        }
    }

    /// <remarks>Between versions a question may be asked more often, of others and for another reason; what an answer says may not change.</remarks>
    private static bool MeansTheSame(Checklist past, object thing, Checklist now, object other) => (thing, other) switch
    {
        (Measure one, Measure two) => Meaning(one) == Meaning(two),
        (Item, Item) or (Trigger, Trigger) => past.Key == now.Key,
        _ => false,
    };

    private static string Meaning(Measure measure) => Convert.ToHexString(
        Canonical.Hash(Canonical.Write(new { measure.Question, measure.Kind, measure.Owner, measure.Unit, measure.Choices })));
}
