using Compliance.Api.Authorities;
using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

public sealed class CheckCommandTests
{
    [Fact]
    public void The_shipped_checklists_are_checked_where_no_folder_is_named()
    {
        var (exit, said) = Run("checklists", "check");

        Assert.Equal(0, exit);
        Assert.Contains("asc-winter-plan-2021-22, version 2: Adult social care winter plan 2021 to 2022", said);
        Assert.Contains("  What it asks              every week                on top every month", said);
        Assert.Contains("    care-home               8 questions   2.3 min     26 questions  4.9 min", said);
        Assert.Contains("    home-care               8 questions   2.3 min     14 questions  2.6 min", said);
        Assert.EndsWith("No mistakes; all tests pass.", said.TrimEnd());
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
    public void A_folder_without_checklists_is_said_to_be_one()
    {
        using var folder = new CheckFolder();

        Assert.Equal((2, $"There are no checklists in {folder.Path}.\n"), Run("checklists", "check", folder.Path));
    }

    [Fact]
    public void More_than_one_folder_is_answered_with_the_use() =>
        Assert.Equal((2, "Use: checklists check [folder]\n"), Run("checklists", "check", "a", "b"));

    private static (int Exit, string Said) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        return (CheckCommand.Run(args, ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf, output), output.ToString());
    }
}
