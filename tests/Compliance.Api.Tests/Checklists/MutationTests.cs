using Compliance.Api.Authorities;
using Compliance.Api.Checklists;
using Compliance.Api.Yaml;
using Compliance.Domain.Calendars;

namespace Compliance.Api.Tests.Checklists;

public sealed class MutationTests
{
    private static readonly Calendar _calendar = ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf("england");

    [Fact]
    public void Tests_that_look_at_both_sides_of_everything_notice_every_change()
    {
        var result = Run(TinyChecklist.Text, TinyChecklist.Tests);

        Assert.Empty(result.Unnoticed);
        Assert.True(result.Tried >= 20, $"Only {result.Tried} changes were tried.");
    }

    [Theory]
    [InlineData("{ absent: 9 }", "{ absent: 8 }", 39, "`atLeast` of amber of `absence` is 9, not 10")]
    [InlineData("{ absent: 10 }", "{ absent: 11 }", 39, "`atLeast` of amber of `absence` is 11, not 10")]
    [InlineData("readings: { absent: 8 }", "readings: { absent: 9 }", 39, "`clearsBelow` of amber of `absence` is 9, not 8")]
    [InlineData("readings: { absent: 7 }", "readings: { absent: 6 }", 39, "`clearsBelow` of amber of `absence` is 7, not 8")]
    [InlineData("told: [authority-lead], tier: authority, answerBy: 2026-11-05T00:00", "tier: authority", 56, "`clock` of `desk` is working-hours, not round-the-clock")]
    [InlineData("told: [authority-lead], tier: authority, ", "", 39, "`tier` of amber of `absence` is region, not authority")]
    [InlineData("\"2026-11-12T09:00\"", "\"2026-11-11T09:00\"", 16, "`freshFor.days` of `absent` is 7, not 8")]
    [InlineData("\"2026-11-12T09:01\"", "\"2026-11-13T09:01\"", 16, "`freshFor.days` of `absent` is 9, not 8")]
    [InlineData(", whyNot: { red: unknown }, warned: false", "", 49, "`atLeastPercent` of `widespread` is 59, not 60")]
    [InlineData("{ trigger: widespread, of: authority, level: clear, whyNot: { red: unknown } } ] }\n  - name: Two", "{ trigger: absence, of: elm, level: amber } ] }\n  - name: Two", 49, "`atLeastProviders` of `widespread` is 1, not 2")]
    [InlineData("oak: care-home }\n    steps:\n      - { report: 2026-11-04, of: [elm, oak]", "oak: care-home, ash: care-home }\n    steps:\n      - { report: 2026-11-04, of: [elm, oak, ash]", 49, "`atLeastProviders` of `widespread` is 3, not 2")]
    [InlineData("warned: true, ", "", 48, "`warnOn` of `widespread` is lower-bound, not upper-bound")]
    public void What_is_looked_at_from_one_side_only_is_named(string passage, string instead, int line, string change)
    {
        var tests = TinyChecklist.Without(TinyChecklist.Tests, passage, instead);

        var unnoticed = Run(TinyChecklist.Text, tests).Unnoticed;

        Assert.Contains(unnoticed, m => m.Line == line && m.Sentence.StartsWith($"no test notices when {change}; ", StringComparison.Ordinal));
    }

    [Fact]
    public void It_says_where_a_step_is_missing_and_at_what_value()
    {
        var unnoticed = Assert.Single(Run(TinyChecklist.Text, TinyChecklist.Without(TinyChecklist.Tests, "{ absent: 9 }", "{ absent: 8 }")).Unnoticed);

        Assert.Equal(
            "tiny.yaml:39:34: no test notices when `atLeast` of amber of `absence` is 9, not 10; to “Ten are too many until there are fewer than eight”, "
            + "or to another test, add a step below 10, at 9 or above it, that does not expect amber",
            unnoticed.ToString());
    }

    [Fact]
    public void What_no_trigger_reads_and_what_can_change_nothing_is_left_out()
    {
        var mutants = All(TinyChecklist.Text);

        Assert.DoesNotContain(mutants, m => m.Site.Of == "mood");
        Assert.DoesNotContain(mutants, m => m.Site.Key is "missing" or "gaps");
        Assert.Contains(mutants, m => m.Site.Key == "freshFor" || m.Site.Key == "days");
    }

    [Fact]
    public void Gaps_are_tried_where_a_level_needs_several_periods()
    {
        var mutants = All(TinyChecklist.Without(TinyChecklist.Text, "clearsBelow: 8,", "clearsBelow: 8, periods: 2,"));

        Assert.Equal(["reset"], mutants.Where(m => m.Site.Key == "gaps").Select(m => m.Nudge.Is));
        Assert.Equal(["1", "3"], mutants.Where(m => m.Site.Key == "periods").Select(m => m.Nudge.Is));
    }

    [Fact]
    public void No_limit_is_tried_below_none_or_beyond_all()
    {
        var mutants = All(TinyChecklist.Without(TinyChecklist.Text, "atLeast: 50, clearsBelow: 40", "atLeast: 100, clearsBelow: 0"));

        Assert.Equal(["99"], mutants.Where(m => m.Site is { Key: "atLeast", Of: "widespread", Level: not null }).Select(m => m.Nudge.Is));
        Assert.Equal(["1"], mutants.Where(m => m.Site is { Key: "clearsBelow", Of: "widespread" }).Select(m => m.Nudge.Is));
    }

    [Fact]
    public void A_floor_is_tried_with_and_without_what_is_exactly_at_it()
    {
        var mutants = All(TinyChecklist.Without(TinyChecklist.Text, "atLeast: 10, clearsBelow: 8", "below: 10, clearsAbove: 12"));

        Assert.Contains(mutants, m => m.Nudge is { What: "below", Is: "`atMost: 10`" } && m.Read("tiny.yaml") is not null);
    }

    [Fact]
    public void What_its_reader_refuses_is_not_tried()
    {
        // At its limit a level may clear, but not above it: the tenth is refused.
        var mutants = All(TinyChecklist.Without(TinyChecklist.Text, "clearsBelow: 8", "clearsBelow: 10"));

        Assert.Equal([true, false], mutants.Where(m => m.Site is { Key: "clearsBelow", Of: "absence" }).Select(m => m.Read("tiny.yaml") is not null));
    }

    [Fact]
    public void What_speaks_for_another_is_left_out_and_tried_at_its_other_levels()
    {
        var mutants = All(Suppressed(", { trigger: worry, atLeast: amber }")).Where(m => m.Site.Of == "absence" && m.Site.Path is ["suppressedBy", ..]).ToList();

        Assert.Equal(["without `gloom`", "without `worry`", "amber"], mutants.Select(m => m.Nudge.Is));
        Assert.Equal(["worry", "gloom"], mutants.Take(2).Select(m => Assert.Single(m.Read("tiny.yaml")!.Triggers.Single(t => t.Key == "absence").SuppressedBy!).Trigger));
        Assert.Equal(Domain.Checklists.TriggerLevel.Amber, mutants[2].Read("tiny.yaml")!.Triggers.Single(t => t.Key == "absence").SuppressedBy![0].AtLeast);
        var alone = All(Suppressed()).First(m => m.Nudge.What == "suppressedBy");
        Assert.Null(alone.Read("tiny.yaml")!.Triggers.Single(t => t.Key == "absence").SuppressedBy);
    }

    [Fact]
    public void It_says_which_step_would_notice_that_one_speaks_for_another()
    {
        var said = Said(Suppressed(), TinyChecklist.Tests + Gloom);

        Assert.Contains(
            "no test notices when `suppressedBy` of `absence` is without `gloom`, not with it; to “Ten are too many until there are fewer than eight”, or to another test, add "
            + "a step at which `gloom` stands that high with an open case while `absence` first reaches a level, that expects `suppressedBy` and `told: []`", said);
        Assert.Contains(said, s => s.EndsWith(
            "no test notices when `suppressedBy.atLeast` of `absence` is amber, not red; to “Ten are too many until there are fewer than eight”, or to another test, add "
            + "a step at which `gloom` stands at amber with an open case while `absence` first reaches a level, that expects who is `told`", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mood: 6", ", told: [], suppressedBy: gloom", "suppressedBy")]
    [InlineData("mood: 3", ", told: [authority-lead]", "suppressedBy.atLeast")]
    public void The_step_it_asks_for_notices_it(string mood, string expected, string what)
    {
        var step = $$"""

              - name: Gloom and absence
                register: { elm: care-home }
                steps:
                  - { report: 2026-11-04, of: elm, readings: { {{mood}} } }
                  - { report: 2026-11-05, of: elm, kind: update, readings: { absent: 10 }, expect: [ { trigger: absence, of: elm, level: amber{{expected}} } ] }
            """;

        var (without, with) = (Said(Suppressed(), TinyChecklist.Tests + Gloom), Said(Suppressed(), TinyChecklist.Tests + Gloom + step));

        Assert.Contains(without, s => s.Contains($"`{what}` of `absence`", StringComparison.Ordinal));
        Assert.DoesNotContain(with, s => s.Contains($"`{what}` of `absence`", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_what_must_last_it_says_when_to_look()
    {
        var text = TinyChecklist.Without(TinyChecklist.Text, "clearsBelow: 8,", "clearsBelow: 8, for: { hours: 48 },");
        var tests = Lasting("{ tick: 2026-11-07, expect: [ { trigger: absence, of: elm, level: amber } ] }");

        var said = Said(text, tests);

        Assert.Contains(said, s => s.EndsWith(
            "`for.hours` of amber of `absence` is 47, not 48; to “It lasts”, or to another test, add "
            + "a tick a minute before 48 hours have passed since the report that reaches the limit, that expects `whyNot: { amber: sustained }`", StringComparison.Ordinal));
        Assert.Contains(said, s => s.EndsWith(
            "`for.hours` of amber of `absence` is 49, not 48; to “It lasts”, or to another test, add "
            + "a tick 48 hours after the report that reaches the limit, that expects amber; report the same in between if it would not count for so long", StringComparison.Ordinal));
        Assert.Contains(said, s => s.EndsWith(
            "`gaps` of `absence` is reset, not hold; to “It lasts”, or to another test, add "
            + "a report that reaches the limit, one that answers `unknown`, one that reaches it again, and a tick once it has been reached for 48 hours with the gap left out, that expects amber", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ tick: \"2026-11-06T08:59\", expect: [ { trigger: absence, of: elm, level: clear, whyNot: { amber: sustained } } ] }", "47, not 48")]
    [InlineData("{ tick: 2026-11-06, expect: [ { trigger: absence, of: elm, level: amber } ] }", "49, not 48")]
    [InlineData(
        "{ report: 2026-11-05, of: elm, kind: update, readings: { absent: unknown } }\n      - { report: 2026-11-06, of: elm, kind: update, readings: { absent: 10 } }\n"
        + "      - { tick: 2026-11-07, expect: [ { trigger: absence, of: elm, level: amber } ] }",
        "reset, not hold")]
    public void The_step_it_asks_for_notices_how_long(string step, string change)
    {
        var text = TinyChecklist.Without(TinyChecklist.Text, "clearsBelow: 8,", "clearsBelow: 8, for: { hours: 48 },");

        Assert.Contains(Said(text, Lasting("{ tick: 2026-11-08, expect: [ { trigger: absence, of: elm, level: amber } ] }")), s => s.Contains(change, StringComparison.Ordinal));
        Assert.DoesNotContain(Said(text, Lasting(step)), s => s.Contains(change, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_level_looked_at_it_says_where_that_must_stand()
    {
        var text = TinyChecklist.Without(
            Suppressed().Replace("    suppressedBy: [{ trigger: gloom, atLeast: red }]\n", "", StringComparison.Ordinal),
            "    value: { measure: absent }\n    missing: skip-if-any\n    gaps: hold\n    levels:\n      - { level: amber, atLeast: 10, clearsBelow: 8,",
            "    levels:\n      - { level: amber, when: { any: [ { measure: absent, atLeast: 10 }, { trigger: gloom, reaches: red } ] },");
        var tests = """
            checklist: tiny
            tests:
              - name: Ten
                register: { elm: care-home }
                steps:
                  - { report: 2026-11-04, of: elm, readings: { absent: 10, mood: 1 }, expect: [ { trigger: absence, of: elm, level: amber } ] }
            """;

        var said = Said(text, tests);

        Assert.Contains(said, s => s.EndsWith(
            "no test notices when `reaches` of amber of `absence` is amber, not red; to “Ten”, or to another test, add a step at which `gloom` stands at amber and nothing else decides, that does not expect amber",
            StringComparison.Ordinal));
        Assert.DoesNotContain(
            Said(text, tests + "\n      - { report: 2026-11-05, of: elm, kind: update, readings: { absent: 0, mood: 3 }, expect: [ { trigger: absence, of: elm, level: clear } ] }"),
            s => s.Contains("`reaches`", StringComparison.Ordinal));
    }

    /// <summary>The tiny checklist with a trigger of the team's mood that speaks for absence.</summary>
    private static string Suppressed(string also = "") => TinyChecklist.Without(
        TinyChecklist.Without(TinyChecklist.Text, "    missing: skip-if-any\n    gaps: hold\n", $"    missing: skip-if-any\n    gaps: hold\n    suppressedBy: [{{ trigger: gloom, atLeast: red }}{also}]\n"),
        "  - key: widespread", Mood("gloom", "      - { level: amber, atLeast: 3, tier: authority, ladder: desk }\n      - { level: red, atLeast: 6, tier: authority, ladder: desk }\n")
            + (also.Length == 0 ? "" : Mood("worry", "      - { level: amber, atLeast: 2, tier: authority, ladder: desk }\n")) + "  - key: widespread");

    private static string Mood(string key, string levels) =>
        $"  - key: {key}\n    section: workforce\n    title: A low mood\n    subject: provider\n    value: {{ measure: mood }}\n    levels:\n{levels}    basis: {{ kind: starting-value, note: None published }}\n";

    private static string Gloom => """

          - name: Gloom
            register: { elm: care-home }
            steps:
              - { report: 2026-11-04, of: elm, readings: { mood: 6 }, expect: [ { trigger: gloom, of: elm, level: red } ] }
        """;

    private static string Lasting(string step) => $$"""
        checklist: tiny
        tests:
          - name: It lasts
            register: { elm: care-home }
            steps:
              - { report: 2026-11-04, of: elm, readings: { absent: 10 }, expect: [ { trigger: absence, of: elm, level: clear } ] }
              - {{step}}
        """;

    private static List<string> Said(string text, string tests)
    {
        var checklist = ChecklistReader.Read("tiny.yaml", text);
        Assert.Empty(checklist.Mistakes);
        var read = ChecklistTestReader.Read("tests/tiny.yaml", tests, checklist.Checklist);
        Assert.Empty(read.Tests!.Tests.SelectMany(t => TestRun.Of("tests/tiny.yaml", t, checklist.Checklist!, _calendar)));
        return [.. MutationRun.Of("tiny.yaml", text, read.Tests, _calendar).Unnoticed.Select(m => m.Sentence)];
    }

    private static IReadOnlyList<Mutant> All(string text) => Mutant.All((YamlMap)StrictYaml.Read(new Page("tiny.yaml"), text)!);

    private static MutationResult Run(string text, string tests)
    {
        var checklist = ChecklistReader.Read("tiny.yaml", text);
        Assert.Empty(checklist.Mistakes);
        var read = ChecklistTestReader.Read("tests/tiny.yaml", tests, checklist.Checklist);
        Assert.Empty(read.Mistakes);
        Assert.Empty(read.Tests!.Tests.SelectMany(t => TestRun.Of("tests/tiny.yaml", t, checklist.Checklist!, _calendar)));
        return MutationRun.Of("tiny.yaml", text, read.Tests, _calendar);
    }
}
