using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Authorities;
using Compliance.Domain.Calendars;
using Compliance.Domain.Escalations;
using Compliance.Domain.Notices;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Escalations;

/// <summary>Shows one case as its reader may see it.</summary>
internal sealed class CaseView(
    ComplianceDb db, TenantReader reader, CaseNotices notices, Gathered gathered, Recipients recipients, ReferenceData reference, CurrentUser user, TimeProvider clock)
{
    /// <summary>People are named to the council and its region, not to those about whom they decide.</summary>
    private bool NamesDirectors => Sides.Of(user.Hat.Role) != ActingAs.Provider;

    public async Task<EscalationResponse> OfAsync(string tenant, Escalation escalation, CancellationToken ct)
    {
        var head = await reader.HeadAsync(tenant, ct);
        var rules = await reader.RulesAsync(tenant, head.KnownOn, ct);
        var subject = await reader.SubjectAsync(tenant, escalation.Subject, ct);
        var above = await gathered.AboveAsync(tenant, escalation, subject, rules.On, ct);
        var condition = Conditions.Of(escalation, subject, rules, head.KnownOn);
        return new EscalationResponse(
            escalation.Id, tenant, head.RegionId, escalation.Tier, escalation.Trigger, escalation.Title, escalation.Section,
            SubjectResponse.Of(escalation.Subject), escalation.State, escalation.Level, escalation.StandDownProposed, escalation.IsOverdue,
            condition, escalation.Summary, escalation.Owner,
            CaseDueResponse.From(CaseDue.Of(escalation, rules.Calendar)), await NextAsync(tenant, escalation, subject, above, rules.Calendar, ct),
            MitigationResponse.From(escalation.Mitigation, NamesDirectors), escalation.ForRegion,
            escalation.KeptFromProvider is true || SubjectResponse.Of(escalation.Subject).Kind != SubjectKind.Provider ? Audience.Authority : Audience.Provider,
            escalation.RaisedOn, escalation.ClosedOn, escalation.WatchedUntil is { } until && until >= clock.GetUtcNow().UtcDateTime ? until : null,
            [.. Acts.Allowed(escalation, Sides.Of(user.Hat.Role), condition).Select(a => JsonNamingPolicy.KebabCaseLower.ConvertName(a.ToString()))],
            [.. Measures.For(escalation, rules).Select(ContingencyResponse.From)],
            escalation.Receipt is { } receipt ? ReceiptResponse.From(receipt) : null,
            await TimelineAsync(escalation, ct),
            await notices.OfAsync(escalation, ct),
            escalation.Sequence,
            await gathered.OfAsync(tenant, escalation, rules.On, ct),
            Gathered.Show(above));
    }

    private async Task<IReadOnlyList<CaseNextResponse>> NextAsync(
        string tenant, Escalation escalation, SubjectState subject, IReadOnlyList<Escalation> above, Calendar calendar, CancellationToken ct) =>
        escalation.IsOpen ? new NextSteps(await recipients.OfAsync(tenant, ct), reference, calendar, role => PartOf(escalation, role, subject, above)).Of(escalation) : [];

    /// <summary>Those outside the authority who were told of the whole are not told of each part.</summary>
    private string? PartOf(Escalation escalation, string role, SubjectState subject, IReadOnlyList<Escalation> above) =>
        reference.FindRole(role) is { IsOutside: true } && subject.Membership is { } member
        && Relevance.SpokenForBy(escalation, [role], above, member.ServiceType, member.Organisation) is { } one ? $"as part of /v1/escalations/{one.Id}" : null;

    private async Task<IReadOnlyList<CaseEventResponse>> TimelineAsync(Escalation escalation, CancellationToken ct)
    {
        var mine = escalation.Timeline.Select(e => Writer.Of(e.By)).Where(w => w.Role == user.Hat.Role).Select(w => w.User).Distinct().ToList();
        var names = mine.Count == 0
            ? []
            : await db.Users.Where(u => mine.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        return [.. escalation.Timeline
            .Where(e => e.Note is null || Sides.MayRead(e.Note, Writer.Of(e.By).Role, user.Hat.Role))
            .Select(e => LineOf(e, names))];
    }

    private CaseEventResponse LineOf(CaseEvent e, Dictionary<string, string> names)
    {
        var by = Writer.Of(e.By);
        var isForMe = Sides.MayRead(e, user.Hat.Role);
        return new CaseEventResponse(e.Sequence, e.Event, e.On, by.Role)
        {
            Name = names.GetValueOrDefault(by.User),
            Level = e.Level,
            Tier = e.Tier,
            Summary = e.Summary,
            Reason = e.Reason,
            Despite = e.Despite,
            Owner = e.Owner,
            ReviewBy = e.ReviewBy,
            Told = e.Told,
            Asked = e.Asked,
            Question = isForMe ? e.Question : null,
            ReplyBy = e.ReplyBy,
            Answer = isForMe ? e.Answer : null,
            Late = e.Late,
            Measures = e.Measures is null ? null : [.. e.Measures.Select(CaseMeasureResponse.From)],
            Until = e.Until,
            AuthorisedBy = NamesDirectors ? e.AuthorisedBy : null,
            Attachments = isForMe && e.Attachments is not null ? [.. e.Attachments.Select(AttachmentResponse.From)] : null,
            Paused = ClockPauseResponse.Of(e.Paused),
            Note = e.Note is { } note ? new CaseNoteResponse(note.Text, note.Audience) : null,
            Mark = e.Mark,
            Receipt = e.Receipt is { } receipt ? ReceiptResponse.From(receipt) : null,
        };
    }

    /// <summary>Who did something, taken apart into role and user; the system is a role without a user.</summary>
    private readonly record struct Writer(string Role, string User)
    {
        public static Writer Of(string who) => who.Split(':', 2) is [var role, var user] ? new(role, user) : new(who, "");
    }
}
