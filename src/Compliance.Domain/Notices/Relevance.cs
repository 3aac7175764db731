using Compliance.Domain.Checklists;
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

    /// <summary>
    /// The open case that speaks for a provider's, so that those outside the authority who were told of it are not told of each of its many; null when none does.
    /// What lies with the region, asks somebody something, or is worse than what it is part of, is told all the same; so is the end of what somebody knows of.
    /// One whose condition has cleared, or that nobody watches any more, speaks for nothing.
    /// </summary>
    /// <param name="sequence">The number of the event that would be told.</param>
    /// <param name="roles">Roles for which the recipient would be told, all of them outside the authority.</param>
    /// <param name="above">Open cases of the same authority that are about itself or an organisation, and of which the recipient was told.</param>
    /// <param name="organisation">Of the provider that the case is about; null when it has none.</param>
    public static Escalation? SpokenForBy(
        Escalation escalation, int sequence, IReadOnlyCollection<string> roles, IEnumerable<Escalation> above, string serviceType, string? organisation)
    {
        var told = escalation.Timeline[sequence - 1];
        return told.Asked is not null || Ends(told.Event) ? null : SpokenForBy(escalation, roles, above, serviceType, organisation);
    }

    /// <summary>The same of what is still to be told of the case's standing open.</summary>
    public static Escalation? SpokenForBy(
        Escalation escalation, IReadOnlyCollection<string> roles, IEnumerable<Escalation> above, string serviceType, string? organisation) =>
        escalation.Trigger is not { } trigger || escalation.Tier == Tier.Region
            ? null
            : above.FirstOrDefault(a => a.Level >= escalation.Level && !a.StandDownProposed && Cases.IsWatched(a) && roles.All(Cases.Told(a).Contains)
                && Gathering.Of(a)?.Holds(trigger, escalation.Level, serviceType, organisation) is true);

    // What asks nobody to do anything cannot be answered.
    private static string[] AnswersTo(string happened) => happened switch
    {
        "information-requested" => ["information-provided"],
        "acknowledged" or "mitigating" or "information-provided" or "cause-corrected" or "level-fell" or "stand-down-proposed"
            or "trigger-switched-off" or "trigger-switched-on" or "not-watched" or "watched-again" => [],
        _ => _answers,
    };
}
