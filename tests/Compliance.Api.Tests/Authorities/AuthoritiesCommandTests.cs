using System.Net;
using System.Text.RegularExpressions;
using Compliance.Api.Access;
using Compliance.Api.Authorities;
using Compliance.Api.Tests.Access;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Authorities;

public sealed partial class AuthoritiesCommandTests(ComplianceApp app) : IDisposable
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private readonly AppliedFile _file = new();

    private string Lead => $"lead@{_authority.Id}.example";

    private string Council => $$"""
        authorities:
          - authority: {{_authority.Id}}
            contacts:
              - { role: authority-out-of-hours, name: Emergency duty team, phone: 01632 960000, roundTheClock: true }
              - { role: authority-lead, name: Duty desk, email: desk@{{_authority.Id}}.example }
            plans:
              - { checklist: asc-winter-plan-2021-22, version: 1, season: 2026, from: 2026-11-02, to: 2027-03-31 }
            providers:
              - { provider: beechwood, name: Beechwood House, serviceType: care-home, joinedOn: 2026-07-01 }
              - { provider: elm, name: Elm, serviceType: home-care, joinedOn: 2026-07-01, serviceId: elm, host: rotherham }
            people:
              - { name: Jo Bell, email: {{Lead}}, hats: [ authority-lead ] }
              - { name: Sam Hill, email: manager@{{_authority.Id}}.example, hats: [ { provider-manager: [beechwood, elm] } ] }
        """;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_council_is_one_file_applied_and_its_people_sign_in_by_their_links()
    {
        var (code, said) = await ApplyAsync(Council);

        Assert.True(code == 0, said);
        Assert.Equal(7, said.Split('\n').Count(l => l.StartsWith("created ", StringComparison.Ordinal)));
        var links = Link().Matches(said).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(2, links.Count);
        Assert.Equal(HttpStatusCode.NoContent, (await app.Anonymous().PostAsync("/v1/passwords", new { token = links[0], password = "three odd words" })).StatusCode);
        var signedIn = await app.Anonymous().PostAsync("/v1/sign-in", new { email = Lead, password = "three odd words" });
        var lead = new TestClient(app.CreateClient(), (string)signedIn.Json["accessToken"]!);
        Assert.Equal("Jo Bell", (string?)(await lead.GetJsonAsync("/v1/me"))["name"]);
        Assert.Equal(["beechwood", "elm"], (await lead.GetJsonAsync($"{_authority.Address}/providers"))["items"]!.Select("provider"));
        Assert.Equal("2026-11-02", (string?)(await lead.GetJsonAsync($"{_authority.Address}/plans/asc-winter-plan-2021-22?season=2026"))["from"]);
        Assert.Equal("01632 960000", (string?)(await lead.GetJsonAsync($"{_authority.Address}/contacts"))["contacts"]![0]!["phone"]);
        Assert.NotEmpty((await lead.GetJsonAsync($"{_authority.Address}/providers/beechwood/due"))["questions"]!.AsArray());
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_gives_no_link()
    {
        await ApplyAsync(Council);
        var before = await Snapshot.OfAsync(_authority);

        var (code, said) = await ApplyAsync(Council);

        Assert.Equal(0, code);
        Assert.EndsWith("Nothing to change.\n", said, StringComparison.Ordinal);
        Assert.DoesNotContain("created", said, StringComparison.Ordinal);
        Assert.Empty(Link().Matches(said));
        Assert.Contains($"users link {Lead}", said, StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task A_dry_run_says_all_that_would_happen_and_writes_nothing()
    {
        await using var own = new ComplianceApp();
        own.NewAuthority(_authority.Region, _authority.Id);
        var before = await Everything.InAsync(own);

        var (code, said) = await _file.ApplyAsync(own, Council, "--dry-run");

        Assert.Equal(0, code);
        Assert.Equal(7, said.Split('\n').Count(l => l.StartsWith("would create ", StringComparison.Ordinal)));
        Assert.Contains("nothing was written", said, StringComparison.Ordinal);
        Assert.Equal(before, await Everything.InAsync(own));
    }

    [Fact]
    public async Task What_changed_is_changed_and_what_the_file_does_not_name_stays()
    {
        await ApplyAsync(Council);
        await _authority.RegisterAsync("oak");
        var plan = $"{_authority.Address}/plans/asc-winter-plan-2021-22?season=2026";
        var own = await _authority.Lead.PutAsync(plan, new
        {
            version = 1,
            from = "2026-11-02",
            to = "2027-03-31",
            overrides = new object[] { new { trigger = "staff-absence", level = "amber", atLeast = 12, clearsBelow = 9, reason = "We look at it by hand." } },
        }, "\"1\"");
        Assert.True(own.StatusCode == HttpStatusCode.OK, own.Text);

        var (code, said) = await ApplyAsync($$"""
            authorities:
              - authority: {{_authority.Id}}
                contacts: [ { role: authority-lead, name: Duty desk, phone: 01632 960001 } ]
                plans: [ { checklist: asc-winter-plan-2021-22, version: 1, season: 2026, from: 2026-11-02, to: 2027-02-28 } ]
                providers: [ { provider: elm, leftOn: 2026-12-31 } ]
            """);

        Assert.True(code == 0, said);
        Assert.Contains($"changed      {_authority.Id}: provider elm (leftOn)", said, StringComparison.Ordinal);
        Assert.Contains($"changed      {_authority.Id}: contact authority-lead, Duty desk", said, StringComparison.Ordinal);
        Assert.Contains($"left         {_authority.Id}: provider oak, on the register and not in the file", said, StringComparison.Ordinal);
        Assert.Contains($"left         {_authority.Id}: contact authority-out-of-hours, Emergency duty team, not in the file", said, StringComparison.Ordinal);
        var kept = await _authority.Lead.GetJsonAsync(plan);
        Assert.Equal(("2027-02-28", "We look at it by hand."), ((string?)kept["to"], (string?)kept["overrides"]![0]!["reason"]));
        Assert.Equal(("Elm", "rotherham"), ((string?)(await _authority.Lead.GetJsonAsync($"{_authority.Address}/providers/elm"))["name"], (string?)(await _authority.Lead.GetJsonAsync($"{_authority.Address}/providers/elm"))["host"]));
        Assert.Equal(2, (await _authority.Lead.GetJsonAsync($"{_authority.Address}/contacts"))["contacts"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_run_that_was_stopped_half_way_is_finished_by_the_next()
    {
        await ApplyAsync(Council[..Council.IndexOf("    providers:", StringComparison.Ordinal)]);
        await _authority.RegisterAsync("beechwood");

        var (code, said) = await ApplyAsync(Council);

        Assert.True(code == 0, said);
        Assert.Contains($"left         {_authority.Id}: plan asc-winter-plan-2021-22", said, StringComparison.Ordinal);
        Assert.Contains($"changed      {_authority.Id}: provider beechwood (name)", said, StringComparison.Ordinal);
        Assert.Contains($"created      {_authority.Id}: provider elm", said, StringComparison.Ordinal);
        Assert.EndsWith("Nothing to change.\n", (await ApplyAsync(Council)).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_stands_in_a_file_beside_and_is_the_same_as_over_the_api()
    {
        _file.Beside("register.csv", "\uFEFFprovider,name,serviceType,joinedOn\r\nbeechwood,\"Beechwood, the house\",care-home,2026-07-01\r\n");

        var (code, said) = await ApplyAsync($"authorities: [ {{ authority: {_authority.Id}, register: register.csv }} ]");

        Assert.True(code == 0, said);
        Assert.Equal("Beechwood, the house", (string?)(await _authority.Lead.GetJsonAsync($"{_authority.Address}/providers/beechwood"))["name"]);
    }

    [Fact]
    public async Task An_authority_that_nobody_knew_is_given_whole_and_a_regions_team_with_it()
    {
        var slug = $"new-{_authority.Id}";
        var file = $$"""
            authorities:
              - authority: {{slug}}
                name: New Council
                region: yorkshire-and-the-humber
                nation: england
                codes: [ { code: E08999999, from: 2026-04-01 } ]
                providers: [ { provider: oak, name: Oak, serviceType: care-home, joinedOn: 2026-07-01 } ]
            regions:
              - region: yorkshire-and-the-humber
                people: [ { name: Kim Ross, email: kim@{{slug}}.example, hats: [ reviewer ] } ]
            """;

        var (code, said) = await ApplyAsync(file);

        Assert.True(code == 0, said);
        var token = Link().Match(said).Groups[1].Value;
        await app.Anonymous().PostAsync("/v1/passwords", new { token, password = "three odd words" });
        var signedIn = await app.Anonymous().PostAsync("/v1/sign-in", new { email = $"kim@{slug}.example", password = "three odd words" });
        var reviewer = new TestClient(app.CreateClient(), (string)signedIn.Json["accessToken"]!);
        Assert.Equal("New Council", (string?)(await reviewer.GetJsonAsync($"/v1/authorities/{slug}"))["name"]);
        Assert.EndsWith("Nothing to change.\n", (await ApplyAsync(file)).Said, StringComparison.Ordinal);
        // Once known, it is named like any other; and the next start of the service leaves it alone.
        await app.Services.GetRequiredService<ReferenceLoad>().ApplyAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, (await ApplyAsync($"authorities: [ {{ authority: {slug} }} ]")).Code);
    }

    [Fact]
    public async Task Somebody_who_can_sign_in_gets_further_hats_and_keeps_the_password()
    {
        var user = await app.Services.GetRequiredService<UserDirectory>().PutAsync(
            Lead, "Jo", "a good password", [new ActingHat(Roles.ProviderManager, _authority.Id, null, ["beechwood"])], TestContext.Current.CancellationToken);

        var (_, said) = await ApplyAsync(Council);

        Assert.Single(Link().Matches(said));
        Assert.Contains($"changed      {_authority.Id}: person {Lead}", said, StringComparison.Ordinal);
        var answer = await app.Anonymous().PostAsync("/v1/sign-in", new { email = Lead, password = "a good password", @as = $"authority-lead:{_authority.Id}" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, answer.Json["hats"]!.AsArray().Count);
        Assert.Single(user.Hats);
    }

    private Task<(int Code, string Said)> ApplyAsync(string text, params string[] words) => _file.ApplyAsync(app, text, words);

    [GeneratedRegex(@"/set-password\?token=(\S+)")]
    private static partial Regex Link();
}
