using System.Diagnostics;
using System.Globalization;
using System.Text;
using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

public sealed class HostileFileTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public void A_file_above_a_megabyte_is_refused_unread() =>
        Assert.Equal(["1:1: the file is larger than 1 MB; split it into several files"], SmallChecklist.Mistakes(new string('a', Megabyte + 1)));

    [Fact]
    public void Size_is_counted_in_bytes() =>
        Assert.Equal(["1:1: the file is larger than 1 MB; split it into several files"], SmallChecklist.Mistakes(new string('é', (Megabyte / 2) + 1)));

    [Fact]
    public void Nesting_is_refused_below_thirty_two_levels()
    {
        Assert.DoesNotContain(SmallChecklist.Mistakes(Nested(31)), m => m.Contains("nested"));
        Assert.Contains("1:33: this is nested more than 32 levels deep; write it flatter", SmallChecklist.Mistakes(Nested(32)));

        static string Nested(int lists) => new string('[', lists) + "a" + new string(']', lists);
    }

    [Fact]
    public void A_file_of_any_length_is_read_no_further_than_a_file_may_be_long()
    {
        using var folder = new CheckFolder();
        folder.Write("long.yaml", "checklist: long");
        using (var file = File.OpenWrite(Path.Combine(folder.Path, "long.yaml")))
        {
            file.SetLength(300L * Megabyte);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(["long.yaml:1:1: the file is larger than 1 MB; split it into several files"], folder.Mistakes());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 50L * Megabyte);
    }

    [Theory]
    [InlineData("? ")]
    [InlineData("")]
    [InlineData("a: ")]
    [InlineData("- ")]
    public void A_word_of_half_a_megabyte_is_named_by_its_beginning(string before)
    {
        var mistakes = SmallChecklist.Mistakes(before + new string('k', Megabyte / 2) + ": 1\n");

        Assert.NotEmpty(mistakes);
        Assert.All(mistakes, m => Assert.InRange(m.Length, 1, 400));
    }

    [Fact]
    public void A_checklist_of_more_than_five_hundred_of_anything_is_not_looked_at_more_closely()
    {
        static IReadOnlyList<string> With(int more) => SmallChecklist.Mistakes(SmallChecklist.Text.Replace(
            "contingency:\n",
            "contingency:\n" + string.Concat(Enumerable.Range(0, more).Select(i => $"  - {{ key: c{i}, title: t, acceptability: reduced, responsible: [lrf] }}\n")),
            StringComparison.Ordinal));

        Assert.Empty(With(499));
        Assert.EndsWith("a checklist has 500 contingency at most and this one has more; make several checklists of it", Assert.Single(With(500)));
    }

    [Fact]
    public void An_alias_bomb_is_refused_at_its_first_alias_and_never_followed()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        var mistakes = SmallChecklist.Mistakes(bomb.ToString());

        Assert.Contains("2:10: aliases are refused; write the value of `*a0` out", mistakes);
        Assert.Contains("1:5: anchors are refused; leave `&a0` out", mistakes);
    }

    [Theory]
    [InlineData("a: 1\n")]
    [InlineData("- *a\n")]
    [InlineData("\t")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- - ")]
    [InlineData("? ")]
    [InlineData("- \"x\"\n")]
    [InlineData("'")]
    [InlineData("&a ")]
    [InlineData("!")]
    [InlineData("%")]
    [InlineData("a: &a b\n\n")]
    [InlineData("x, ")]
    [InlineData("[],")]
    [InlineData("{a: b},")]
    [InlineData("é\0")]
    public void A_megabyte_of_anything_is_refused_within_seconds_and_pages(string bit)
    {
        var text = string.Concat(Enumerable.Repeat(bit, Megabyte / Encoding.UTF8.GetByteCount(bit)));
        var started = Stopwatch.GetTimestamp();

        var mistakes = ChecklistReader.Read("hostile.yaml", text).Mistakes;

        Assert.InRange(mistakes.Count, 1, 501);
        Assert.All(mistakes, m => Assert.InRange(m.Sentence.Length, 1, 400));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("sections: [{key: a, title: a, measures: [{kind: choice, choices: {", "k{0}: a, ", "}}]}]")]
    [InlineData("contingency: [", "{key: k{0}, title: t, acceptability: reduced, responsible: [a]}, ", "]")]
    [InlineData("triggers: [{contingency: [", "k{0}, ", "]}]")]
    [InlineData("triggers: [{levels: [{level: red, when: {all: [", "{measure: k{0}, atLeast: 1}, ", "]}}]}]")]
    [InlineData("triggers: [{levels: [{level: red, when: {all: [", "{not: {all: [{any: [{trigger: k{0}, reaches: red}]}]}}, ", "]}}]}]")]
    [InlineData("triggers: [", "{key: k{0}, suppressedBy: [{trigger: k{0}, atLeast: red}]}, ", "]")]
    [InlineData("triggers: [", "{value: {measure: k{0}}}, ", "]")]
    [InlineData("triggers: [{key: a, suppressedBy: [", "{trigger: k{0}, atLeast: red}, ", "]}]")]
    [InlineData("triggers: [{value: {most: [", "k{0}, ", "]}}]")]
    [InlineData("sections: [{measures: [", "{key: k{0}, replaces: {measure: k{0}}}, ", "]}]")]
    [InlineData("sections: [{key: a, items: [", "{key: k{0}}, ", "]}]")]
    [InlineData("baselines: [", "{key: k{0}, title: t, on: 2026-10-30}, ", "]")]
    [InlineData("tests: [{register: {", "k{0}: care-home, ", "}}]")]
    [InlineData("tests: [{steps: [", "{tick: 2026-11-18, expect: [{trigger: t, of: k{0}, level: red}]}, ", "]}]")]
    public void Long_lists_cost_no_more_than_their_length(string before, string bit, string after)
    {
        var text = new StringBuilder(before);
        for (var i = 0; text.Length < Megabyte - 200; i++)
        {
            text.Append(bit.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        var started = Stopwatch.GetTimestamp();

        Assert.NotEmpty(ChecklistReader.Read("long.yaml", text + after).Mistakes);
        Assert.NotEmpty(ChecklistTestReader.Read("long.yaml", text + after).Mistakes);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Mistakes_beyond_five_hundred_are_counted()
    {
        var text = string.Concat(Enumerable.Range(0, 600).Select(i => $"k{i}: 1\n"));

        var mistakes = ChecklistReader.Read("many.yaml", text).Mistakes;

        Assert.Equal(501, mistakes.Count);
        Assert.Matches("^and [0-9]+ more; mend these first$", mistakes[^1].Sentence);
    }

    [Fact]
    public void An_empty_file_says_how_to_begin() =>
        Assert.Equal(["1:1: the file is empty; begin with `checklist:`"], SmallChecklist.Mistakes("# nothing yet\n"));

    [Fact]
    public void Whatever_is_typed_into_a_checklist_the_reader_answers()
    {
        string[] bits = ["{", "}", "[", "]", ":", "-", "\n", "  ", "\t", "#", "&a", "*a", "!!int ", "|", ">", "'", "\"", "%YAML 99999999999.1\n", "? ", "---\n", "...\n", "\0", "\u2028", "\ud800", "1e999", "@", "`", "~", "\\"];
        var random = new Random(20211103);
        for (var round = 0; round < 3000; round++)
        {
            var text = new StringBuilder(SmallChecklist.Text);
            for (var change = 0; change <= round % 4; change++)
            {
                var at = random.Next(text.Length);
                if (random.Next(3) == 0)
                {
                    text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at));
                }
                else
                {
                    text.Insert(at, bits[random.Next(bits.Length)]);
                }
            }

            var reading = ChecklistReader.Read("typed.yaml", text.ToString());
            Assert.Equal(reading.Checklist is null, reading.Mistakes.Count > 0);
            Assert.All(reading.Mistakes, m => Assert.True(m.Line > 0 && m.Column > 0 && m.Sentence.Length > 0, m.ToString()));
            Assert.NotNull(ChecklistTestReader.Read("typed.yaml", text.ToString()).Mistakes);
        }
    }
}
