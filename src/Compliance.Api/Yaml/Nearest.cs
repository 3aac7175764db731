namespace Compliance.Api.Yaml;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Nearest
{
    private const int LongestWord = 60;
    private const int MostWords = 300;

    /// <summary>A half sentence that proposes the nearest word, or lists the few that there are.</summary>
    /// <param name="otherwise">What to do when there are too many to list.</param>
    public static string Mend(string word, IReadOnlyCollection<string> known, string otherwise = "name one that is in this checklist")
    {
        if (Find(word, known) is { } meant)
        {
            return $"did you mean `{meant}`?";
        }

        var few = known.Distinct().ToList();
        return few.Count is > 0 and <= 16
            ? $"use {string.Join(", ", few.SkipLast(1).Select(k => $"`{k}`"))}{(few.Count > 1 ? " or " : "")}`{few[^1]}`"
            : otherwise;
    }

    private static string? Find(string word, IReadOnlyCollection<string> known)
    {
        if (word.Length is 0 or > LongestWord || known.Count > MostWords)
        {
            return null;
        }

        // A third of the letters may differ; more is guessing.
        var furthest = Math.Max(1, word.Length / 3);
        return known
            .Where(k => Math.Abs(k.Length - word.Length) <= furthest)
            .Select(k => (Word: k, Distance: Distance(word, k)))
            .Where(k => k.Distance <= furthest)
            .OrderBy(k => k.Distance).ThenBy(k => k.Word, StringComparer.Ordinal)
            .Select(k => k.Word)
            .FirstOrDefault();
    }

    /// <summary>Letters to add, drop, change or swap with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(changed, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
