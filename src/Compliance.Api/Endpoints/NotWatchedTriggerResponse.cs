using System.Text.Json.Serialization;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Api.Endpoints;

/// <summary>A trigger of a plan in force, or one level of it, that nobody watches: whether it would fire is not known, and it is not clear.</summary>
/// <param name="Level">The level that is not watched; left out where the whole trigger is not.</param>
/// <param name="Because">Switched off by the authority, or none of its days.</param>
/// <param name="Reason">In a sentence; of one that was switched off, the authority's own.</param>
/// <param name="Since">Since when; null where that is not known, or it was never watched.</param>
/// <param name="Sentence">All of it in one sentence.</param>
public sealed record NotWatchedTriggerResponse(
    string Trigger,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TriggerLevel? Level,
    UnwatchedBecause Because,
    string Reason,
    DateTime? Since,
    string Sentence)
{
    internal static NotWatchedTriggerResponse From(WatchGap gap, Calendar calendar) =>
        new(gap.Trigger.Key, gap.Level, gap.Why.Because, gap.Why.Reason, gap.Why.Since, gap.Sentence(calendar));
}
