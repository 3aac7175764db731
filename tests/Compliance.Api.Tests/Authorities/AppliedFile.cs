using Compliance.Api.Authorities;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Authorities;

/// <summary>Applies files of authorities by the class that the command line runs.</summary>
internal sealed class AppliedFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("authorities-").FullName;

    /// <summary>Puts another file beside it.</summary>
    public void Beside(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    /// <returns>The code, what was said, and what was said without where the file stands.</returns>
    public async Task<(int Code, string Said)> ApplyAsync(ComplianceApp app, string text, params string[] words)
    {
        var path = Path.Combine(_folder, "council.yaml");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        string[] args = ["authorities", "apply", path, .. words];
        Assert.True(AuthoritiesCommand.Handles(args));
        await using var output = new StringWriter();
        var code = await AuthoritiesCommand.RunAsync(app.Services, args, output, TestContext.Current.CancellationToken);
        return (code, output.ToString().Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
