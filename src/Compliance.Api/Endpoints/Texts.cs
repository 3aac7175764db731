namespace Compliance.Api.Endpoints;

/// <summary>Free text as it is taken everywhere.</summary>
internal static class Texts
{
    public const string NoteMend = "Write 1 to 2000 characters, without control characters.";
    public const string ReferenceMend = "Say in 1 to 500 characters where the evidence is, without line breaks.";

    private const int LongestNote = 2000;
    private const int LongestReference = 500;

    public static bool IsNote(string? text) =>
        text is { Length: > 0 and <= LongestNote } && !string.IsNullOrWhiteSpace(text) && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    public static bool IsReference(string? text) =>
        text is { Length: > 0 and <= LongestReference } && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);
}
