using System.Text.RegularExpressions;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests;

/// <summary>Who may use what. What two features need moves down, never sideways.</summary>
public sealed partial class FolderTests
{
    private static readonly string[] _belowFeatures = ["Tenancy", "Data", "Access", "Endpoints", "Intake", "Registers", "Yaml"];

    private static readonly Dictionary<string, string[]> _mayUse = new()
    {
        ["Tenancy"] = [],
        ["Data"] = ["Tenancy"],
        ["Access"] = ["Tenancy", "Data", "Endpoints"],
        ["Endpoints"] = ["Tenancy", "Data", "Access"],
        ["Intake"] = ["Tenancy", "Data", "Access", "Endpoints"],
        ["Registers"] = [],
        ["Yaml"] = [],
    };

    private static string Root { get; } = Repository.Root;

    [Fact]
    public void Folders_use_only_what_lies_below_them()
    {
        var wrong =
            from file in Files("Compliance.Api")
            where file.Folder.Length > 0
            let allowed = _mayUse.GetValueOrDefault(file.Folder, _belowFeatures).Append(file.Folder)
            from used in Namespaces().Matches(file.Text).Select(m => m.Groups[1].Value).Distinct()
            where !allowed.Contains(used)
            select $"{file.Name} uses {used}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var wrong =
            from project in new[] { "Compliance.Api", "Compliance.Domain" }
            from file in Files(project)
            let declared = Declared().Match(file.Text).Groups[1].Value
            let expected = string.Join('.', Path.GetDirectoryName(file.Name)!.Split(Path.DirectorySeparatorChar).Prepend(project).Where(n => n.Length > 0))
            where declared.Length > 0 && declared != expected
            select $"{file.Name} declares {declared}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Sql_is_written_in_Data_only()
    {
        var wrong = Files("Compliance.Api").Where(f => f.Folder != "Data" && Sql().IsMatch(f.Text)).Select(f => f.Name);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Tenancy_and_Data_know_nothing_of_the_web_and_Tenancy_nothing_of_the_domain()
    {
        var wrong = Files("Compliance.Api")
            .Where(f => (f.Folder is "Tenancy" or "Data" && Web().IsMatch(f.Text))
                || (f.Folder == "Tenancy" && f.Text.Contains("Compliance.Domain", StringComparison.Ordinal)))
            .Select(f => f.Name);

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_domain_uses_nothing_but_the_base_library_and_never_the_clock()
    {
        var wrong = Files("Compliance.Domain")
            .Where(f => Foreign().IsMatch(f.Text) || Impure().IsMatch(f.Text))
            .Select(f => f.Name);

        Assert.Empty(wrong);
        Assert.DoesNotContain(
            "PackageReference", File.ReadAllText(Path.Combine(Root, "src", "Compliance.Domain", "Compliance.Domain.csproj")), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Folder, string Text)> Files(string project)
    {
        var root = Path.Combine(Root, "src", project);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path))
            .Select(name => (name, Folder: Path.GetDirectoryName(name)!.Split(Path.DirectorySeparatorChar)[0]))
            .Where(f => f.Folder is not ("bin" or "obj"))
            .Select(f => (f.name, f.Folder, Code(File.ReadAllText(Path.Combine(root, f.name)))));
    }

    private static string Code(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"\bCompliance\.Api\.(\w+)")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"\b(FromSql\w*|ExecuteSql\w*|SqlQuery\w*|CommandText|DbCommand|DbConnection|Sqlite(Connection|Command)|Npgsql\w*)\b")]
    private static partial Regex Sql();

    [GeneratedRegex(@"\b(Microsoft\.AspNetCore|HttpContext|FluentValidation)\b")]
    private static partial Regex Web();

    [GeneratedRegex(@"^using (?:static )?(?!\w+ =)(?!System|Compliance\.Domain)", RegexOptions.Multiline)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"\b(TimeProvider|Stopwatch|Random(NumberGenerator)?|Guid|File|HttpClient|Environment)\s*\.")]
    private static partial Regex Impure();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();
}
