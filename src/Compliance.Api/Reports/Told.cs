using System.Text;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Domain.Authorities;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Reports;

/// <summary>Says to a reporter, in words, who is told of what the report set off, who is not yet, and what to do meanwhile.</summary>
internal sealed class Told(IServiceProvider services)
{
    private const string OutOfHours = "authority-out-of-hours";

    private const string Note =
        "This is not an emergency service. If anyone is in danger call 999. Your duties to tell the regulator and to raise safeguarding concerns are unchanged.";

    /// <returns>Null when nothing was set off.</returns>
    public async Task<ToldResponse?> OfAsync(string authority, ReportAccepted accepted, CancellationToken ct)
    {
        accepted = ForReader(accepted);
        if (accepted.Told.Count + accepted.NotYetTold.Count + (accepted.Tellings?.Count ?? 0) == 0 && accepted.Movements.All(m => m.Level <= m.Was))
        {
            return null;
        }

        // Most reports set off nothing, and then need no database here.
        var db = services.GetRequiredService<ComplianceDb>();
        var calendar = await services.GetRequiredService<TenantReader>().CalendarAsync(authority, ct);
        var contacts = Canonical.Read<List<Contact>>(Encoding.UTF8.GetBytes(
            await db.Authorities.Where(a => a.TenantId == authority).Select(a => a.Contacts).SingleAsync(ct)));
        var outOfHours = contacts.FirstOrDefault(c => c.Role == OutOfHours)?.Phone;
        var people = await services.GetRequiredService<Recipients>().OfAsync(authority, ct);
        var tellings = accepted.Tellings ?? [];
        var subjects = tellings.Select(t => t.Subject).Concat(accepted.Movements.Select(m => m.Subject)).Distinct().ToList();
        var ways = accepted.Told.Concat(accepted.NotYetTold.Select(t => t.Role)).Distinct()
            .ToDictionary(r => r, r => subjects.Select(s => people.WayTo(r, s)).FirstOrDefault(w => w is not null));
        // A case that is closed stands in nobody's queue, so that without a message nobody hears of it.
        var queued = accepted.Tellings is null ? [.. accepted.Told] : tellings.Where(t => !t.Before && t.IsOpen).SelectMany(t => t.Roles).ToHashSet();
        return new ToldResponse(
            [.. accepted.Told.Where(r => ways[r] is not null || IsQueued(r)).Select(role => $"{NameOf(role)}, {ways[role] ?? "in the queue of escalations"}")],
            await EarlierAsync(db, accepted, calendar, ct),
            [
                .. accepted.Told.Where(r => ways[r] is null && !IsQueued(r)).Select(role => role == OutOfHours && outOfHours is not null
                    ? $"{NameOf(role)}: ring {outOfHours}"
                    : TenantPeople.HasQueue(role) ? $"{NameOf(role)}: nobody is sent anything, and the case is closed; it stands in its timeline only"
                    : $"{NameOf(role)}: now, by the authority lead"),
                .. accepted.NotYetTold.Select(t => Later(t, ways[t.Role], calendar)),
            ],
            calendar.NextOpen(accepted.ReceivedOn),
            outOfHours,
            Note);

        bool IsQueued(string role) => TenantPeople.HasQueue(role) && queued.Contains(role);
    }

    /// <summary>Whoever may not see how the authority or an organisation stands may not tell it from who is told either; each role once.</summary>
    private ReportAccepted ForReader(ReportAccepted accepted)
    {
        var seesAll = services.GetRequiredService<CurrentUser>().May(Permissions.ReadTriggers);
        bool IsShown(string? subject) => seesAll || subject is null || SubjectState.ScopeOf(subject) == SubjectScope.Provider;
        List<Telling>? tellings = accepted.Tellings is null ? null : [.. accepted.Tellings.Where(t => IsShown(t.Subject))];
        return accepted with
        {
            Tellings = tellings,
            Told = tellings is null ? accepted.Told : [.. tellings.Where(t => !t.Before).SelectMany(t => t.Roles).Distinct()],
            NotYetTold = [.. accepted.NotYetTold.Where(t => IsShown(t.Subject)).DistinctBy(t => t.Role)],
            Movements = [.. accepted.Movements.Where(m => IsShown(m.Subject))],
        };
    }

    /// <summary>Who was told of the same cases by earlier events, and is not told again; each role once, with what became of its last notice.</summary>
    private async Task<IReadOnlyList<string>> EarlierAsync(ComplianceDb db, ReportAccepted accepted, Calendar calendar, CancellationToken ct)
    {
        var earlier = (accepted.Tellings ?? []).Where(t => t.Before)
            .SelectMany(t => t.Roles.Select(role => (Role: role, Telling: t)))
            .Where(t => !accepted.Told.Contains(t.Role))
            .GroupBy(t => t.Role).Select(g => g.MaxBy(t => t.Telling.On)).ToList();
        if (earlier.Count == 0)
        {
            return [];
        }

        var cases = earlier.Select(t => t.Telling.Case).Distinct().ToList();
        var notices = await db.Notices.AsNoTracking().Where(n => cases.Contains(n.Case)).ToListAsync(ct);
        return [.. earlier.Select(t => $"{NameOf(t.Role)}: {Became(t.Role, t.Telling, [.. notices.Where(n => n.Case == t.Telling.Case && n.Sequence == t.Telling.Sequence && IsFor(n, t.Role))], calendar)}; not told again")];
    }

    private static bool IsFor(NoticeRow notice, string role) => notice.Roles.Split(',').Concat(notice.Instead?.Split(',') ?? []).Contains(role);

    private static string Became(string role, Telling telling, IReadOnlyList<NoticeRow> notices, Calendar calendar)
    {
        var on = TimeWords.At(telling.On, calendar);
        return notices.Where(n => n.SentOn is not null).OrderBy(n => IsInstead(n, role)).ThenBy(n => n.SentOn).FirstOrDefault() is { } sent
                ? IsInstead(sent, role) ? $"the authority lead was asked to tell them at {SentAt(sent, calendar)}" : $"was told at {SentAt(sent, calendar)}"
            : notices.Any(n => n.State == NoticeRow.Pending) ? $"is being told since {on}; the message has not been handed over yet"
            : TenantPeople.HasQueue(role) && telling.IsOpen ? $"in the queue of escalations since {on}"
            : $"was to be told at {on}, by the authority lead";
    }

    private static string SentAt(NoticeRow sent, Calendar calendar) =>
        $"{TimeWords.At(sent.SentOn!.Value, calendar)}, by {(sent.Channel == NoticeRow.Text ? "text message" : "e-mail")}";

    // Nobody may be believed told who was only to be told by somebody.
    private static bool IsInstead(NoticeRow notice, string role) => notice.Instead?.Split(',').Contains(role) is true;

    private string Later(ToBeTold later, string? way, Calendar calendar)
    {
        var on = TimeWords.At(later.On, calendar) + (later.Because is { } because ? $" ({because})" : "");
        var by = way is not null ? $", {way}" : TenantPeople.HasQueue(later.Role) ? "" : ", by the authority lead";
        return $"{NameOf(later.Role)}: at {on}{by}{(later.UnlessAcknowledged ? ", unless somebody acknowledges before" : "")}";
    }

    private string NameOf(string role) => services.GetRequiredService<ReferenceData>().FindRole(role)?.Label ?? role;
}
