using System.Text;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Api.Tenancy;
using Compliance.Domain.Authorities;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Samples;

/// <summary>Makes one region with invented services and eight weeks of history, through the intake and as known at the time.</summary>
/// <remarks>The same seed and the same start give the same history. Only ever in Development.</remarks>
internal sealed class SampleData(
    Connections connections,
    ComplianceDbFactory databases,
    ReferenceData reference,
    Catalogue catalogue,
    Onboarding onboarding,
    UserDirectory users,
    DueTenants due,
    Heartbeat heartbeat,
    TimeProvider clock,
    ILoggerFactory loggers)
{
    public const string Region = "yorkshire-and-the-humber";
    public const string Authority = "doncaster";
    public const string Provider = "beechwood";
    public const string Password = "winter-sample";
    public const string Manager = "manager@beechwood.example";
    public const string Lead = "lead@doncaster.example";
    public const string Reviewer = "reviewer@yorkshire.example";

    private const int Seed = 20211103;
    private const int Weeks = 8;

    private readonly SampleClock _then = new();

    /// <summary>Makes the sample unless it is there.</summary>
    /// <exception cref="InvalidOperationException">A start before this one was stopped half-way.</exception>
    public async Task MakeAsync(CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Of(Authority));
        // The reviewer comes last, so its account says that everything else is there.
        var reviewer = User(Reviewer);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == reviewer, ct))
        {
            return;
        }

        if (await db.TenantHeads.AnyAsync(h => h.Seq > 0, ct))
        {
            throw new InvalidOperationException(
                "The sample data was left half made. A journal is never cut back: delete the database file and start again.");
        }

        var lead = await users.PutAsync(Lead, "Sample lead", Password, [new ActingHat(Roles.AuthorityLead, Authority, null, [])], ct);
        await WriteHistoryAsync($"{Roles.AuthorityLead}:{lead.Id}", ct);
        await users.PutAsync(Manager, "Sample manager", Password, [new ActingHat(Roles.ProviderManager, Authority, null, [Provider])], ct);
        await users.PutAsync(Reviewer, "Sample reviewer", Password, [new ActingHat(Roles.Reviewer, null, Region, [])], ct);
    }

    private async Task WriteHistoryAsync(string who, CancellationToken ct)
    {
        var calendar = reference.CalendarOf(reference.FindAuthority(Authority)!);
        var now = Minute(clock.GetUtcNow().UtcDateTime);
        var today = calendar.DateOf(now);
        var season = Season.Of(today);
        var monday = Period.Of(Cadence.Week, today.AddDays(-7 * Weeks)).Start;
        var from = monday < Season.First(season) ? Season.First(season) : monday;
        var random = new Random(Seed);
        var authorities = reference.AuthoritiesOn(today).Where(a => a.Region == Region).ToList();
        await onboarding.ApplyAsync([], [.. authorities.Select(WithContacts)], ct);

        await using var writer = new BatchWriter(
            connections, new PlanCache(), new Calendars(reference.CalendarOf), heartbeat, _then, loggers.CreateLogger<BatchWriter>());
        var events = Events(authorities, season, from, now, calendar, random);
        var leads = authorities.Select(a => new SampleLead(databases, a.Slug, a.Slug == Authority ? who : $"{Roles.AuthorityLead}:{a.Slug}", random)).ToList();
        for (var slot = calendar.StartOf(from); slot <= now; slot = slot.AddMinutes(30))
        {
            _then.Now = slot;
            var items = events[slot].Select(e => Item(e.Tenant, e.Command)).ToList();
            if (slot.Minute == 0 || IsMorning(slot, calendar))
            {
                items.AddRange((await due.ByAsync(slot, ct)).Select(t => Item(t, new LetTimePass())));
            }

            await WriteAsync(writer, items, ct);
            if (IsMorning(slot, calendar) && slot < now.AddHours(-12))
            {
                // Leads act on what their queues show after everything else of the half-hour.
                foreach (var lead in leads)
                {
                    await WriteAsync(writer, [.. (await lead.MorningAsync(slot, ct)).Select(c => Item(lead.Tenant, c))], ct);
                }
            }
        }
    }

    private static bool IsMorning(DateTime slot, Calendar calendar) =>
        slot == calendar.StartOf(calendar.DateOf(slot)).AddHours(9.5) && calendar.IsWorkingDay(calendar.DateOf(slot));

    private ILookup<DateTime, (string Tenant, Command Command)> Events(
        List<Authority> authorities, int season, DateOnly from, DateTime now, Calendar calendar, Random random)
    {
        var events = new List<(DateTime On, string Tenant, Command Command)>();
        var start = calendar.StartOf(from);
        var checklist = catalogue.All.Last(c => c.Status == ChecklistStatus.Published);
        var to = from.AddDays(7 * 26) < Season.Last(season) ? from.AddDays(7 * 26) : Season.Last(season);
        foreach (var authority in authorities)
        {
            var big = authority.Slug == Authority;
            events.Add((start, authority.Slug, new SetPlan("system", checklist, season, from, to, [], null)));
            foreach (var provider in SampleProviders.Make(big ? 81 : 6, big ? 46 : 4, random))
            {
                events.Add((start, authority.Slug, new SetProvider("system", new ProviderSet(
                    provider.Key, provider.Name, provider.ServiceType, null, null, null, null, from, null, 1), null)));
                if (provider.Fate == Fate.Excused)
                {
                    events.Add((Slot(now.AddDays(-13)), authority.Slug, new SubmitReport(
                        $"{Roles.AuthorityLead}:{authority.Slug}", provider.Key,
                        new GivenReport(Domain.Reporting.ReportKind.Excused, null, [], [], null, [], null, calendar.DateOf(now).AddDays(14), "Moved out for repairs after a burst pipe."))));
                }

                events.AddRange(new SampleReports(calendar, now, random).Of(provider, from)
                    .Select(r => (Slot(r.On), authority.Slug, (Command)new SubmitReport($"{Roles.ProviderManager}:{provider.Key}", provider.Key, r.Report))));
            }

            var plan = new Plan(checklist, season, from, to, [], [], 1, from);
            var own = new SampleActions(plan, calendar, now, random);
            events.AddRange(own.Readings().Concat(own.Words()).Select(r => (
                Slot(r.On), authority.Slug, (Command)new SubmitReport($"{Roles.AuthorityLead}:{authority.Slug}", SubjectState.Authority, r.Report))));
        }

        return events.OrderBy(e => e.Command is SubmitReport).ToLookup(e => e.On, e => (e.Tenant, e.Command));
    }

    private static async Task WriteAsync(BatchWriter writer, List<WorkItem> items, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return;
        }

        await writer.WriteAsync(items, ct);
        foreach (var item in items)
        {
            if (await item.Done.Task is { IsAccepted: false } refused)
            {
                throw new InvalidOperationException($"The sample's {item.Command.GetType().Name} for {item.Tenant} was refused: {Encoding.UTF8.GetString(Canonical.Write(refused))}");
            }
        }
    }

    private AuthorityRecord WithContacts(Authority authority) => new(
        authority.Slug, authority.Name, authority.Region, reference.NationOf(authority).Key, Encoding.UTF8.GetString(Canonical.Write(authority.Codes)),
        Encoding.UTF8.GetString(Canonical.Write<IReadOnlyList<Contact>>(
        [
            new("authority-lead", "Sample lead", $"lead@{authority.Slug}.example", "01632 960001", false),
            new("authority-director", "Sample director", $"director@{authority.Slug}.example", "01632 960002", false),
            new("authority-out-of-hours", "Sample emergency duty team", null, "01632 960000", true),
        ])));

    private static WorkItem Item(string tenant, Command command) => new(tenant, command, null, []);

    private static string User(string email) => Data.Entities.User.Normalize(email);

    private static DateTime Minute(DateTime on) => new(on.Ticks - on.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Utc);

    private static DateTime Slot(DateTime on) => new(on.Ticks - on.Ticks % (30 * TimeSpan.TicksPerMinute), DateTimeKind.Utc);
}
