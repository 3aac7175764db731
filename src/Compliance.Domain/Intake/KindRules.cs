using Compliance.Domain.Calendars;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Intake;

/// <summary>What the kinds of report other than answers need, and what they say.</summary>
internal static class KindRules
{
    private const int LongestExcuse = 31;
    private const int EarliestExcuse = 14;
    private const int UsualExcuse = 7;

    /// <summary>Faults of what a kind must have, or cannot have.</summary>
    public static IEnumerable<Fault> Check(SubmitReport submit, SubjectState subject, DateTime asAt, DateTime at, Calendar calendar)
    {
        var given = submit.Report;
        if (given.Kind is ReportKind.Nil or ReportKind.Excused)
        {
            if (subject.IsAuthority)
            {
                yield return new Fault("/kind", $"\"{Name(given.Kind)}\" is said of a provider, not of the authority itself.");
            }

            if (given.Readings.Count + given.Statuses.Count > 0)
            {
                yield return new Fault(given.Readings.Count > 0 ? "/readings" : "/statuses", given.Kind == ReportKind.Nil
                    ? "A nil report says that there is nobody to care for and nobody employed, and answers every question by that; leave readings and statuses out, or choose the kind \"routine\"."
                    : "An excuse answers nothing; leave readings and statuses out.");
            }
        }
        else if (given.Kind != ReportKind.NoChange && given.Readings.Count + given.Statuses.Count == 0)
        {
            yield return new Fault("/readings", "Answer at least one question.");
        }

        if (given.Kind is ReportKind.NoChange or ReportKind.Nil && subject.Window.Last?.AsAt > asAt)
        {
            yield return new Fault("/asAt", $"\"{Name(given.Kind)}\" speaks of everything at once, so it cannot be about a time before the last report; leave \"asAt\" out, or answer the questions.");
        }

        if (given.ToldBy is { } told && NhsNumber.IsIn(told) && !given.Confirm.Contains("toldBy"))
        {
            yield return new Fault("/toldBy", "Who told it seems to hold an NHS number. Name a role or, if it is none, send it again with \"confirm\": [\"toldBy\"].");
        }

        if (submit.OnBehalf && given.Kind != ReportKind.Excused && string.IsNullOrWhiteSpace(given.ToldBy))
        {
            yield return new Fault("/toldBy", "Say in \"toldBy\" who at the provider told you, by role, such as \"duty manager\".");
        }

        if (given.Kind == ReportKind.Excused && asAt < at.AddDays(-EarliestExcuse))
        {
            yield return new Fault("/asAt", FormattableString.Invariant($"An excuse begins at most {EarliestExcuse} days ago; what was missed before stays missed."));
        }

        foreach (var fault in CheckExcuse(given, calendar.DateOf(asAt)))
        {
            yield return fault;
        }
    }

    /// <summary>A nil report answers every question asked of the subject.</summary>
    public static List<Reading> NilReadings(SubjectState subject, Rulebook rules, DateTime asAt) =>
        [.. Debt.Asked(subject, rules, rules.Calendar.DateOf(asAt)).Select(m => new Reading(m.Key, Answer.Nil))];

    /// <summary>What a report says to be unchanged: what it names and, when it says so of everything, all else that may stand.</summary>
    public static List<string> Renewed(GivenReport given, SubjectState subject, Rulebook rules, DateTime asAt)
    {
        var named = given.Readings.Where(r => r.Unchanged).Select(r => r.Measure);
        return given.Kind != ReportKind.NoChange ? [.. named] :
        [
            .. named,
            .. Debt.Asked(subject, rules, rules.Calendar.DateOf(asAt))
                .Where(m => given.Readings.All(r => r.Measure != m.Key) && Renewal.Refuse(subject, m, rules, asAt) is null)
                .Select(m => m.Key),
        ];
    }

    /// <summary>The last day of an excuse; null for all other kinds.</summary>
    public static DateOnly? ExcusedTo(GivenReport given, DateOnly from) =>
        given.Kind == ReportKind.Excused ? given.Until ?? from.AddDays(UsualExcuse - 1) : null;

    private static IEnumerable<Fault> CheckExcuse(GivenReport given, DateOnly from)
    {
        if (given.Kind != ReportKind.Excused)
        {
            if (given.Until is not null || given.Reason is not null)
            {
                yield return new Fault(given.Until is not null ? "/until" : "/reason", "Only a report of kind \"excused\" has \"until\" and \"reason\"; leave them out.");
            }

            yield break;
        }

        if (string.IsNullOrWhiteSpace(given.Reason))
        {
            yield return new Fault("/reason", "Say why the provider is excused, in a sentence.");
        }
        else if (NhsNumber.IsIn(given.Reason) && !given.Confirm.Contains("reason"))
        {
            yield return new Fault("/reason", "The reason seems to hold an NHS number. Take it out or, if it is none, send it again with \"confirm\": [\"reason\"].");
        }

        if (given.Until is { } until && (until < from || until > from.AddDays(LongestExcuse)))
        {
            yield return new Fault("/until", FormattableString.Invariant(
                $"Give a day from {from:yyyy-MM-dd} to {from.AddDays(LongestExcuse):yyyy-MM-dd}: a provider is not excused for longer without a look."));
        }
    }

    private static string Name(ReportKind kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
