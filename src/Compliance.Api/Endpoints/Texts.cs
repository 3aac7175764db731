using Compliance.Domain.Intake;

namespace Compliance.Api.Endpoints;

/// <summary>Free text as it is taken everywhere.</summary>
internal static class Texts
{
    public const string NoteMend = "Write 1 to 2000 characters, without control characters and without unseen ones that turn the order of others round.";
    public const string ReferenceMend = "Say in 1 to 500 characters where the evidence is, without line breaks.";

    private const int LongestNote = 2000;
    private const int LongestReference = 500;

    public static bool IsNote(string? text) =>
        text is { Length: > 0 and <= LongestNote } && !string.IsNullOrWhiteSpace(text) && PlainText.IsPlain(text) && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    public static bool IsReference(string? text) =>
        PlainText.IsLine(text, LongestReference);
}
