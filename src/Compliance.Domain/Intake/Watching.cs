using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Intake;

/// <summary>Says in open cases when their trigger is not watched any more, and when it is again. It never closes one.</summary>
internal static class Watching
{
    /// <param name="subjects">Those whose cases are looked at.</param>
    public static void Note(TenantState tenant, IEnumerable<string> subjects, Entry entry, Rulebook rules)
    {
        var of = subjects.ToHashSet(StringComparer.Ordinal);
        foreach (var open in tenant.Escalations.Values.Where(e => e.IsOpen && of.Contains(e.Subject)).ToList())
        {
            // What a person raised is watched by people alone.
            var unwatched = open.Trigger is { } trigger ? Unwatched.Of(trigger, rules) : null;
            if (unwatched is null != Cases.IsWatched(open))
            {
                tenant.Put(unwatched is null
                    ? Cases.WatchedAgain(open, entry.KnownOn, entry.Seq)
                    : Cases.NotWatched(open, unwatched, entry.KnownOn, entry.Seq));
            }
        }
    }
}
