using System.Globalization;
using System.Text;

namespace Compliance.Domain.Notices;

/// <summary>Notices in plain English: what happened, what is due when, and a link.</summary>
public static class Wording
{
    private const int ListedAtMost = 300;

    private const string Foot =
        "Readings and names are left out on purpose: sign in to see them.\n"
        + "This is not an emergency service. If anyone is in danger call 999. Duties to the regulator and to safeguarding are unchanged.\n";

    public static string Subject(IReadOnlyList<NoticeLine> lines)
    {
        var worst = lines.MaxBy(l => l.Level)!;
        return OneLine(lines.Count == 1
            ? $"{Capital(Level(worst))} at {worst.Where}: {Small(worst.What)}"
            : $"{lines.Count} notices, the highest {Level(worst)}: {string.Join(", ", lines.Select(l => l.Authority).Distinct().Take(3))}");
    }

    public static string Body(IReadOnlyList<NoticeLine> lines)
    {
        var text = new StringBuilder();
        if (lines.Count > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"{lines.Count} things happened; those at the highest level come first.\n\n");
        }

        foreach (var line in lines.OrderByDescending(l => l.Level).ThenBy(l => l.On).Take(ListedAtMost))
        {
            Append(text, line);
        }

        if (lines.Count > ListedAtMost)
        {
            text.Append(CultureInfo.InvariantCulture, $"And {lines.Count - ListedAtMost} more: open the queue of escalations.\n\n");
        }

        var instead = lines.SelectMany(l => l.Instead).Distinct().ToList();
        if (instead.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"You are told instead of others: nobody could be reached for {string.Join("; ", instead)}. Please tell them.\n\n");
        }

        return text.Append(Foot).ToString();
    }

    /// <summary>The same in the length of a text message or two.</summary>
    public static string Short(IReadOnlyList<NoticeLine> lines)
    {
        var worst = lines.MaxBy(l => l.Level)!;
        var due = worst.Due is null ? "" : $" {Capital(worst.Due)}.";
        return OneLine(lines.Count == 1
            ? $"{Capital(Level(worst))} at {worst.Where}. {worst.What}.{due} {worst.Link}"
            : $"{lines.Count} notices, the highest {Level(worst)} at {worst.Where}.{due} {worst.Link}");
    }

    private static void Append(StringBuilder text, NoticeLine line)
    {
        text.Append(CultureInfo.InvariantCulture, $"{OneLine($"{Capital(Level(line))} at {line.Where}. {line.What}.")}\n");
        if (line.Due is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"Due: {line.Due}.\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{line.Link}\n\n");
    }

    private static string Level(NoticeLine line) => line.Level.ToString().ToLowerInvariant();

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Small(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    // A name with a line break in it must not become a header, or a line of its own.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
