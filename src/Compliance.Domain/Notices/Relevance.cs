using Compliance.Domain.Escalations;

namespace Compliance.Domain.Notices;

/// <summary>Whether what a notice says is still worth saying at the moment of sending.</summary>
public static class Relevance
{
    private static readonly string[] _answers = ["acknowledged", "mitigating", "passed-up", "passed-down"];

    /// <summary>Whether an event closes its case. Those who were told of the case are told of that too, and nobody else.</summary>
    public static bool Ends(string happened) => happened is "stood-down" or "withdrawn";

    /// <summary>Why a notice of an event need not be sent any more; null when it is to be sent.</summary>
    /// <param name="sequence">The event's number.</param>
    /// <param name="knows">Whether the recipient has been sent anything about the case.</param>
    public static string? Overtaken(Escalation escalation, int sequence, bool knows)
    {
        var told = escalation.Timeline[sequence - 1];
        var since = escalation.Timeline.Skip(sequence).ToList();
        if (Ends(told.Event))
        {
            return since.Any(e => e.Event == "reopened") ? "The case was opened again before this was sent."
                : knows ? null
                : "The recipient was never told that the case began.";
        }

        if (since.FirstOrDefault(e => Ends(e.Event)) is { } end)
        {
            return $"The case was closed before this was sent ({end.Event}).";
        }

        var answers = AnswersTo(told.Event);
        return since.FirstOrDefault(e => answers.Contains(e.Event)) is { } answer ? $"The case was answered before this was sent ({answer.Event})." : null;
    }

    // What asks nobody to do anything cannot be answered.
    private static string[] AnswersTo(string happened) => happened switch
    {
        "information-requested" => ["information-provided"],
        "acknowledged" or "mitigating" or "information-provided" or "cause-corrected" or "level-fell" or "stand-down-proposed"
            or "trigger-switched-off" or "trigger-switched-on" or "not-watched" or "watched-again" => [],
        _ => _answers,
    };
}
