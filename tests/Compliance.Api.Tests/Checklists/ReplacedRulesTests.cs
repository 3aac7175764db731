namespace Compliance.Api.Tests.Checklists;

/// <summary>What a new version takes over from an earlier one.</summary>
public sealed class ReplacedRulesTests : IDisposable
{
    private const string Was = "replaces: { measure: team-mood, choices: { fine: good, poor: low } }";
    private readonly CheckFolder _folder = new();

    public ReplacedRulesTests() => _folder.Write("past/every-form.1.yaml", File.ReadAllText(Path.Combine(EveryFormChecklist.Folder, "past", "every-form.1.yaml")));

    [Theory]
    [InlineData("replaces: { measure: team-mod, choices: { fine: good } }", "every-form.yaml:117:30: no earlier version had a measure `team-mod`; did you mean `team-mood`?")]
    [InlineData("replaces: { measure: team-mood, choices: { fin: good } }", "every-form.yaml:117:57: `fin` was no answer to `team-mood`; did you mean `fine`?")]
    [InlineData("replaces: { measure: team-mood, choices: { fine: good } }\n        owner: authority", "every-form.yaml:117:30: `team-mood` was of another kind, unit or owner, so its answers mean nothing here; leave `replaces` out")]
    public void It_is_of_an_earlier_version_and_of_the_same_kind(string instead, string mistake)
    {
        Write(EveryFormChecklist.With(Was, instead));

        Assert.Contains(mistake, _folder.Mistakes());
    }

    [Fact]
    public void A_choice_left_out_is_asked_again()
    {
        Write(EveryFormChecklist.With(Was, "replaces: { measure: team-mood, choices: { fine: good } }"));

        Assert.Empty(_folder.Mistakes());
    }

    [Fact]
    public void A_first_version_replaces_nothing()
    {
        File.Delete(Path.Combine(_folder.Path, "past", "every-form.1.yaml"));
        Write(EveryFormChecklist.Text);

        Assert.Equal(
            ["every-form.yaml:117:30: there is no earlier version of this checklist in `past/` that had `team-mood`; leave `replaces` out"],
            _folder.Mistakes());
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string text) => _folder.Write("every-form.yaml", text.Replace("status: published", "status: draft", StringComparison.Ordinal));
}
