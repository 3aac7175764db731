using Compliance.Domain.Reporting;

namespace Compliance.Domain.Intake;

/// <summary>What people write on cases is about the service and names nobody.</summary>
internal static class CaseTexts
{
    /// <summary>Asks for what seems to hold an NHS number to be confirmed; null when nothing does, or all that does is meant.</summary>
    public static Refused? Confidential(IEnumerable<(string Member, string? Text)> texts, IReadOnlyList<string>? confirm)
    {
        var names = texts.Where(m => m.Text is not null && NhsNumber.IsIn(m.Text) && confirm?.Contains(m.Member) is not true)
            .Select(m => m.Member).Distinct().ToList();
        return names.Count == 0 ? null : new Refused(
            "confirm-needed",
            $"What you wrote in {string.Join(", ", names)} seems to hold an NHS number. Take it out or, if it is none, send it again with \"confirm\" naming the member.",
            names);
    }
}
