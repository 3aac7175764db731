using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

public sealed class ChecklistSetTests
{
    private const string Other = """
        checklist: other
        version: 1
        status: draft
        title: Another checklist
        source: { document: Another document, published: 2022-11-03 }
        sections:
          - key: workforce
            title: Enough staff
            measures:
              - key: ppe-days
                question: For how many days will masks last?
                why: The council sees it.
                kind: number
                unit: days
                every: week
                freshFor: { days: 8 }
                reuse: confirm
                heldBy: none
                source: part 9
        """;

    [Fact]
    public void Two_checklists_may_ask_one_question() => Assert.Empty(Clashes(Other));

    [Fact]
    public void A_question_of_another_meaning_needs_another_key() =>
        Assert.Equal(
            ["other.yaml:10:14: `ppe-days` means something else in small.yaml on line 54; give both the same meaning, or this one another key"],
            Clashes(Other.Replace("masks last", "aprons last", StringComparison.Ordinal)));

    [Fact]
    public void A_key_of_another_thing_is_taken() =>
        Assert.Equal(
            ["other.yaml:10:14: `training` is already an item in small.yaml on line 25; choose another key"],
            Clashes(Other.Replace("key: ppe-days", "key: training", StringComparison.Ordinal)));

    [Fact]
    public void A_checklist_is_there_once() =>
        Assert.Equal(
            ["other.yaml:1:12: `small` is already a checklist in small.yaml on line 1; choose another key"],
            Clashes(Other.Replace("checklist: other", "checklist: small", StringComparison.Ordinal)));

    [Fact]
    public void Clashes_are_found_beside_other_mistakes() =>
        Assert.Single(Clashes(Other.Replace("key: ppe-days", "key: training", StringComparison.Ordinal).Replace("reuse: confirm", "reuse: often", StringComparison.Ordinal)));

    [Fact]
    public void A_folder_is_checked_as_a_whole()
    {
        using var folder = new CheckFolder();
        folder.Write("small.yaml", SmallChecklist.Text);
        folder.Write("misnamed.yaml", Other);
        folder.Write("tests/gone.yaml", "checklist: gone\ntests: []\n");

        Assert.Equal(
            [
                "misnamed.yaml:1:12: the file is named after its checklist; call it `other.yaml`",
                "small.yaml:3:9: a published checklist has tests; write `tests/small.yaml`",
                "tests/gone.yaml:1:1: there is no checklist `gone`; name the file after the checklist it tests",
                "tests/gone.yaml:2:8: `tests` is empty; write one",
            ],
            folder.Mistakes().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Clashes(string other) => ChecklistSet
        .Clashes([ChecklistReader.Read("small.yaml", SmallChecklist.Text), ChecklistReader.Read("other.yaml", other)])
        .Select(m => m.ToString());
}
