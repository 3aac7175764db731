using Compliance.Api.Data.Writing;
using Compliance.Api.Yaml;

namespace Compliance.Api.Authorities;

/// <summary>The command <c>authorities apply FILE [--dry-run]</c>: a council is one file, applied as often as one likes.</summary>
public static class AuthoritiesCommand
{
    public const string Usage = """
        authorities apply FILE              applies a file of authorities; what it does not name stays as it is
        authorities apply FILE --dry-run    says what that would do, and writes nothing
        """;

    internal const int Indent = -12;

    private const string DryRun = "--dry-run";
    private const int Success = 0;
    private const int Mistaken = 1;
    private const int Misused = 2;

    public static bool Handles(string[] args) => args is ["authorities", ..];

    /// <summary>The settings among the words of this command.</summary>
    /// <remarks>The reader of settings would take a path that begins with a slash for a setting's name, and what follows for its value.</remarks>
    public static string[] SettingsOf(string[] args) => [.. args.Where(a => a != DryRun).SkipWhile(a => !a.StartsWith("--", StringComparison.Ordinal))];

    /// <returns>0 when all is as the file says, 1 when there are mistakes or something was not written, 2 when the words make no sense.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, CancellationToken ct)
    {
        var words = args.Where(a => a != DryRun).TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
        if (words is not ["authorities", "apply", var file])
        {
            await output.WriteLineAsync(Usage);
            return Misused;
        }

        if (!File.Exists(file))
        {
            await output.WriteLineAsync($"There is no file {file}.");
            return Misused;
        }

        var (changes, mistakes) = await RehearseAsync(services, file, ct);
        if (mistakes.Count > 0)
        {
            foreach (var mistake in mistakes)
            {
                await output.WriteLineAsync(mistake.ToString());
            }

            await output.WriteLineAsync($"{mistakes.Count} mistake{(mistakes.Count == 1 ? "" : "s")}; nothing was written.");
            return Mistaken;
        }

        return args.Contains(DryRun) ? await SayAsync(changes, output) : await WriteAsync(services, changes, output, ct);
    }

    /// <summary>One line of what is done or, in a dry run, would be.</summary>
    internal static string Sentence(ChangeLine line, bool isDryRun)
    {
        var verb = (line.Kind, isDryRun) switch
        {
            (ChangeKind.Left, _) => "left",
            (ChangeKind.Changed, false) => "changed",
            (ChangeKind.Changed, true) => "would change",
            (_, false) => "created",
            _ => "would create",
        };
        return $"{verb,Indent} {line.Place}: {line.What}";
    }

    private static async Task<(IReadOnlyList<AuthorityChange> Changes, IReadOnlyList<Mistake> Mistakes)> RehearseAsync(
        IServiceProvider services, string file, CancellationToken ct)
    {
        var page = new Page(file, "authorities");
        if (AuthorityFileReader.Read(page, TextFile.Read(file)) is not { } read)
        {
            return ([], page.Mistakes);
        }

        var rehearsal = ActivatorUtilities.CreateInstance<Rehearsal>(
            services, ActivatorUtilities.CreateInstance<RehearsedPlans>(services), ActivatorUtilities.CreateInstance<RehearsedPeople>(services));
        var changes = await rehearsal.OfAsync(page, read, Path.GetDirectoryName(Path.GetFullPath(file))!, ct);
        return (changes, [.. page.Mistakes, .. rehearsal.Elsewhere]);
    }

    private static async Task<int> SayAsync(IReadOnlyList<AuthorityChange> changes, TextWriter output)
    {
        foreach (var line in changes.SelectMany(c => c.AllLines))
        {
            await output.WriteLineAsync(Sentence(line, isDryRun: true));
        }

        await NoteAsync(changes, output);
        await output.WriteLineAsync(IsNothing(changes) ? "Nothing to change." : "This was a dry run: nothing was written.");
        return Success;
    }

    private static async Task<int> WriteAsync(IServiceProvider services, IReadOnlyList<AuthorityChange> changes, TextWriter output, CancellationToken ct)
    {
        // One of its own: a writer takes one turn at a time, and in a running service another has that turn.
        await using var batches = ActivatorUtilities.CreateInstance<BatchWriter>(services);
        var writer = ActivatorUtilities.CreateInstance<ChangeWriter>(services, batches, output);
        foreach (var change in changes)
        {
            await writer.WriteAsync(change, ct);
        }

        await NoteAsync(changes, output);
        await output.WriteLineAsync(
            writer.Refused > 0 ? $"{writer.Refused} not written; run this again." : IsNothing(changes) ? "Nothing to change." : "All is as the file says.");
        return writer.Refused == 0 ? Success : Mistaken;
    }

    private static async Task NoteAsync(IReadOnlyList<AuthorityChange> changes, TextWriter output)
    {
        foreach (var (place, warning) in changes.SelectMany(c => c.Warnings.Select(w => (c.Place, w))).Distinct())
        {
            await output.WriteLineAsync($"{"note",Indent} {place}: {warning}");
        }
    }

    private static bool IsNothing(IReadOnlyList<AuthorityChange> changes) => changes.SelectMany(c => c.AllLines).All(l => l.Kind == ChangeKind.Left);
}
