using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Authorities;

/// <summary>A service that runs while a file is applied beside it soon shows what the file says, without a restart.</summary>
public sealed class RunningServiceTests : IDisposable
{
    private readonly ComplianceApp _app = new();
    private readonly AppliedFile _file = new();

    public void Dispose()
    {
        _file.Dispose();
        _app.Dispose();
    }

    [Fact]
    public async Task What_was_asked_before_and_after_differs()
    {
        var authority = _app.NewAuthority();
        await authority.AdoptPlanAsync();
        await using var other = _app.WithWebHostBuilder(_ => { });
        var lead = authority.Lead.At(other.CreateClient());
        var home = $"{authority.Address}/providers/elm";
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync(home)).StatusCode);
        var board = await lead.GetAsync($"{authority.Address}/board");
        Assert.Equal("2027-03-31", (string?)(await lead.GetJsonAsync($"{authority.Address}/plans/asc-winter-plan-2021-22?season=2026"))["to"]);

        var (code, said) = await _file.ApplyAsync(_app, $$"""
            authorities:
              - authority: {{authority.Id}}
                contacts: [ { role: authority-out-of-hours, name: Team, phone: 01632 960000, roundTheClock: true } ]
                plans: [ { checklist: asc-winter-plan-2021-22, version: 1, season: 2026, from: 2026-10-01, to: 2027-02-28 } ]
                providers: [ { provider: elm, name: Elm, serviceType: care-home, joinedOn: 2026-07-01 } ]
              - { authority: brand-new, name: Brand New, region: london, nation: england, codes: [ { code: E09999999 } ] }
            """);

        Assert.True(code == 0, said);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync(home)).StatusCode);
        Assert.Equal("2027-02-28", (string?)(await lead.GetJsonAsync($"{authority.Address}/plans/asc-winter-plan-2021-22?season=2026"))["to"]);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"{authority.Address}/board", board.ETag)).StatusCode);
        Assert.Equal("01632 960000", (string?)(await lead.GetJsonAsync($"{authority.Address}/contacts"))["contacts"]![0]!["phone"]);
        var report = await lead.PostAsync($"{home}/reports", new { toldBy = "Sam Hill", readings = new object[] { new { measure = "staff-employed", value = 40 } } });
        Assert.Equal(HttpStatusCode.Created, report.StatusCode);
        // The directory of tenants is believed for half a minute.
        _app.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("brand-new", (await authority.Operator.At(other.CreateClient()).GetJsonAsync("/v1/authorities?limit=500"))["items"]!.Select("authority"));
    }
}
