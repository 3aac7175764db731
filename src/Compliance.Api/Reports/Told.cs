using System.Text;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Domain.Authorities;
using Compliance.Domain.Calendars;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

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
        if (accepted.Told.Count + accepted.NotYetTold.Count == 0 && accepted.Movements.All(m => m.Level <= m.Was))
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
        var subjects = accepted.Movements.Select(m => m.Subject).Distinct().ToList();
        var ways = accepted.Told.Concat(accepted.NotYetTold.Select(t => t.Role)).Distinct().ToDictionary(r => r, r => WayTo(r, subjects, people));
        return new ToldResponse(
            [.. accepted.Told.Where(r => ways[r] is not null || HasQueue(r)).Select(role => $"{NameOf(role)}, {ways[role] ?? "in the queue of escalations"}")],
            [
                .. accepted.Told.Where(r => ways[r] is null && !HasQueue(r)).Select(role => role == OutOfHours && outOfHours is not null
                    ? $"{NameOf(role)}: ring {outOfHours}"
                    : $"{NameOf(role)}: now, by the authority lead"),
                .. accepted.NotYetTold.Select(t => Later(t, ways[t.Role], calendar)),
            ],
            calendar.NextOpen(accepted.ReceivedOn),
            outOfHours,
            Note);
    }

    // Only what is set up, and only who wants each message, can be said to be told now.
    private string? WayTo(string role, IReadOnlyList<string> subjects, TenantPeople people)
    {
        var options = services.GetRequiredService<IOptions<NoticeOptions>>().Value;
        var found = subjects.SelectMany(s => people.For(role, s)).ToList();
        return options.CanEmail && found.Any(r => r.Channel == NoticeRow.Email && r.Wish == User.EachEmail) ? "by e-mail"
            : options.CanText && found.Any(r => r.Channel == NoticeRow.Text) ? "by text message"
            : null;
    }

    private string Later(ToBeTold later, string? way, Domain.Calendars.Calendar calendar)
    {
        var on = TimeWords.At(later.On, calendar) + (later.Because is { } because ? $" ({because})" : "");
        var by = way is not null ? $", {way}" : HasQueue(later.Role) ? "" : ", by the authority lead";
        return $"{NameOf(later.Role)}: at {on}{by}{(later.UnlessAcknowledged ? ", unless somebody acknowledges before" : "")}";
    }

    // Whoever has no place in this service to find a case in is told by somebody, and nobody may believe that it has happened.
    private static bool HasQueue(string role) => role is "authority-lead" or "region" or "provider";

    private string NameOf(string role) => services.GetRequiredService<ReferenceData>().FindRole(role)?.Label ?? role;
}
