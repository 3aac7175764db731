using System.Globalization;
using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Checklists;

/// <summary>One small change at a place of a checklist.</summary>
/// <param name="At">What is replaced.</param>
/// <param name="What">The key changed, for sentences.</param>
internal sealed record Nudge(YamlNode At, YamlNode Instead, YamlNode Place, string What, string Was, string Is);

/// <summary>What is nudged in a checklist, and how.</summary>
/// <remarks>
/// Every whole number and date of a trigger, a ladder's every hour, how long an answer is fresh, when an item is due: one up and one down.
/// A word that has others of its kind: each of them. A new key of a trigger that holds a number is nudged without being named here.
/// What a file leaves out is the language's own and is tested there, save where leaving it out decides whether a level is sustained.
/// </remarks>
internal static class Nudges
{
    private const string Suppression = "suppressedBy";
    private const string AnyOf = "anyOf";

    private static readonly string[] _percentages = ["percent", "share", "over"];
    private static readonly string[] _since = ["previous-period", "last-year"];
    private static readonly string[] _needsAll = ["measure", "percent", "silentFor"];

    public static IEnumerable<Nudge> Of(Site site, YamlMap root) => site.Node switch
    {
        YamlText text when IsNudged(site) && text.Meaning is YamlMeaning.WholeNumber => Numbers(site, text, root),
        YamlText text when IsNudged(site) && DateOnly.TryParseExact(text.Text, TestTimes.DateAlone, out var date) =>
            new[] { -1, 1 }.Where(d => !IsBeforeAnyAnswer(site, date, d, root)).Select(d => Word(site, text, date.AddDays(d).ToString(TestTimes.DateAlone, CultureInfo.InvariantCulture))),
        YamlText text => Others(site, root).Distinct().Where(w => w != text.Text).Select(w => Word(site, text, w)),
        YamlList list when site is { Part: "ladders", Key: "tell" } => list.Values.Count < 2 ? [] : list.Values.Select(v => Without(site, list, v)),
        YamlList list when site is { Part: "triggers", Path: [Suppression] } => list.Values.OfType<YamlMap>().Select(by => Unsuppressed(site, list, by)),
        YamlList list when site is { Part: "triggers", Key: AnyOf } => list.Values.Count < 3 ? [] : list.Values.Select(v => Without(site, list, v)),
        YamlMap map => Groups(site, map),
        _ => [],
    };

    private static bool IsNudged(Site site) => site.Part switch
    {
        "measures" => site.Path[0] is "freshFor" or "fixed",
        "items" => site.Path[0] is "due" or "fixed",
        _ => site.Key is not ("title" or "note"),
    };

    /// <remarks>Nothing is fewer than none, and no part is more than the whole: beyond them a limit says what it said before.</remarks>
    private static IEnumerable<Nudge> Numbers(Site site, YamlText text, YamlMap root)
    {
        var number = long.Parse(text.Text, CultureInfo.InvariantCulture);
        var most = IsPercentage(site, root) ? 100 : long.MaxValue;
        return new[] { number - 1, number + 1 }.Where(n => n >= 0 && n <= most).Select(n => Word(site, text, n.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether a trigger would begin a day sooner, on which something that it cannot do without is not asked yet: then there is nothing to judge.</summary>
    private static bool IsBeforeAnyAnswer(Site site, DateOnly date, int days, YamlMap root) =>
        (site.Part, site.Key, days) is ("triggers", "from", -1) && site.Thing.Find("value")?.Value is YamlMap value && _needsAll.Any(k => value.Find(k) is not null)
        && Site.Texts(value).ToHashSet(StringComparer.Ordinal) is var read
        && Site.Things(root).Any(t => t.Part == "measures" && read.Contains(Site.TextOf(t.Thing, "key"))
            && t.Thing.Find("fixed")?.Value is YamlMap asked && Site.TextOf(asked, "from") == date.ToString(TestTimes.DateAlone, CultureInfo.InvariantCulture));

    /// <summary>Whether limits of a place's trigger are in percent.</summary>
    public static bool IsPercentage(Site site, YamlMap root)
    {
        if (site.Key is "atLeastPercent")
        {
            return true;
        }

        var value = site.Thing.Find("value")?.Value as YamlMap;
        var measure = value is null ? "" : Site.TextOf(value, "measure");
        return site.Level is not null && site.Holder == site.Level && value is not null && (_percentages.Any(k => value.Find(k) is not null)
            || Site.Things(root).Any(t => t.Part == "measures" && Site.TextOf(t.Thing, "key") == measure && Site.TextOf(t.Thing, "kind") == "percentage"));
    }

    /// <summary>The words that may stand in a place, its own among them; none for what is not nudged.</summary>
    private static IEnumerable<string> Others(Site site, YamlMap root) => (site.Part, site.Key) switch
    {
        ("triggers", "tier") => Words.All<Tier>(),
        ("triggers", "ladder") => Site.Maps(root, "ladders").Select(l => Site.TextOf(l, "key")),
        ("triggers", "is") => Answers(site.Thing, root),
        ("triggers", "fireOn" or "warnOn") => Words.All<Bound>(),
        ("triggers", "atLeast" or "reaches") => LevelsOf(site, root),
        ("triggers", "since") => _since,
        ("triggers", "in") => Words.All<ChangeUnit>(),
        ("triggers", "at") => Words.All<ItemStatus>(),
        ("triggers", "gaps") => Runs(site.Thing) ? Words.All<Gaps>() : [],

        // Of one reading there is nothing to skip, and of several the two words that do not skip if any is missing say the same.
        ("triggers", "missing") when IsJoined(site.Thing) =>
            ((YamlText)site.Node).Text == Words.Of(MissingStrategy.NeverSkip) ? [Words.Of(MissingStrategy.SkipIfAny)] : [Words.Of(MissingStrategy.NeverSkip)],
        ("triggers", "missing") when IsOfSeveral(site.Thing) =>
            ((YamlText)site.Node).Text == Words.Of(MissingStrategy.SkipIfAny) ? [Words.Of(MissingStrategy.SkipIfAll)] : [Words.Of(MissingStrategy.SkipIfAny)],
        ("ladders", "clock") => Words.All<LadderClock>(),
        _ => [],
    };

    private static IEnumerable<string> Answers(YamlMap trigger, YamlMap root)
    {
        var read = Site.Texts(trigger).ToHashSet(StringComparer.Ordinal);
        var statuses = Site.Things(root).Any(t => t.Part == "items" && read.Contains(Site.TextOf(t.Thing, "key"))) ? Words.All<ItemStatus>() : [];
        return statuses.Concat(Site.Things(root).Where(t => t.Part == "measures" && read.Contains(Site.TextOf(t.Thing, "key")))
            .SelectMany(t => t.Thing.Find("choices")?.Value is YamlMap choices ? choices.Entries.Select(c => c.Key.Text) : ["yes", "no"]));
    }

    /// <summary>Levels of the trigger that a share counts, a condition looks at or that suppresses.</summary>
    private static IEnumerable<string> LevelsOf(Site site, YamlMap root) => Site.Maps(root, "triggers")
        .Where(t => LooksAt(site.Holder, Site.TextOf(t, "key"))).SelectMany(t => Site.Maps(t, "levels")).Select(l => Site.TextOf(l, "level"));

    private static bool LooksAt(YamlMap holder, string trigger) => holder.Find(AnyOf)?.Value is YamlList several
        ? several.Values.OfType<YamlText>().Any(t => t.Text == trigger)
        : Site.TextOf(holder, "trigger") == trigger;

    private static bool IsOfSeveral(YamlMap trigger) =>
        trigger.Find("value")?.Value is YamlMap value && (value.Find("least") ?? value.Find("most")) is not null;

    private static bool IsJoined(YamlMap trigger) => Site.Maps(trigger, "levels").Any(l => l.Find("when") is not null);

    /// <summary>Whether any level must last; else there is no run for a gap to break.</summary>
    private static bool Runs(YamlMap trigger) =>
        Site.Maps(trigger, "levels").Any(l => l.Find("periods")?.Value is YamlText { Text: not "1" } || l.Find("for") is not null || l.Find("ofLast") is not null);

    private static IEnumerable<Nudge> Groups(Site site, YamlMap map)
    {
        if (site.Part == "ladders" && map.Find("unless") is { } unless)
        {
            yield return new Nudge(map, new YamlMap(map.Line, map.Column, [.. map.Entries.Where(e => e != unless)]), unless.Value, "unless", "acknowledged", "left out");
        }

        if (site.Part != "triggers")
        {
            yield break;
        }

        // The same limit, with and without what is exactly at it.
        foreach (var (from, to) in new[] { ("below", "atMost"), ("atMost", "below") })
        {
            if (ReferenceEquals(site.Level, map) && map.Find(from) is { Value: YamlText limit } strict)
            {
                var renamed = strict with { Key = strict.Key with { Text = to } };
                yield return new Nudge(map, new YamlMap(map.Line, map.Column, [.. map.Entries.Select(e => e == strict ? renamed : e)]), limit, from, limit.Text, $"`{to}: {limit.Text}`");
            }
        }

        if (ReferenceEquals(site.Level, map) && map.Find("periods") is null)
        {
            yield return With(map, map, "periods", "1", "2");
        }

        if (ReferenceEquals(site.Thing, map) && map.Find("gaps") is null && Runs(map))
        {
            yield return With(map, map, "gaps", Words.Of(Gaps.Hold), Words.Of(Gaps.Reset));
        }

        if (ReferenceEquals(site.Thing, map) && map.Find("missing") is null && IsJoined(map))
        {
            yield return With(map, map.Find("levels")!.Value, "missing", Words.Of(MissingStrategy.NeverSkip), Words.Of(MissingStrategy.SkipIfAny));
        }

        if (ReferenceEquals(site.Thing, map) && map.Find("missing") is null && IsOfSeveral(map))
        {
            yield return With(map, map.Find("value")!.Value, "missing", Words.Of(MissingStrategy.SkipIfAny), Words.Of(MissingStrategy.SkipIfAll));
        }
    }

    private static Nudge Word(Site site, YamlText text, string word) => new(text, text with { Text = word }, text, NameOf(site), text.Text, word);

    private static Nudge Without(Site site, YamlList list, YamlNode role) => new(
        list, new YamlList(list.Line, list.Column, [.. list.Values.Where(v => !ReferenceEquals(v, role))]), role, NameOf(site), ((YamlText)role).Text, "left out");

    /// <summary>One suppressor left out; the last takes the key with it, for the reader refuses an empty list.</summary>
    private static Nudge Unsuppressed(Site site, YamlList list, YamlMap by)
    {
        var (what, was) = ($"without `{Site.TextOf(by, "trigger")}`", "with it");
        return list.Values.Count > 1
            ? new Nudge(list, new YamlList(list.Line, list.Column, [.. list.Values.Where(v => !ReferenceEquals(v, by))]), by, Suppression, was, what)
            : new Nudge(site.Thing, new YamlMap(site.Thing.Line, site.Thing.Column, [.. site.Thing.Entries.Where(e => !ReferenceEquals(e.Value, list))]), by, Suppression, was, what);
    }

    private static Nudge With(YamlMap map, YamlNode place, string key, string was, string word) => new(
        map, new YamlMap(map.Line, map.Column, [.. map.Entries, new YamlEntry(new YamlText(map.Line, map.Column, key, false), new YamlText(map.Line, map.Column, word, false))]),
        place, key, $"left out, which is {was}", word);

    /// <summary>The key, with the one before it where it says too little by itself.</summary>
    private static string NameOf(Site site) => site.Key is "days" or "hours" or "count" or "measure" or "from" or "to" or "by" or "workingDays" || site.Path is [Suppression, _]
        ? string.Join('.', site.Path.TakeLast(2))
        : site.Key;
}
