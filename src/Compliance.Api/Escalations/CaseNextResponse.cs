using Compliance.Api.Access;
using Compliance.Domain.Authorities;
using Compliance.Domain.Calendars;
using Compliance.Domain.Escalations;

namespace Compliance.Api.Escalations;

/// <summary>What a case's clock does if nobody does anything before.</summary>
/// <param name="Event">What the timeline will call it: <c>told</c>, a step of the ladder; <c>overdue</c>; <c>review-passed</c>, <c>mitigation-ended</c> or <c>reply-overdue</c>.</param>
/// <param name="Because">The time in local words and how it comes about, as in <c>due</c>.</param>
/// <param name="UnlessAcknowledged">Whether acknowledging the case before is enough to keep it from happening.</param>
/// <param name="Told">Who is told then.</param>
/// <param name="Sentence">All of it in words: <c>If nobody acknowledges by 1:12pm Wednesday 18 November: Regional assurance team is told, by e-mail.</c></param>
public sealed record CaseNextResponse(string Event, DateTime On, string Because, bool UnlessAcknowledged, IReadOnlyList<NextToldResponse> Told, string Sentence);

/// <summary>A role that is told.</summary>
/// <param name="By"><c>by e-mail</c>, <c>by text message</c>, <c>in the queue of escalations</c>, or <c>by the authority lead</c>, who hears of it for a role that nobody is on record for; <c>as part of</c> the address of a case that gathers this one, for somebody outside the authority who was told of that.</param>
public sealed record NextToldResponse(string Role, string Label, string By);

/// <summary>Puts what comes next into words.</summary>
/// <param name="partOf">How a role is told of it only with others; null where it is told of this case itself.</param>
internal sealed class NextSteps(TenantPeople people, ReferenceData reference, Calendar calendar, Func<string, string?> partOf)
{
    public IReadOnlyList<CaseNextResponse> Of(Escalation escalation) => [.. CaseNext.Of(escalation, calendar).Select(n => Of(n, escalation))];

    private CaseNextResponse Of(CaseNext next, Escalation escalation)
    {
        List<NextToldResponse> told = [.. next.Told.Select(r => new NextToldResponse(r, reference.FindRole(r)?.Label ?? r, By(r, escalation)))];
        var at = TimeWords.At(next.On, calendar);
        return new CaseNextResponse(next.Happens, next.On, $"{at}: {next.Why}", next.UnlessAcknowledged, told, $"{When(next, at)}: {What(next, told)}.");
    }

    private string By(string role, Escalation escalation) => partOf(role) ?? people.WayTo(role, escalation.Subject)
        ?? (TenantPeople.HasQueue(role) ? "in the queue of escalations" : "by the authority lead");

    private static string When(CaseNext next, string at) => next.Happens switch
    {
        "told" when !next.UnlessAcknowledged => $"At {at}, unless the case is closed before",
        "told" => $"If nobody acknowledges by {at}",
        "overdue" => $"If nobody answers by {at}",
        "review-passed" => $"If nobody looks at it again by {at}",
        "mitigation-ended" => $"If nothing else is decided by {at}, when the mitigation ends",
        _ => $"If no reply comes by {at}",
    };

    private static string What(CaseNext next, List<NextToldResponse> told)
    {
        var heard = told.Count == 0 ? "" : $"{string.Join("; ", told.Select(t => $"{t.Label} is told, {t.By}"))}";
        var happens = next.Happens switch
        {
            "told" => "",
            "overdue" => next.Told.Contains(Cases.Region) ? "the case is overdue, and the region may act on it too" : "the case is overdue",
            "reply-overdue" => "the case goes on without it, marked overdue",
            _ => "the case is back in the queue, and its ladder starts anew",
        };
        return happens.Length == 0 ? heard : heard.Length == 0 ? happens : $"{happens}; {heard}";
    }
}
