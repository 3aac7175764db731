using Compliance.Domain.Checklists;

namespace Compliance.Domain.Notices;

/// <summary>What a notice says of one event of one case. It holds no readings, no notes and nobody's name.</summary>
/// <param name="Happened">The event.</param>
/// <param name="Authority">The authority's name.</param>
/// <param name="Subject">The registered name of the service; null when the case is about the authority as a whole.</param>
/// <param name="Due">What somebody must do by when, in words; null when nothing is due.</param>
/// <param name="Instead">Labels of roles for which nobody is on record, so that the reader is told for them.</param>
/// <param name="IsLate">Whether it is news of the past: what raised a case was so before it was known, or an answer came after its time.</param>
public sealed record NoticeLine(
    string Happened, DateTime On, TriggerLevel Level, string Authority, string? Subject, string? Due, string Link, IReadOnlyList<string> Instead, bool IsLate = false)
{
    public string Where => Subject is null ? $"{Authority} as a whole" : $"{Subject}, {Authority}";

    public string What => Happened switch
    {
        "raised" when IsLate => "A case was raised about the past: it was so before it became known, and may be over",
        "raised" => "A case was raised",
        "level-rose" => "A case rose to a higher level",
        "repeated" => "What a case is about was reported again",
        "level-fell" => "A case fell to a lower level",
        "stand-down-proposed" => "What a case is about is over, and standing it down is proposed",
        "reopened" => "A case was opened again",
        "discovered-late" => "News of the past on a case: it has become known late that it was worse then than was thought, and the case stands as it did",
        "told" => "A case has reached the next step of its ladder",
        "overdue" => "Nobody has answered a case in time",
        "review-passed" => "The review of a case was not done in time, and it is open to be answered again",
        "passed-up" or "passed-down" => "A case was passed to you",
        "cause-corrected" => "A correction says that what raised a case never was",
        "information-requested" => "You are asked for information on a case",
        "information-provided" when IsLate => "Information asked for on a case was given, after its time",
        "information-provided" => "Information asked for on a case was given",
        "reply-overdue" => "Information asked for on a case has not come in time",
        "acknowledged" => "A case was acknowledged",
        "mitigating" => "Mitigation of a case was agreed",
        "mitigation-ended" => "The time agreed for the mitigation of a case has passed",
        "trigger-switched-off" => "The trigger of a case was switched off: nobody watches any more whether it still holds, and the case stays open",
        "trigger-switched-on" => "The trigger of a case was switched on again: it is watched again whether it still holds",
        "not-watched" => "Nobody watches any more whether a case still holds, and the case stays open",
        "watched-again" => "It is watched again whether a case still holds",
        "stood-down" => "A case was stood down",
        "withdrawn" => "A case was withdrawn",
        _ => $"A case has changed ({Happened.Replace('-', ' ')})",
    };
}
