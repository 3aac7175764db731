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
        Assert.True(result.Tried >= 25, $"Only {result.Tried} changes were tried.");
    }

    [Theory]
    [InlineData("{ absent: 9 }", "{ absent: 8 }", 39, "`atLeast` of amber of `absence` is 9, not 10")]
    [InlineData("{ absent: 10 }", "{ absent: 11 }", 39, "`atLeast` of amber of `absence` is 11, not 10")]
    [InlineData("readings: { absent: 8 }", "readings: { absent: 9 }", 39, "`clearsBelow` of amber of `absence` is 9, not 8")]
    [InlineData("readings: { absent: 7 }", "readings: { absent: 6 }", 39, "`clearsBelow` of amber of `absence` is 7, not 8")]
    [InlineData("told: [authority-lead], tier: authority, answerBy: 2026-11-05T00:00", "tier: authority", 56, "`clock` of `desk` is working-hours, not round-the-clock")]
    [InlineData("told: [authority-lead], tier: authority, ", "told: [authority-lead], ", 39, "`tier` of amber of `absence` is provider, not authority")]
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
