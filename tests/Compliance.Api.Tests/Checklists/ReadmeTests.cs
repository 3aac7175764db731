using Compliance.Api.Checklists;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Checklists;

public sealed class ReadmeTests
{
    [Fact]
    public void The_checklist_in_the_README_has_no_mistakes()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var yaml = readme.Split("```yaml\n")[1].Split("```")[0];

        Assert.Empty(ChecklistReader.Read("our-winter.yaml", yaml).Mistakes);
    }
}
