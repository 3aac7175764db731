using System.Globalization;
using System.Text;
using Compliance.Api.Data;
using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Reports;

/// <summary>Says to a reporter, in words, who is told of what the report set off, who is not yet, and what to do meanwhile.</summary>
internal sealed class Told(IServiceProvider services)
{
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
        return new ToldResponse(
            [.. accepted.Told.Select(role => $"{NameOf(role)}, in the queue of escalations")],
            [.. accepted.NotYetTold.Select(t => Later(t, calendar))],
            calendar.NextOpen(accepted.ReceivedOn),
            contacts.FirstOrDefault(c => c.Role == "authority-out-of-hours")?.Phone,
            Note);
    }

    private string Later(ToBeTold later, Domain.Calendars.Calendar calendar)
    {
        var on = calendar.ToLocal(later.On).ToString("HH:mm 'on' d MMMM", CultureInfo.InvariantCulture);
        return later.UnlessAcknowledged ? $"{NameOf(later.Role)}: at {on}, unless somebody acknowledges before" : $"{NameOf(later.Role)}: at {on}";
    }

    private string NameOf(string role) => services.GetRequiredService<ReferenceData>().FindRole(role)?.Label ?? role;
}
