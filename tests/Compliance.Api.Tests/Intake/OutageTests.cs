using System.Globalization;
using System.Net;
using Compliance.Api.Data;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Data;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Tests.Intake;

/// <summary>The service stops, and is held against nobody. It runs from Wednesday 18 November 2026, 09:00.</summary>
public sealed class OutageTests : IAsyncDisposable
{
    private readonly ComplianceApp _app = new() { Settings = { ["Clock:OutageMinutes"] = "15" } };
    private readonly TestAuthority _authority;

    public OutageTests()
    {
        _authority = _app.NewAuthority();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    // The week is due on Sunday the 22nd; silence is told of after three working days. Out from Friday evening until after then.
    [Theory]
    [InlineData("2026-11-20T18:00Z", "2026-11-27T10:00Z", "2026-11-30T23:59:59Z")]
    [InlineData("2026-11-20T18:00Z", "2026-12-11T10:00Z", "2026-12-14T23:59:59Z")]
    [InlineData("2026-11-20T18:00Z", "2026-12-29T10:00Z", "2026-12-30T23:59:59Z")]
    public async Task OurOutageDoesNotMakeThemSilent(string from, string to, string due)
    {
        await AdoptAsync("rowan", "elm");
        await StopAsync(from);

        await using var next = await StartAsync(to);

        Assert.Equal([$"{from[..^1]}:00 {to[..^1]}:00"], await OutagesAsync());
        Assert.Empty(await FiredAsync());
        var board = await _authority.Lead.GetJsonAsync($"{_authority.Address}/board");
        Assert.Equal((2, 0), ((int)board["expected"]!, (int)board["late"]!));
        var owed = (await _authority.Lead.GetJsonAsync($"{_authority.Address}/providers/rowan/due"))["questions"]!.AsArray().First(q => (string?)q!["measure"] == "staff-absent")!;
        Assert.Equal((due, false), ((string?)owed["dueOn"], (bool)owed["overdue"]!));
        Assert.Contains("because this service was out of order from 18:00 on 20 November", (string?)owed["moved"], StringComparison.Ordinal);

        // A second restart, and any number of rounds, add nothing.
        var before = await Snapshot.OfAsync(_authority);
        await using (var third = Host())
        {
            await RoundAsync(third);
            await RoundAsync(next);
        }

        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task After_an_outage_they_have_as_long_as_ever()
    {
        await AdoptAsync("rowan");
        await StopAsync("2026-11-20T18:00Z");
        await using var next = await StartAsync("2026-11-27T10:00Z");
        await next.Services.GetRequiredService<Ticker>().StopAsync(Ct);

        // Due at the end of Monday the 30th; three working days later it is Friday.
        await PassAsync(next, "2026-12-03T23:59:59Z");
        Assert.Empty(await FiredAsync());

        await PassAsync(next, "2026-12-04T00:00:00Z");
        Assert.Equal(["staff-absence-silent rowan"], await FiredAsync());
        Assert.Single(await OutagesAsync());
    }

    [Fact]
    public async Task A_caller_who_comes_before_the_first_round_finds_the_outage_noted()
    {
        await AdoptAsync("rowan", "elm");
        await StopAsync("2026-11-20T18:00Z");
        _app.Clock.MoveTo(Instant("2026-11-27T10:00Z"));

        var answer = await _authority.Manager("elm").PostAsync(
            $"{_authority.Address}/providers/elm/reports", new { kind = "update", readings = new[] { new { measure = "able-to-meet-needs-safely", value = "yes" } } });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await using var db = _authority.Db();
        Assert.Equal(["outage", "report"], await db.Journal.OrderByDescending(j => j.Seq).Take(2).OrderBy(j => j.Seq).Select(j => j.Kind).ToListAsync(Ct));
        await RoundAsync(_app);
        Assert.Empty(await FiredAsync());
        Assert.Single(await OutagesAsync());
    }

    [Theory]
    [InlineData("00:15:00.000", 0)]
    [InlineData("00:15:00.001", 1)]
    public async Task Only_what_is_longer_than_the_setting_is_an_outage(string pause, int outages)
    {
        await AdoptAsync("rowan");
        await StopAsync("2026-11-18T10:00Z");

        _app.Clock.Advance(TimeSpan.Parse(pause, CultureInfo.InvariantCulture));
        await RoundAsync(_app);

        Assert.Equal(outages, (await OutagesAsync()).Count);
    }

    [Fact]
    public async Task Two_processes_that_find_the_same_outage_note_it_once()
    {
        await AdoptAsync("rowan");
        await StopAsync("2026-11-20T18:00Z");
        _app.Clock.MoveTo(Instant("2026-11-23T10:00Z"));

        await using var other = Host();
        await Task.WhenAll(RoundAsync(_app), RoundAsync(other), RoundAsync(_app), RoundAsync(other));

        Assert.Single(await OutagesAsync());
    }

    [Fact]
    public async Task Each_step_of_a_ladder_is_taken_once_and_in_order()
    {
        await AdoptAsync("rowan");
        await _authority.Manager("rowan").PostAsync(
            $"{_authority.Address}/providers/rowan/reports", new { kind = "update", readings = new[] { new { measure = "able-to-meet-needs-safely", value = "no" } } });
        await StopAsync("2026-11-18T09:20Z");

        await using var next = await StartAsync("2026-12-09T09:00Z");
        await RoundAsync(next);

        var queue = await _authority.Lead.GetJsonAsync("/v1/escalations");
        var timeline = (await _authority.Lead.GetJsonAsync($"/v1/escalations/{queue["items"]![0]!["id"]}"))["timeline"]!.AsArray();
        var told = timeline.SelectMany(t => t!["told"]?.AsArray().Select(r => (string?)r) ?? []).ToList();
        Assert.Equal(told.Distinct(), told);
        Assert.Equal(Enumerable.Range(1, timeline.Count), timeline.Select(t => (int)t!["sequence"]!));
        Assert.Equal("raised", (string?)timeline[0]!["event"]);
        Assert.Single(timeline, t => (string?)t!["event"] == "overdue");

        await using var db = _authority.Db();
        Assert.Equal(1, await db.Journal.CountAsync(j => j.Kind == "tick" && j.KnownOn > Instant("2026-11-18T09:20Z").UtcDateTime, Ct));
    }

    [Fact]
    public async Task Who_adopts_a_plan_after_an_outage_is_told_of_none()
    {
        await RoundAsync(_app);
        await StopAsync("2026-11-18T10:00Z");
        await using var next = await StartAsync("2026-11-19T10:00Z");

        await AdoptAsync("rowan");

        Assert.Empty(await OutagesAsync());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_is_no_outage_and_forgets_none()
    {
        await RoundAsync(_app);
        await _app.Services.GetRequiredService<Ticker>().StopAsync(Ct);
        var noon = Instant("2026-11-18T12:00Z").UtcDateTime;
        await Heart().BeatAsync(noon, Ct);

        await Heart().BeatAsync(noon.AddHours(-2), Ct);

        Assert.Empty(await Heart().MissedAsync(noon.AddHours(-2), Ct));
        Assert.Empty(await Heart().MissedAsync(noon.AddMinutes(15), Ct));
        Assert.Equal(noon, Assert.Single(await Heart().MissedAsync(noon.AddMinutes(16), Ct)).From);
    }

    [Fact]
    public async Task A_sign_of_life_is_written_every_half_minute_at_most()
    {
        await RoundAsync(_app);
        await _app.Services.GetRequiredService<Ticker>().StopAsync(Ct);
        var (heart, noon) = (Heart(), Instant("2026-11-18T12:00Z").UtcDateTime);
        await heart.BeatAsync(noon, Ct);

        await heart.BeatAsync(noon.AddSeconds(29.999), Ct);
        Assert.Equal(noon, await AliveOnAsync());

        await heart.BeatAsync(noon.AddSeconds(30), Ct);
        Assert.Equal(noon.AddSeconds(30), await AliveOnAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_council_for_which_it_could_not_be_noted_is_told_of_it_at_its_next_write(bool restarted)
    {
        var other = _app.NewAuthority();
        await AdoptAsync("rowan");
        await other.AdoptPlanAsync();
        await other.RegisterAsync("elm", "home-care", joined: new DateOnly(2026, 11, 16));
        await StopAsync("2026-11-20T18:00Z");
        await UpdateAsync("UPDATE \"Plans\" SET \"Overrides\" = '!' || \"Overrides\"");

        await using var first = await StartAsync("2026-11-27T10:00Z", isWhole: false);
        Assert.Equal(0, await CountAsync(_authority));
        Assert.Equal(1, await CountAsync(other));
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        await RoundAsync(first, isWhole: false);
        Assert.Equal((0, 1), (await CountAsync(_authority), await CountAsync(other)));

        await UpdateAsync("UPDATE \"Plans\" SET \"Overrides\" = substr(\"Overrides\", 2)");
        await using var next = restarted ? Host() : null;
        await RoundAsync(next ?? first);

        Assert.Equal(["2026-11-20T18:00:00 2026-11-27T10:00:00"], await OutagesAsync());
        Assert.Empty(await FiredAsync());
        Assert.Equal(1, await CountAsync(other));

        // And that is that: nothing is left to be said.
        await RoundAsync(next ?? first);
        Assert.Single(await OutagesAsync());
        await using var db = _authority.Db();
        Assert.Equal(1, await db.Heartbeats.CountAsync(Ct));

        Task UpdateAsync(string change) => RawSql.RunAsync(_app, $"{change} WHERE \"TenantId\" = '{_authority.Id}'");
    }

    private static async Task<int> CountAsync(TestAuthority authority)
    {
        await using var db = authority.Db();
        return await db.Journal.CountAsync(j => j.Kind == "outage", Ct);
    }

    private async Task<DateTime> AliveOnAsync()
    {
        await using var db = _authority.Db();
        return await db.Heartbeats.Select(h => h.AliveOn).SingleAsync(Ct);
    }

    private Heartbeat Heart() => new(_app.Services.GetRequiredService<Connections>(), Options.Create(new ClockOptions()));

    private async Task AdoptAsync(params string[] providers)
    {
        await _authority.AdoptPlanAsync();
        foreach (var provider in providers)
        {
            await _authority.RegisterAsync(provider, "home-care", joined: new DateOnly(2026, 11, 16));
        }
    }

    /// <summary>The service runs up to a moment, and then no more.</summary>
    private async Task StopAsync(string at)
    {
        await _app.Services.GetRequiredService<Ticker>().StopAsync(Ct);
        await PassAsync(_app, at);
    }

    /// <summary>Lets time pass while the service runs.</summary>
    private async Task PassAsync(WebApplicationFactory<Program> host, string until)
    {
        await host.Services.GetRequiredService<Heartbeat>().BeatAsync(Instant(until).UtcDateTime, Ct);
        _app.Clock.MoveTo(Instant(until));
        await RoundAsync(host);
    }

    /// <summary>Another process on the same database begins at a moment.</summary>
    private async Task<WebApplicationFactory<Program>> StartAsync(string at, bool isWhole = true)
    {
        _app.Clock.MoveTo(Instant(at));
        var host = Host();
        await RoundAsync(host, isWhole);
        return host;
    }

    private WebApplicationFactory<Program> Host() => _app.WithWebHostBuilder(_ => { });

    /// <param name="isWhole">Whether nothing is wrong with any tenant.</param>
    private static async Task RoundAsync(WebApplicationFactory<Program> host, bool isWhole = true)
    {
        try
        {
            await host.Services.GetRequiredService<Ticker>().RoundAsync(Ct);
        }
        catch (System.Text.Json.JsonException) when (!isWhole)
        {
            // What is due in a tenant that cannot be read is not written.
        }
    }

    private async Task<List<string>> OutagesAsync()
    {
        await using var db = _authority.Db();
        var entries = await db.Journal.Where(j => j.Kind == "outage").OrderBy(j => j.Seq).Select(j => j.Payload).ToListAsync(Ct);
        return [.. entries.Select(e => Domain.Journal.Canonical.Read<Domain.Journal.EntryContent>(e)).Cast<Domain.Journal.OutageNoted>()
            .Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.From:s} {o.To:s}"))];
    }

    private async Task<List<string>> FiredAsync()
    {
        await using var db = _authority.Db();
        return await db.Firings.OrderBy(f => f.Seq).Select(f => f.Trigger + " " + f.Subject).ToListAsync(Ct);
    }

    private static DateTimeOffset Instant(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
}
