namespace Compliance.Domain.Reporting;

/// <summary>Finds the known key somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The closest key within a third of its length in edits; null when none is close.</summary>
    public static string? To(string given, IEnumerable<string> known) => given.Length > 64 ? null : known
        .Select(k => (Key: k, Distance: Distance(given, k)))
        .Where(k => k.Distance <= Math.Max(1, k.Key.Length / 3))
        .OrderBy(k => k.Distance).ThenBy(k => k.Key, StringComparer.Ordinal)
        .Select(k => k.Key)
        .FirstOrDefault();

    /// <summary>A key as it may be shown back: short, without control characters.</summary>
    public static string Shown(string given) =>
        new([.. given.Take(64).Select(c => char.IsControl(c) ? '?' : c)]);

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                left = Math.Min(Math.Min(left + 1, row[j] + 1), substitute);
                row[j] = left;
            }
        }

        return row[b.Length];
    }
}
