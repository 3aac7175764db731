using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Intake;

/// <summary>What each action on a case needs to be told.</summary>
internal static class ActNeeds
{
    private const int MostDays = 31;
    private const int MostMeasures = 10;
    private const int LongestMeasure = 500;

    /// <param name="known">Measures that the plan holds ready for the case.</param>
    public static IEnumerable<Fault> Faults(Act act, Escalation escalation, ActingAs role, IReadOnlyList<ContingencyMeasure> known, DateTime at)
    {
        IEnumerable<Fault> own = act.Action switch
        {
            CaseAction.Acknowledge =>
            [
                .. Needed(act.Reason, "/reason", "Say why, in a sentence."),
                .. Needed(act.Owner, "/owner", "Name who is dealing with it."),
                .. Soon(act.ReviewBy, at, "/reviewBy", "the case is looked at again", "a case is not to be parked for longer without a look"),
            ],
            CaseAction.RequestInformation =>
            [
                .. Asked(act.To, escalation, role),
                .. Needed(act.Question, "/question", "Write what you need to know."),
                .. Soon(act.ReplyBy, at, "/replyBy", "you need the answer", "a case does not wait longer for an answer"),
            ],
            CaseAction.ProvideInformation => Needed(act.Answer, "/answer", "Write the answer."),
            CaseAction.Mitigate =>
            [
                .. Measures(act, known),
                .. Needed(act.Owner, "/owner", "Name who carries it out."),
                .. Soon(act.Until, at, "/until", "the mitigation ends or is looked at again", "a case is not to be left for longer without a look"),
            ],
            CaseAction.Notes => [.. Needed(act.Note?.Text, "/text", "Write the note."), .. Seen(act.Note, escalation)],
            _ => Needed(act.Reason, "/reason", "Say why, in a sentence."),
        };
        return own.Concat(AttachmentRules.Faults(act.Attachments));
    }

    private static IEnumerable<Fault> Needed(string? text, string pointer, string mend) =>
        string.IsNullOrWhiteSpace(text) ? [new Fault(pointer, mend)] : [];

    private static IEnumerable<Fault> Seen(Note? note, Escalation escalation) =>
        note?.Audience == Audience.Provider && escalation.KeptFromProvider is true
            ? [new Fault("/audience", "The provider does not see this case. Give the note another audience; to open the case to the provider, ask it for information.")]
            : [];

    private static IEnumerable<Fault> Soon(DateTime? on, DateTime at, string pointer, string what, string why) =>
        on is null || on <= at ? [new Fault(pointer, $"Give a time in the future by which {what}.")]
        : on > at.AddDays(MostDays) ? [new Fault(pointer, FormattableString.Invariant($"Give a time within {MostDays} days: {why}."))]
        : [];

    private static IEnumerable<Fault> Asked(ActingAs? to, Escalation escalation, ActingAs role)
    {
        var some = Acts.MayBeAsked(escalation, role).ToList();
        // Where there is nobody to ask, the state of things says so.
        return some.Count == 0 || (to is { } asked && some.Contains(asked)) ? []
            : [new Fault("/to", $"Say who is asked; you may ask: {string.Join(" or ", some.Select(s => s == ActingAs.Provider ? "provider" : "authority"))}.")];
    }

    private static IEnumerable<Fault> Measures(Act act, IReadOnlyList<ContingencyMeasure> known)
    {
        var measures = act.Measures ?? [];
        if (measures.Count is 0 or > MostMeasures)
        {
            yield return new Fault("/measures", FormattableString.Invariant($"Say what is being done: 1 to {MostMeasures} measures."));
        }

        for (var i = 0; i < Math.Min(measures.Count, MostMeasures); i++)
        {
            if (measures[i].Key is { } key && known.All(k => k.Key != key))
            {
                var keys = known.Count == 0 ? "The plan holds none ready for this case." : $"The plan's are {string.Join(", ", known.Select(k => k.Key))}.";
                yield return new Fault(FormattableString.Invariant($"/measures/{i}/key"), $"{keys} Put anything else into \"text\", in your own words.");
            }
            else if (measures[i].Key is null && !AttachmentRules.IsText(measures[i].Title, LongestMeasure))
            {
                yield return new Fault(
                    FormattableString.Invariant($"/measures/{i}"),
                    FormattableString.Invariant($"Give the key of one of the plan's measures, or in \"text\" 1 to {LongestMeasure} characters of your own, {PlainText.LineMend}."));
            }
        }

        var last = known.Where(k => k.Acceptability == Acceptability.LastResort && measures.Any(m => m.Key == k.Key)).Select(k => k.Key).ToList();
        if (last.Count > 0 && string.IsNullOrWhiteSpace(act.AuthorisedBy))
        {
            yield return new Fault("/authorisedBy", $"Name the director who authorises the last resort ({string.Join(", ", last)}).");
        }
    }
}
