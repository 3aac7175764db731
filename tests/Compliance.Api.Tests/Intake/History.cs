using System.Collections.Concurrent;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Intake;

/// <summary>A winter in several authorities, made up from a seed.</summary>
internal sealed class History(ComplianceApp app, TestEngine engine, int seed)
{
    private static readonly string[] _services = ["care-home", "home-care", "supported-living"];
    private static readonly string?[] _companies = [null, "acme", "beech", "acme"];
    private readonly Random _random = new(seed);
    private readonly Checklist _checklist = EveryKind.Of(app.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", 1)!);
    private readonly List<(string Tenant, string Subject, string Id)> _reports = [];
    private readonly ConcurrentDictionary<string, int> _plans = new();
    private readonly ConcurrentDictionary<string, ProviderSet> _register = new();
    private int _accepted;

    public List<TestAuthority> Authorities { get; } = [];

    public int Accepted => _accepted;

    public async Task RunAsync(int steps)
    {
        for (var i = 0; i < 3; i++)
        {
            Authorities.Add(app.NewAuthority());
            await Task.WhenAll(Enumerable.Range(0, 6).Select(p => JoinAsync(Authorities[i].Id, $"home-{p}")).Prepend(AdoptAsync(Authorities[i].Id)));
        }

        for (var i = 0; i < steps; i++)
        {
            await StepAsync();
        }

        await engine.TickAsync(Authorities.Select(a => a.Id));
    }

    private Task StepAsync() => _random.Next(22) switch
    {
        21 => RaiseAsync(AnyTenant()),
        20 => OutageAsync(),
        0 => engine.RestartAsync(),
        1 => MoveAsync(TimeSpan.FromHours(-1)),
        2 => JoinAsync(AnyTenant(), $"home-{_random.Next(9)}"),
        3 => AdoptAsync(AnyTenant()),
        4 or 5 or 6 => PassTimeAsync(),
        7 or 8 or 9 => ActAsync(AnyTenant()),
        _ => ReportsAsync(),
    };

    private async Task PassTimeAsync()
    {
        await MoveAsync(_random.Next(6) == 0 ? TimeSpan.FromDays(9) : TimeSpan.FromMinutes(_random.Next(60 * 60)));
        if (_random.Next(3) > 0)
        {
            await engine.TickAsync(Authorities.Select(a => a.Id));
        }
    }

    /// <summary>The service is down for a time; two processes may find out, and callers may come before either.</summary>
    private async Task OutageAsync()
    {
        var from = engine.Now;
        await engine.RestartAsync();
        await MoveAsync(TimeSpan.FromMinutes(_random.Next(1, 60 * 24 * 6)));
        var note = new NoteOutage(new Outage(from, engine.Now), TimeSpan.FromMinutes(15));
        await Task.WhenAll(Authorities.SelectMany(a => Enumerable.Range(0, _random.Next(3)).Select(_ => SubmitAsync(a.Id, note))));
    }

    private Task MoveAsync(TimeSpan by)
    {
        engine.Clock.Move(by);
        return Task.CompletedTask;
    }

    private async Task AdoptAsync(string tenant)
    {
        List<Override> overrides = [];
        if (_plans.ContainsKey(tenant) && _random.Next(3) > 0)
        {
            overrides.Add(_random.Next(5) switch
            {
                3 => new Override("every-lasting", null, null, null, null, null, true, "Not here"),
                4 => new Override(null, null, null, null, null, null, true, "Not here", "every-drill"),
                0 => new Override("staff-absence", TriggerLevel.Red, 25, 12, null, null, false, "Small teams"),
                1 => new Override("staff-absence", TriggerLevel.Amber, null, null, null, null, true, "Too many"),
                _ => new Override("ppe-low", null, null, null, null, null, true, "Held centrally"),
            });
        }

        var to = new DateOnly(2027, _random.Next(1, 4), 28);
        var set = new SetPlan("lead:1", _checklist, 2026, new DateOnly(2026, 10, 1), to, overrides, _plans.TryGetValue(tenant, out var seen) ? seen : null);
        if (await SubmitAsync(tenant, set) is Stored stored)
        {
            _plans[tenant] = stored.Revision;
        }
    }

    private async Task JoinAsync(string tenant, string key)
    {
        var today = DateOnly.FromDateTime(engine.Now);
        var known = _register.GetValueOrDefault($"{tenant}/{key}");
        var set = new ProviderSet(
            key, key, known?.ServiceType ?? _services[_random.Next(3)], _companies[_random.Next(4)], key, null, null,
            known?.Joined ?? today.AddDays(-_random.Next(120)), known is not null && _random.Next(2) == 0 ? today.AddDays(_random.Next(-3, 20)) : null, 1,
            known is not null && _random.Next(6) == 0 ? "doncaster" : null,
            _random.Next(3) == 0 ? [new Closure(today.AddDays(_random.Next(-5, 6)), today.AddDays(_random.Next(6, 20)), "Works")] : known?.Closures);
        if (await SubmitAsync(tenant, new SetProvider("lead:1", set, known?.Revision)) is Stored stored)
        {
            _register[$"{tenant}/{key}"] = set with { Revision = stored.Revision };
        }
    }

    /// <summary>Reports to several authorities at the same moment.</summary>
    private async Task ReportsAsync()
    {
        var sent = Enumerable.Range(0, _random.Next(1, 12)).Select(_ => Report()).ToList();
        var outcomes = await Task.WhenAll(sent.Select(s => SubmitAsync(s.Tenant, s.Command, _random.Next(4) == 0 ? $"key-{_random.Next(1000)}" : null)));
        foreach (var (item, outcome) in sent.Zip(outcomes))
        {
            if (outcome is ReportAccepted { Revision: 1 } accepted)
            {
                _reports.Add((item.Tenant, item.Command.Subject, accepted.Id));
            }
        }
    }

    private (string Tenant, SubmitReport Command) Report()
    {
        if (_reports.Count > 0 && _random.Next(5) == 0)
        {
            var (of, about, id) = _reports[_random.Next(_reports.Count)];
            return (of, new SubmitReport("manager:1", about, Given(ReportKind.Correction, null, about, id)));
        }

        var subject = _random.Next(8) == 0 ? SubjectState.Authority : $"home-{_random.Next(9)}";
        DateTime? asAt = _random.Next(4) switch
        {
            0 => engine.Now.Date.AddDays(-_random.Next(20)).AddHours(8),
            1 => engine.Now.AddMinutes(-_random.Next(60 * 24 * 40)).AddTicks(_random.Next(10000)),
            _ => null,
        };
        return (AnyTenant(), new SubmitReport("manager:1", subject, _random.Next(12) switch
        {
            0 => new GivenReport(ReportKind.Nil, asAt, [], [], null, [], null),
            1 => new GivenReport(ReportKind.Excused, asAt, [], [], null, [], null, Reason: "Closed for works"),
            2 or 3 => Given(ReportKind.NoChange, null, subject, null),
            4 => new GivenReport(ReportKind.NoChange, null, [], [], null, [], null),
            _ => Given(_random.Next(2) == 0 ? ReportKind.Routine : ReportKind.Update, asAt, subject, null),
        }));
    }

    private GivenReport Given(ReportKind kind, DateTime? asAt, string subject, string? corrects)
    {
        var owner = subject == SubjectState.Authority ? Owner.Authority : Owner.Provider;
        var readings = _checklist.Measures
            .Where(m => m.Owner == owner && m.AppliesTo.Types.Count == 0 && _random.Next(3) > 0)
            .Select(Reading).ToList();
        var items = _checklist.Items.Where(i => i.Owner == owner && i.AppliesTo.Types.Count == 0 && _random.Next(owner == Owner.Provider ? 3 : 20) == 0)
            .Select(i => new StatusAnswer(i.Key, (ItemStatus)_random.Next(6), null, "Minutes of the week")).ToList();
        return new GivenReport(kind, asAt, readings, items, corrects, [.. readings.Select(r => r.Measure)], null);
    }

    private GivenReading Reading(Measure measure) => (_random.Next(12), measure.Kind) switch
    {
        (0, _) => new GivenReading(measure.Key, Unknown: true),
        (1, _) => new GivenReading(measure.Key, NotApplicable: true),
        (_, MeasureKind.YesNo) => new GivenReading(measure.Key, new GivenValue(null, _random.Next(4) == 0 ? "no" : "yes")),
        (_, MeasureKind.Choice) => new GivenReading(measure.Key, new GivenValue(null, measure.Choices[_random.Next(measure.Choices.Count)].Key)),
        (_, MeasureKind.Date) => new GivenReading(measure.Key, new GivenValue(null, "2026-11-18")),
        (_, MeasureKind.Percentage) => new GivenReading(measure.Key, Numerator: _random.Next(5), Denominator: 5 + _random.Next(20)),
        _ => new GivenReading(measure.Key, new GivenValue(measure.Key == "staff-employed" ? _random.Next(12, 40) : _random.Next(12), null)),
    };

    private async Task ActAsync(string tenant)
    {
        await using var db = app.Databases.For(tenant);
        var rows = await db.Escalations.AsNoTracking().OrderBy(e => e.Id).ToListAsync(TestContext.Current.CancellationToken);
        if (rows.Count == 0)
        {
            return;
        }

        var row = rows[_random.Next(rows.Count)];
        var act = new Act((CaseAction)_random.Next(Enum.GetValues<CaseAction>().Length))
        {
            To = (ActingAs)_random.Next(2),
            Question = "How many come?",
            ReplyBy = engine.Now.AddHours(_random.Next(1, 60)),
            Answer = "Six",
            Measures = [_random.Next(2) == 0 ? new CaseMeasure("borrow-staff", "", null) : new CaseMeasure(null, "Agency", null)],
            Until = engine.Now.AddHours(_random.Next(1, 90)),
            AuthorisedBy = "Sam Example",
            Attachments = _random.Next(4) == 0 ? [new Attachment("Minutes", "https://example.org/minutes")] : null,
            Owner = "Ash",
            Reason = "Seen to",
            ReviewBy = engine.Now.AddHours(_random.Next(1, 90)),
            Despite = _random.Next(2) == 0 ? "Covered" : null,
            Note = new Note("Called", Audience.Authority),
        };
        await SubmitAsync(tenant, new ActOnCase("lead:1", (ActingAs)_random.Next(3), row.Id, row.Subject, act, row.Sequence));
    }

    private Task RaiseAsync(string tenant)
    {
        var role = _random.Next(2) == 0 ? ActingAs.Authority : ActingAs.Region;
        return SubmitAsync(tenant, new RaiseCase(
            role == ActingAs.Region ? "reviewer:1" : "lead:1", role, _random.Next(3) == 0 ? SubjectState.Authority : $"home-{_random.Next(9)}", "Boiler", "No heating",
            _random.Next(2) == 0 ? TriggerLevel.Amber : TriggerLevel.Red, (Tier)_random.Next(3), _random.Next(3) == 0 ? _checklist.Ladders[0].Key : null));
    }

    private string AnyTenant() => Authorities[_random.Next(Authorities.Count)].Id;

    private async Task<Outcome?> SubmitAsync(string tenant, Command command, string? key = null)
    {
        var outcome = await engine.SubmitAsync(tenant, command, key);
        if (outcome is { IsAccepted: true })
        {
            Interlocked.Increment(ref _accepted);
        }

        return outcome;
    }
}
