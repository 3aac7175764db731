using Compliance.Api.Access;
using Compliance.Api.Authorities;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
using Compliance.Api.Tenancy;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Compliance.Benchmarks;

/// <summary>A database made ready for a measurement, by the product's own writer: authorities, plan, register, reports, and a lead for each.</summary>
internal static class Database
{
    public const string Password = "measured-in-winter";

    public static Connections Open(string file) => new(Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={file}" }));

    public static Calendars Calendars() => new(ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).CalendarOf);

    public static async Task PrepareAsync(string file, Setting setting)
    {
        await using var connections = Open(file);
        var databases = new ComplianceDbFactory(connections, NullLoggerFactory.Instance);
        await new SchemaUpdate(databases, connections).ApplyAsync(CancellationToken.None);
        var tenants = new TenantStore(_ => Task.FromResult<IReadOnlyList<TenantInfo>>([]), TimeProvider.System);
        await new Onboarding(databases, tenants).ApplyAsync(
            [new RegionRecord("measured", "Measured", "england", "E12")],
            [.. Enumerable.Range(0, setting.Tenants).Select(t => new AuthorityRecord(Setting.Tenant(t), "Measured", "measured", "england"))], CancellationToken.None);
        var users = new UserDirectory(databases, new PasswordHasher<User>(), Options.Create(new AccessOptions()), TimeProvider.System);
        await users.PutAsync("lead@example.org", "Lead", Password, [.. Enumerable.Range(0, setting.Tenants).Select(Lead)], CancellationToken.None);
        await FillAsync(connections, setting);
    }

    public static ActingHat Lead(int tenant) => new(Roles.AuthorityLead, Setting.Tenant(tenant), null, []);

    private static async Task FillAsync(Connections connections, Setting setting)
    {
        var clock = new SetClock(TimeProvider.System.GetUtcNow().AddDays(-7 * setting.Weeks));
        await using var writer = new BatchWriter(connections, new PlanCache(), Calendars(), new Heartbeat(connections, Options.Create(new ClockOptions())), clock, NullLogger<BatchWriter>.Instance);
        var season = Season.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var (from, to) = (Season.First(season), Season.Last(season));
        var checklist = setting.Checklist();
        for (var t = 0; t < setting.Tenants; t++)
        {
            var tenant = Setting.Tenant(t);
            await WriteAsync(writer, tenant, [new SetPlan("system", checklist, season, from, to, [], null)]);
            await WriteAsync(writer, tenant, Providers(setting, t).Select(p => new SetProvider("system", new ProviderSet(p, p, "care-home", null, null, null, null, from, null, 1), null)));
        }

        for (var t = 0; t < setting.Tenants && setting.FiresAtOnce; t++)
        {
            await WriteAsync(writer, Setting.Tenant(t), Providers(setting, t).Select(p => new SubmitReport(
                "system", p, new GivenReport(ReportKind.Update, null, [Setting.Alarming], [], null, [], null))));
        }

        for (var week = 0; week < setting.Weeks; week++)
        {
            for (var t = 0; t < setting.Tenants; t++)
            {
                await WriteAsync(writer, Setting.Tenant(t), Providers(setting, t).Select((p, i) => new SubmitReport(
                    "system", p, new GivenReport(ReportKind.Routine, null, setting.Readings(week + i), [], null, [], null))));
            }

            clock.Now = clock.Now.AddDays(7);
        }
    }

    private static IEnumerable<string> Providers(Setting setting, int tenant) => Enumerable.Range(0, setting.ProvidersOf(tenant)).Select(Setting.Provider);

    private static async Task WriteAsync(BatchWriter writer, string tenant, IEnumerable<Command> commands)
    {
        foreach (var turn in commands.Select(c => new WorkItem(tenant, c, null, [])).Chunk(256))
        {
            await writer.WriteAsync(turn, CancellationToken.None);
            foreach (var item in turn)
            {
                var outcome = await item.Done.Task;
                _ = outcome.IsAccepted ? true : throw new InvalidOperationException($"{outcome}");
            }
        }
    }

    private sealed class SetClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
