using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Intake;

/// <summary>Notes are for facts about the service. One that seems to hold an NHS number is left out unless it is meant, and never holds up a report.</summary>
internal static class NoteRules
{
    private const string LeftOut = "(left out: it seemed to hold an NHS number)";

    public static List<StatusAnswer> Keep(GivenReport given) =>
        [.. given.Statuses.Select(s => s.Note is { } note && NhsNumber.IsIn(note.Text) && !given.Confirm.Contains(s.Item)
            ? s with { Note = note with { Text = LeftOut } }
            : s)];

    public static IEnumerable<string> Warnings(ReportReceived content) => content.Statuses
        .Where(s => s.Note?.Text == LeftOut)
        .Select(s => $"The note on `{s.Item}` was left out because it seems to hold an NHS number. Send it again without, or with \"confirm\": [\"{s.Item}\"].");
}
