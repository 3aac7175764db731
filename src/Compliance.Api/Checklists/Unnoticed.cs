using System.Globalization;
using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>Says which change no test notices, and what a test would have to say to notice it.</summary>
internal static class Unnoticed
{
    /// <param name="near">The test that comes nearest; null when none looks there at all.</param>
    public static Mistake Of(string file, Mutant mutant, YamlMap root, string? near)
    {
        var (site, nudge) = (mutant.Site, mutant.Nudge);
        var level = site.LevelName.Length > 0 ? $"{site.LevelName} of " : "";
        var where = near is null ? "write a test that has" : $"to “{near}”, or to another test, add";
        return new Mistake(
            file, nudge.Place.Line, nudge.Place.Column,
            $"no test notices when `{nudge.What}` of {level}`{site.Of}` is {nudge.Is}, not {nudge.Was}; {where} {Mend(site, nudge, root)}");
    }

    private static string Mend(Site site, Nudge nudge, YamlMap root)
    {
        var (level, unit) = (site.LevelName, Nudges.IsPercentage(site, root) ? " %" : "");
        var (was, now) = (nudge.Was + unit, nudge.Is + unit);
        var up = long.TryParse(nudge.Was, CultureInfo.InvariantCulture, out var before) && long.TryParse(nudge.Is, CultureInfo.InvariantCulture, out var after) && after > before;
        return (site.Part, nudge.What) switch
        {
            (_, _) when nudge.Is.StartsWith('`') => $"a step at exactly {was} that expects what `{nudge.What}` says of it",
            ("triggers", "atLeast") when site.Level is null => "a step at which the share differs by the providers between the two levels (`share`)",
            ("triggers", "atLeast") => up ? $"a step at {was} that expects {level}" : $"a step below {was}, at {now} or above it, that does not expect {level}",
            ("triggers", "atMost") => up ? $"a step above {was}, at {now} or below it, that does not expect {level}" : $"a step at {was} that expects {level}",
            ("triggers", "below") => up ? $"a step at {was} that does not expect {level}" : $"a step below {was}, at {now} or above it, that expects {level}",
            ("triggers", "clearsBelow") => up ? $"after {level} a step at {was} that still expects it" : $"after {level} a step below {was}, at {now} or above it, that expects it no more",
            ("triggers", "clearsAbove") => up ? $"after {level} a step above {was}, at {now} or below it, that expects it no more" : $"after {level} a step at {was} that still expects it",
            ("triggers", "atLeast.workingDays") => up
                ? $"a tick at the midnight at which {was} working days have wholly passed, that expects {level}"
                : $"a tick a minute before {was} working days have wholly passed, that does not expect {level}",
            ("triggers", "andAtLeast.count") => up ? $"a step at which the limit is reached and {was} are counted, that expects a level" : $"a step at which the limit is reached and only {now} are counted, that expects clear",
            ("triggers", "periods") => up || nudge.Is == "2"
                ? $"so many reports at its limit as it needs, the last expecting {level}"
                : $"{now} reports at its limit in a row, the last expecting `whyNot: {{ {level}: sustained }}`",
            ("triggers", "watch.days") => $"`act: stand-down` and a new firing {was} days after it (`reopened: true`), and another a minute later than that (`reopened: false`)",
            ("triggers", "atLeastPercent" or "atLeastProviders") => up
                ? $"a step at which exactly {was} report and the `share` is known"
                : $"a step at which fewer than {was} report, but {now}, that expects `warned: false` and `whyNot` unknown",
            ("triggers", "tier") => $"`tier` where it expects {level}",
            ("triggers", "ladder") => $"`told` and `answerBy` where it expects {level}, and a tick at each step of the ladder",
            ("triggers", "is") => $"a step that answers `{nudge.Was}` and expects {level}, and one that answers `{nudge.Is}` and does not",
            ("triggers", "suppressedBy") =>
                $"a step at which `{Site.TextOf((YamlMap)nudge.Place, "trigger")}` stands that high with an open case while `{site.Of}` first reaches a level, that expects `suppressedBy` and `told: []`",
            ("triggers", "suppressedBy.atLeast") =>
                $"a step at which `{Other(site)}` stands at {Lower(nudge)} with an open case while `{site.Of}` first reaches a level, that expects {(IsRaised(nudge) ? $"`suppressedBy: {Other(site)}`" : "who is `told`")}",
            ("triggers", "reaches") =>
                $"a step at which `{Other(site)}` stands at {Lower(nudge)} and nothing else decides, that {(IsRaised(nudge) != site.Path.Contains("not") ? "expects" : "does not expect")} {level}",
            ("triggers", "for.hours" or "for.days" or "for.workingDays") => up
                ? $"a tick {After(nudge)} the report that reaches the limit, that expects {level}; report the same in between if it would not count for so long"
                : $"a tick {JustBefore(nudge)} since the report that reaches the limit, that expects `whyNot: {{ {level}: sustained }}`",
            ("triggers", "holdFor.hours" or "holdFor.days" or "holdFor.workingDays") => up
                ? $"after {level} a report past its clearing limit, and a tick {After(nudge)} {level} was reached, that expects it no more"
                : $"after {level} a report past its clearing limit, and a tick {JustBefore(nudge)} since {level} was reached, that still expects it",
            ("triggers", "atLeast.days") => up
                ? $"a tick {After(nudge)} it began, that expects {level}"
                : $"a tick {JustBefore(nudge)} since it began, that does not expect {level}",
            ("triggers", "gaps") => Lasting(site) is var (lasting, span)
                ? $"a report that reaches the limit, one that answers `unknown`, one that reaches it again, and a tick once it has been reached for {span} with the gap left out, "
                    + $"that expects {(nudge.Was.Contains("hold", StringComparison.Ordinal) ? lasting : $"`whyNot: {{ {lasting}: sustained }}`")}"
                : "a period without a report between two that reach the limit",
            ("triggers", "missing") => "a step at which one reading is `unknown` and another reaches the limit",
            ("triggers", "fireOn" or "warnOn") => "a step at which only silent providers could reach the limit, with `level`, `warned` and `share`",
            ("ladders", "answerWithin.hours") => "`answerBy` after a report at a working hour",
            ("ladders", "after.hours") => $"a tick a minute before {was} hours have passed and one at the minute, both with `told`",
            ("ladders", "clock") => "a report in the evening with `answerBy`",
            ("ladders", "unless") => "`act: acknowledge` before the step, and a tick after it with `told`",
            ("ladders", _) => "a tick at that step with `told`",
            ("measures", "freshFor.days") => $"two ticks with `unknown`: {was} days after a report to the minute, and a minute later",
            ("measures", _) => "a report of the day before that is `refused`, and one of the day itself; or of the last day and the day after",
            ("items", _) => "two ticks that expect its `state`: the last minute before it changes, and the minute after",
            _ => "a step at which the two differ",
        };
    }

    /// <summary>The trigger that a place looks at.</summary>
    private static string Other(Site site) => Site.TextOf(site.Holder, "trigger");

    private static bool IsRaised(Nudge nudge) => Words.Find<TriggerLevel>(nudge.Is) > Words.Find<TriggerLevel>(nudge.Was);

    /// <summary>The level at which only one of the two says something.</summary>
    private static string Lower(Nudge nudge) => IsRaised(nudge) ? nudge.Was : nudge.Is;

    private static string After(Nudge nudge) => IsWorking(nudge)
        ? $"at the midnight at which {nudge.Was} working days have wholly passed after"
        : $"{LengthOf(nudge)} after";

    private static string JustBefore(Nudge nudge) => $"a minute before {LengthOf(nudge)} have {(IsWorking(nudge) ? "wholly " : "")}passed";

    private static bool IsWorking(Nudge nudge) => nudge.What.EndsWith("workingDays", StringComparison.Ordinal);

    /// <remarks>Of one that falls and one that rises it is the same: what the file says now.</remarks>
    private static string LengthOf(Nudge nudge) => Length(nudge.What[(nudge.What.IndexOf('.', StringComparison.Ordinal) + 1)..], nudge.Was);

    private static string Length(string unit, string number) => $"{number} {(unit == "workingDays" ? "working days" : unit)}";

    /// <summary>The first level that must last for a time, and for how long; null where none must.</summary>
    private static (string Level, string Length)? Lasting(Site site) => Site.Maps(site.Thing, "levels")
        .Where(l => l.Find("for")?.Value is YamlMap { Entries.Count: 1 })
        .Select(l => ((YamlMap)l.Find("for")!.Value).Entries[0] is var span ? ((string, string)?)(Site.TextOf(l, "level"), Length(span.Key.Text, ((YamlText)span.Value).Text)) : null)
        .FirstOrDefault();
}
