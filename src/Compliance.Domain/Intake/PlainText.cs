namespace Compliance.Domain.Intake;

/// <summary>Text that reads for everybody as it was written: nothing in it breaks a line in two, or turns its order round unseen.</summary>
public static class PlainText
{
    /// <summary>How to mend a line that is refused for what it hides.</summary>
    public const string LineMend = "without line breaks or other control characters, and without unseen ones that turn the order of others round";

    /// <summary>Whether this is one line of so many characters at most.</summary>
    public static bool IsLine(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(c => char.IsControl(c) || IsHidden(c));

    /// <summary>Whether a text holds none of the characters that turn others round or part lines unseen.</summary>
    public static bool IsPlain(string text) => !text.Any(IsHidden);

    // What Unicode calls bidirectional controls, and its separators of lines and paragraphs.
    private static bool IsHidden(char c) =>
        c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
