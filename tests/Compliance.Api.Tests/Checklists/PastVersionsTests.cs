using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

public sealed class PastVersionsTests : IDisposable
{
    private readonly CheckFolder _folder = new();

    public PastVersionsTests() => _folder.Write("small.yaml", Draft(2));

    [Fact]
    public void A_past_version_stands_beside_the_newest_without_tests_of_its_own()
    {
        _folder.Write("past/small.1.yaml", SmallChecklist.Text);

        Assert.Empty(_folder.Mistakes());
        var set = ChecklistSet.Read(_folder.Path);
        Assert.Equal([2, 1], set.Checklists.Select(c => c.Version));
        Assert.Equal([2], set.Newest.Select(c => c.Version));
    }

    [Fact]
    public void It_is_asked_as_often_and_for_the_reason_that_it_was_then()
    {
        _folder.Write("past/small.1.yaml", SmallChecklist.With("every: month", "every: week").Replace("The council sees it", "Nobody sees it", StringComparison.Ordinal));

        Assert.Empty(_folder.Mistakes());
    }

    [Theory]
    [InlineData("How many are absent?", "Who is absent?", "past/small.1.yaml:43:14: `staff-absent` means something else in version 2 of `small` on line 43; a version does not change what an answer means, so give that one another key")]
    [InlineData("status: published", "status: draft", "past/small.1.yaml:3:9: a past version was published; delete a draft that was not")]
    [InlineData("version: 1", "version: 2", "past/small.1.yaml:2:10: a past version is named after its checklist and version; call it `small.2.yaml`", "past/small.1.yaml:2:10: the version of today is 2, which is not above this one; give it a higher number")]
    [InlineData("title: A small checklist", "titel: A small checklist", "past/small.1.yaml:1:1: a checklist lacks `title`; add it", "past/small.1.yaml:4:1: unknown key `titel` in a checklist; did you mean `title`?")]
    public void What_does_not_fit_the_newest_is_said(string passage, string instead, params string[] mistakes)
    {
        _folder.Write("past/small.1.yaml", SmallChecklist.With(passage, instead));

        Assert.Equal(mistakes, _folder.Mistakes().Where(m => m.StartsWith("past", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_key_is_never_used_again_for_something_else()
    {
        _folder.Write("small.yaml", Draft(2).Replace("key: training", "key: coaching", StringComparison.Ordinal).Replace("key: mood-low", "key: training", StringComparison.Ordinal));
        _folder.Write("past/small.1.yaml", SmallChecklist.Text);

        Assert.Equal(
            ["past/small.1.yaml:25:14: `training` is a trigger in version 2 of `small` on line 126; a key is never used again for something else, so give that one another key"],
            _folder.Mistakes());
    }

    [Fact]
    public void A_past_version_of_nothing_is_a_mistake()
    {
        _folder.Write("past/gone.1.yaml", SmallChecklist.With("checklist: small", "checklist: gone"));

        Assert.Contains("past/gone.1.yaml:2:10: there is no checklist `gone` today; keep its newest version beside the others", _folder.Mistakes());
    }

    public void Dispose() => _folder.Dispose();

    private static string Draft(int version) => SmallChecklist.Text
        .Replace("version: 1", $"version: {version}", StringComparison.Ordinal)
        .Replace("status: published", "status: draft", StringComparison.Ordinal);
}
