using Compliance.Domain.Escalations;

namespace Compliance.Domain.Intake;

/// <summary>Attachments lie elsewhere, behind whatever guards them there: an address without credentials is all that is kept.</summary>
internal static class AttachmentRules
{
    private const int Most = 10;
    private const int LongestTitle = 200;
    private const int LongestUrl = 2000;

    public static IEnumerable<Fault> Faults(IReadOnlyList<Attachment>? attachments)
    {
        if (attachments?.Count > Most)
        {
            yield return new Fault("/attachments", FormattableString.Invariant($"Give at most {Most} attachments at once."));
            yield break;
        }

        for (var i = 0; i < (attachments?.Count ?? 0); i++)
        {
            if (!IsText(attachments![i].Title, LongestTitle))
            {
                yield return new Fault(
                    FormattableString.Invariant($"/attachments/{i}/title"), FormattableString.Invariant($"Say what it is in 1 to {LongestTitle} characters, {PlainText.LineMend}."));
            }

            if (Mend(attachments[i].Url) is { } mend)
            {
                yield return new Fault(FormattableString.Invariant($"/attachments/{i}/url"), mend);
            }
        }
    }

    public static bool IsText(string text, int longest) => PlainText.IsLine(text, longest);

    private static string? Mend(string url) =>
        url.Length > LongestUrl ? FormattableString.Invariant($"Give an address of at most {LongestUrl} characters.")
        : url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
            || !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0
            ? "Give the whole address where it is kept, beginning with https://."
        : uri.UserInfo.Length > 0 || url.AsSpan(8).IndexOf('@') is var at && at >= 0 && (url.AsSpan(8).IndexOfAny('/', '?', '#') is var end && (end < 0 || at < end))
            ? "Leave the user name and password out of the address: everybody who reads the case sees it."
        : null;
}
