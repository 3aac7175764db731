using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>Which last answers may be said to be unchanged.</summary>
/// <remarks>
/// What is asked afresh every time may not, nor what nobody knew; nil is reported anew. An answer that is to be confirmed may be for at most
/// <see cref="MostConfirmations"/> periods running, however often in each. It must still count, or have been given for the period before: what is older
/// has been forgotten, not confirmed.
/// </remarks>
public static class Renewal
{
    public const int MostConfirmations = 3;

    /// <summary>Why the last answer to a measure may not be said to be unchanged at an instant; null when it may.</summary>
    public static string? Refuse(SubjectState subject, Measure measure, Rulebook rules, DateTime asAt) => subject.BeliefOf(measure.Key) switch
    {
        _ when measure.Reuse == Reuse.Ask => $"`{measure.Key}` is asked afresh every time; answer it.",
        null or { Answer.Kind: AnswerKind.Unknown or AnswerKind.Nil } => $"`{measure.Key}` has no answer yet that could stand unchanged; answer it.",
        { AsAt: var last } when last > asAt => $"`{measure.Key}` has been answered for a later time since; leave it out.",
        { Renewals: >= MostConfirmations } belief when measure.Reuse == Reuse.Confirm && !IsSince(belief, Present(measure, rules.Calendar, asAt), rules.Calendar) =>
            $"`{measure.Key}` was confirmed three times running; look again and answer it.",
        { } belief when !Evaluation.IsFresh(belief, measure, asAt) && !IsSince(belief, Present(measure, rules.Calendar, asAt).Previous, rules.Calendar) =>
            $"The last answer to `{measure.Key}` is too old to stand unchanged; answer it.",
        _ => null,
    };

    private static Period Present(Measure measure, Calendar calendar, DateTime asAt) => Period.Of(measure.Every, calendar.DateOf(asAt));

    private static bool IsSince(Belief belief, Period period, Calendar calendar) => calendar.DateOf(belief.AsAt) >= period.Start;
}
