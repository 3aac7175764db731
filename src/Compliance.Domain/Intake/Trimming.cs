using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Intake;

/// <summary>Keeps a subject's window as short as it may be.</summary>
public static class Trimming
{
    // Trimming unpacks a window and packs it anew; done for every report of a full one it would be most of the work.
    private const int SlackReports = 25;
    private const int SlackDays = 14;

    /// <summary>Whether the window holds so much more than it must that it is time to trim it.</summary>
    public static bool IsFull(Window window, DateTime at) =>
        window.Count >= SubjectState.WindowReports + SlackReports || window.Oldest < at.AddDays(-SubjectState.WindowDays - SlackDays);

    /// <summary>Moves reports out of the window into its checkpoint: those too old, and of the others the oldest beyond so many.</summary>
    public static void Trim(SubjectState subject, Rulebook rules, DateTime at, int keep)
    {
        var oldest = at.AddDays(-SubjectState.WindowDays);
        var leaving = subject.Points.TakeWhile((p, i) => p.AsAt < oldest || subject.Points.Count - i > keep).ToList();
        if (leaving.Count == 0)
        {
            return;
        }

        var known = subject.Base.Copy();
        foreach (var point in leaving)
        {
            Timeline.Take(known, point, subject, rules);
        }

        subject.Base = known;
        subject.Points.RemoveRange(0, leaving.Count);
        subject.Moves.Clear();
    }
}
