using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Intake;

/// <summary>Notes are for facts about the service. One that seems to hold an NHS number is left out unless it is meant, and never holds up a report.</summary>
internal static class NoteRules
{
    private const string LeftOut = "(left out: it seemed to hold an NHS number)";

    public static List<StatusAnswer> Keep(GivenReport given) => [.. given.Statuses.Select(s => given.Confirm.Contains(s.Item) ? s : Keep(s))];

    private static StatusAnswer Keep(StatusAnswer status) => status with
    {
        Note = status.Note is { } note && NhsNumber.IsIn(note.Text) ? note with { Text = LeftOut } : status.Note,
        Evidence = status.Evidence is { } evidence && NhsNumber.IsIn(evidence) ? LeftOut : status.Evidence,
    };

    public static IEnumerable<string> Warnings(ReportReceived content) => content.Statuses
        .SelectMany(s => new[] { (s.Item, What: "note", Text: s.Note?.Text), (s.Item, What: "evidence", Text: s.Evidence) })
        .Where(s => s.Text == LeftOut)
        .Select(s => $"The {s.What} on `{s.Item}` was left out because it seems to hold an NHS number. Send it again without, or with \"confirm\": [\"{s.Item}\"].");
}
