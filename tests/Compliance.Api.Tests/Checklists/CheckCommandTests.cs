using Compliance.Api.Authorities;
using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

public sealed class CheckCommandTests
{
    /// <summary>The whole pass over every shipped checklist takes a while, and is made once.</summary>
    private static readonly Lazy<(int Exit, string Said)> _shipped = new(() => Run("checklists", "check"));

    [Fact]
    public void No_small_change_to_a_shipped_checklist_goes_unnoticed_by_its_tests()
    {
        Assert.DoesNotContain("no test notices", _shipped.Value.Said);
        Assert.Matches("No mistakes; all tests pass, and notice each of [0-9]{3,} changes\\.$", _shipped.Value.Said.TrimEnd());
    }

    [Fact]
    public void The_shipped_checklists_are_checked_where_no_folder_is_named()
    {
        var (exit, said) = _shipped.Value;

        Assert.True(exit == 0, said);
        Assert.Contains("asc-winter-plan-2021-22, version 3: Adult social care winter plan 2021 to 2022", said);
        Assert.Contains("  What it asks              every week                on top every month", said);
        Assert.Contains("    care-home               8 questions   2.3 min     26 questions  4.9 min", said);
        Assert.Contains("    home-care               8 questions   2.3 min     14 questions  2.6 min", said);
    }

    [Fact]
    public void A_checklist_with_every_form_of_a_trigger_passes_its_tests()
    {
        var (_, said) = Run("checklists", "check", EveryFormChecklist.Folder);

        Assert.Contains("every-form, version 2: Every form of a trigger", said);
        Assert.EndsWith("No mistakes; all tests pass.", said.TrimEnd());
    }

    [Fact]
    public void Mistakes_are_said_with_their_places_and_fail_the_command()
    {
        using var folder = new CheckFolder();
        folder.Write("small.yaml", SmallChecklist.With("status: published", "status: draft").Replace("version: 1", "version: 0", StringComparison.Ordinal));

        var (exit, said) = Run("checklists", "check", folder.Path);

        Assert.Equal(1, exit);
        Assert.StartsWith($"{folder.Path}/small.yaml:2:10: `version` lies between 1 and 9999; change 0", said);
        Assert.EndsWith("1 mistake.", said.TrimEnd());
    }

    [Fact]
    public void A_published_checklist_is_refused_while_a_change_goes_unnoticed()
    {
        using var folder = Tiny(TinyChecklist.Text, Hole);

        var (exit, said) = Run("checklists", "check", folder.Path);

        Assert.Equal(1, exit);
        Assert.Contains($"{folder.Path}/tiny.yaml:39:34: no test notices when `atLeast` of amber of `absence` is 9, not 10; ", said);
        Assert.EndsWith("1 mistake.", said.TrimEnd());
    }

    [Fact]
    public void A_published_checklist_passes_when_its_tests_notice_everything()
    {
        using var folder = Tiny(TinyChecklist.Text, TinyChecklist.Tests);

        var (exit, said) = Run("checklists", "check", folder.Path);

        Assert.Equal(0, exit);
        Assert.Matches("No mistakes; all tests pass, and notice each of [0-9]+ changes\\.$", said.TrimEnd());
    }

    [Fact]
    public void Of_a_draft_changes_are_tried_only_when_asked_for()
    {
        using var folder = Tiny(TinyChecklist.Without(TinyChecklist.Text, "status: published", "status: draft"), Hole);

        var (exit, said) = Run("checklists", "check", folder.Path);
        Assert.Equal(0, exit);
        Assert.EndsWith("No mistakes; all tests pass.", said.TrimEnd());

        var (mutated, named) = Run("checklists", "check", folder.Path, "--mutate");
        Assert.Equal(1, mutated);
        Assert.Contains("no test notices when `atLeast` of amber of `absence` is 9, not 10; ", named);
        Assert.Equal(named, Run("checklists", "check", "--mutate", folder.Path).Said);
    }

    [Fact]
    public void A_published_checklist_is_refused_while_a_test_fails()
    {
        using var folder = Tiny(TinyChecklist.Text, TinyChecklist.Without(TinyChecklist.Tests, "{ absent: 7 }", "{ absent: 8 }"));

        var (exit, said) = Run("checklists", "check", folder.Path);

        Assert.Equal(1, exit);
        Assert.Contains("“Ten are too many until there are fewer than eight”: `absence` of elm: level is amber, expected clear", said);
        Assert.DoesNotContain("tried", said);
    }

    [Fact]
    public void A_draft_without_tests_is_said_to_have_none()
    {
        using var folder = new CheckFolder();
        folder.Write("tiny.yaml", TinyChecklist.Without(TinyChecklist.Text, "status: published", "status: draft"));

        var (exit, said) = Run("checklists", "check", folder.Path, "--mutate");

        Assert.Equal(0, exit);
        Assert.EndsWith("No mistakes, but there are no tests of `tiny`; before publishing write `tests/tiny.yaml`.", said.TrimEnd());
    }

    [Fact]
    public void One_that_is_tested_does_not_speak_for_one_that_is_not()
    {
        using var folder = Tiny(TinyChecklist.Text, TinyChecklist.Tests);
        folder.Write("small.yaml", """
            checklist: small
            version: 1
            status: draft
            title: A small checklist
            source: { document: A document, published: 2021-11-03 }
            sections:
              - { key: visits, title: Visits, items: [{ key: visits-open, owner: provider, title: Let people visit, source: part 1 }] }
            """);

        var (exit, said) = Run("checklists", "check", folder.Path);

        Assert.True(exit == 0, said);
        Assert.Matches("No mistakes; all tests pass, and notice each of [0-9]+ changes, but there are no tests of `small`; before publishing write `tests/small.yaml`\\.$", said.TrimEnd());
    }

    [Fact]
    public void A_published_checklist_is_refused_while_one_of_its_triggers_has_no_test()
    {
        var text = TinyChecklist.Without(
            TinyChecklist.Text, "ladders:",
            "  - { key: mood-low, section: workforce, title: A low mood, subject: provider, value: { measure: mood }, levels: [{ level: amber, atLeast: 3, tier: authority, ladder: desk }], basis: { kind: starting-value, note: None published } }\n\nladders:");
        using var folder = Tiny(text, TinyChecklist.Tests);

        var (exit, said) = Run("checklists", "check", folder.Path);

        Assert.Equal(1, exit);
        Assert.Contains("no test expects `mood-low` at clear or amber; write one", said);
        Assert.EndsWith("1 mistake.", said.TrimEnd());
    }

    [Fact]
    public void What_no_test_expects_does_not_hide_what_fails()
    {
        // Nothing expects widespread at red, and seven are said to be too many.
        var tests = TinyChecklist.Without(TinyChecklist.Tests, "{ absent: 7 }", "{ absent: 8 }").Replace("{ trigger: widespread, of: authority, level: red", "{ trigger: widespread, of: authority, level: clear", StringComparison.Ordinal);
        using var folder = Tiny(TinyChecklist.Text, tests);

        var (exit, said) = Run("checklists", "check", folder.Path);

        Assert.Equal(1, exit);
        Assert.Contains("no test expects `widespread` at red; write one", said);
        Assert.Contains("“Ten are too many until there are fewer than eight”: `absence` of elm: level is amber, expected clear", said);
        Assert.DoesNotContain("tried", said);
    }

    [Fact]
    public void A_folder_without_checklists_is_said_to_be_one()
    {
        using var folder = new CheckFolder();

        Assert.Equal((2, $"There are no checklists in {folder.Path}.\n"), Run("checklists", "check", folder.Path));
    }

    [Fact]
    public void More_than_one_folder_is_answered_with_the_use() =>
        Assert.Equal((2, "Use: checklists check [folder] [--mutate]\n"), Run("checklists", "check", "a", "b"));

    /// <summary>Tests that say of nine nothing, so that nobody would notice if nine were enough.</summary>
    private static string Hole => TinyChecklist.Without(TinyChecklist.Tests, "{ absent: 9 }", "{ absent: 8 }");

    private static CheckFolder Tiny(string checklist, string tests)
    {
        var folder = new CheckFolder();
        folder.Write("tiny.yaml", checklist);
        folder.Write("tests/tiny.yaml", tests);
        return folder;
    }

    private static (int Exit, string Said) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        return (CheckCommand.Run(args, ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf, output), output.ToString());
    }
}
