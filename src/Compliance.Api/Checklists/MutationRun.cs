using Compliance.Api.Yaml;
using Compliance.Domain.Calendars;

namespace Compliance.Api.Checklists;

/// <summary>What a mutation pass over one checklist found.</summary>
/// <param name="Tried">Changes that were tried.</param>
/// <param name="Unnoticed">Those that no test noticed, as mistakes of the checklist's file.</param>
public sealed record MutationResult(int Tried, IReadOnlyList<Mistake> Unnoticed);

/// <summary>Changes a checklist in one place at a time and runs the tests that could notice.</summary>
public static class MutationRun
{
    /// <param name="file">The checklist's file.</param>
    /// <param name="tests">Its tests, all of which pass.</param>
    /// <param name="progress">Told how many of how many changes have been tried.</param>
    public static MutationResult Of(string file, string text, ChecklistTests tests, Calendar calendar, Action<int, int>? progress = null)
    {
        if (StrictYaml.Read(new Page(file), text) is not YamlMap root)
        {
            return new MutationResult(0, []);
        }

        var mutants = Mutant.All(root);
        var named = tests.Tests.Select(t => (Test: t, Names: Names(t))).ToList();
        var (done, tried, unnoticed) = (0, 0, new Mutant?[mutants.Count]);
        Parallel.For(0, mutants.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            if (mutants[i].Read(file) is { } changed)
            {
                Interlocked.Increment(ref tried);
                unnoticed[i] = Noticing(mutants[i], named).Any(t => !TestRun.Passes(t, changed, calendar)) ? null : mutants[i];
            }

            progress?.Invoke(Interlocked.Increment(ref done), mutants.Count);
        });
        return new MutationResult(tried, [.. unnoticed.OfType<Mutant>().Select(m => Unnoticed.Of(file, m, root, Nearest(m, named)))]);
    }

    /// <summary>Tests that look at something a change touches, those of the changed thing itself first.</summary>
    private static IEnumerable<ChecklistTest> Noticing(Mutant mutant, List<(ChecklistTest Test, HashSet<string> Names)> named) => named
        .Where(t => t.Names.Overlaps(mutant.Touched))
        .OrderByDescending(t => t.Names.Contains(mutant.Site.Of))
        .Select(t => t.Test);

    /// <summary>The test that comes nearest to noticing: one that sees the very level.</summary>
    private static string? Nearest(Mutant mutant, List<(ChecklistTest Test, HashSet<string> Names)> named)
    {
        var near = Noticing(mutant, named).ToList();
        return (near.FirstOrDefault(t => t.Steps.SelectMany(s => s.Expect)
            .Any(e => mutant.Touched.Contains(e.Trigger) && Words.Of(e.Level) == mutant.Site.LevelName)) ?? near.FirstOrDefault())?.Name;
    }

    private static HashSet<string> Names(ChecklistTest test) =>
        [.. test.Steps.SelectMany(s => s.Expect.Select(e => e.Trigger).Concat(s.Items.SelectMany(x => x.Items)))];
}
