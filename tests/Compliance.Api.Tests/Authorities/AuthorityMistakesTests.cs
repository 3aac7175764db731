using Compliance.Api.Authorities;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Authorities;

public sealed class AuthorityMistakesTests(ComplianceApp app) : IDisposable
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private readonly AppliedFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_plan_that_pages_at_night_needs_somebody_who_answers_at_night()
    {
        string Council(string roundTheClock) => $$"""
            authorities:
              - authority: {{_authority.Id}}
                contacts: [ { role: authority-lead, name: Duty desk, phone: 01632 960001, roundTheClock: {{roundTheClock}} } ]
                plans: [ { checklist: asc-winter-plan-2021-22, version: 1, season: 2026, from: 2026-11-02, to: 2027-03-31 } ]
            """;

        var (code, said) = await _file.ApplyAsync(app, Council("false"));

        Assert.Equal(1, code);
        Assert.Contains(
            "council.yaml:4:27: ladders of `asc-winter-plan-2021-22` run round the clock, and no contact answers day and night; add one with `roundTheClock: true`",
            said, StringComparison.Ordinal);
        Assert.Empty((await _authority.Lead.GetJsonAsync($"{_authority.Address}/plans"))["items"]!.AsArray());
        Assert.Equal(0, (await _file.ApplyAsync(app, Council("true"))).Code);

        // A plan that runs is not held up by what is missing since.
        _authority.WithContacts();
        Assert.Equal(0, (await _file.ApplyAsync(app, Council("false").Replace("2027-03-31", "2027-03-30", StringComparison.Ordinal))).Code);
    }

    [Fact]
    public async Task Every_mistake_is_said_at_once_with_its_place_and_nothing_is_written()
    {
        _file.Beside("register.csv", "provider,name,serviceType,joinedOn\nelm,Elm,hotel,2026-07-01\n");
        var before = await Snapshot.OfAsync(_authority);

        var (code, said) = await _file.ApplyAsync(app, $$"""
            authorities:
              - authority: {{_authority.Id}}
                contacts: [ { role: authority-lead, name: Duty desk, roundTheClock: sometimes }, { role: authority-lead, name: Desk } ]
                plans:
                  - { checklist: asc-winter-plan-2021-2, version: 1, season: 2026, from: 2026-11-02, to: 2027-03-31 }
                  - { checklist: asc-winter-plan-2021-22, version: 99, season: 2026, from: 2026-11-02, to: 2027-03-31 }
                  - { checklist: asc-winter-plan-2021-22, version: 1, season: 2026, from: 2026-06-30, to: 2027-03-31 }
                register: register.csv
                people:
                  - { name: Jo, email: jo, hats: [ king, { provider-manager: [oak] }, provider-manager, reviewer ] }
              - { authority: doncastr }
              - { authority: doncaster, name: Doncaster, region: london, nation: england, codes: [] }
              - { authority: new-town, name: New Town, region: london, nation: wales, codes: [ { code: E1 } ], colour: blue }
            regions:
              - { region: narnia, people: [ { name: Kim, email: kim@example.org, hats: [ authority-lead ] } ] }
            """);

        Assert.Equal(1, code);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
        foreach (var mistake in new[]
        {
            "council.yaml:3:73: `roundTheClock` is `true` or `false`",
            "council.yaml:3:86: Give an e-mail address or a telephone number.",
            "council.yaml:5:22: unknown checklist `asc-winter-plan-2021-2`; did you mean `asc-winter-plan-2021-22`?",
            "council.yaml:6:56: there is no version 99",
            "council.yaml:10:28: `jo` is no e-mail address",
            "council.yaml:10:40: `king` is no hat of an authority; use `authority-lead` or `provider-manager`",
            "council.yaml:10:46: `oak` is neither on the register nor in this file",
            "council.yaml:10:75: a manager speaks for services",
            "council.yaml:10:93: a reviewer belongs to a region",
            "council.yaml:11:18: unknown authority `doncastr`; did you mean `doncaster`?",
            "council.yaml:12:35: name, region, nation and codes of `doncaster` come from the reference data",
            "council.yaml:13:100: unknown key `colour` in an authority",
            "council.yaml:15:15: unknown region `narnia`",
            "council.yaml:15:78: `authority-lead` is no hat of a region's team; use `reviewer`",
            "register.csv:2:3: Choose a service type",
        })
        {
            Assert.True(said.Contains(mistake, StringComparison.Ordinal), $"{mistake} is not in:\n{said}");
        }

        Assert.Contains("mistakes; nothing was written.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "begin with `authorities:`")]
    [InlineData("councils: []", "did you mean|lacks `authorities`")]
    [InlineData("authorities: [ { authority: ID }, { authority: ID } ]", "stands in this file twice")]
    [InlineData("authorities: [ { authority: ID, register: ../register.csv } ]", "without folders")]
    [InlineData("authorities: [ { authority: ID, register: register.csv } ]", "there is no file `register.csv` beside this one")]
    [InlineData("authorities: [ { authority: ID, register: a.csv, providers: [] } ]", "keep one of the two")]
    [InlineData("authorities: [ { authority: ID, providers: [ { provider: elm, name: Elm, serviceType: care-home, joinedOn: 1/7/2026 } ] } ]", "Write the day")]
    [InlineData("authorities: [ { authority: ID, providers: [ { provider: elm, nme: Elm } ] } ]", "did you mean `name`?")]
    [InlineData("authorities: [ { authority: ID, providers: [ { provider: elm, name: E, serviceType: care-home, joinedOn: 2026-07-01 }, { provider: elm, name: E, serviceType: care-home, joinedOn: 2026-07-01 } ] } ]", "stands here twice")]
    [InlineData("authorities: [ { authority: ID, plans: [ { checklist: asc-winter-plan-2021-22, version: 1, season: 2026, from: 2027-03-31, to: 2026-11-02 } ] } ]", "exchange them")]
    [InlineData("authorities: [ { authority: ID, people: [ { name: Jo, email: a@b.example, hats: [] } ] } ]", "at least one hat")]
    [InlineData("authorities: [ { authority: ID, people: [ { name: Jo, email: a@b.example, hats: [authority-lead] }, { name: Jo, email: A@B.example, hats: [authority-lead] } ] } ]", "twice")]
    [InlineData("authorities: [ { authority: new-town, name: N, region: london, nation: narnia, codes: [] } ]", "unknown nation `narnia`")]
    [InlineData("authorities: [ { authority: new-town, name: N, region: london, nation: england, codes: [] } ]", "at least one ONS code")]
    [InlineData("authorities: [ { authority: new-town, name: N, region: london, nation: england, codes: [ { code: E1, to: 2020-03-31 }, { code: E2, from: 2020-04-02 } ] } ]", "`E1` does not end there")]
    [InlineData("authorities: [ { authority: new-town, name: N, region: london, nation: england, codes: [ { code: E1 }, { code: E2 } ] } ]", "`E1` does not end there")]
    [InlineData("authorities: [ { authority: new-town, name: N } ]", "lacks `region`")]
    [InlineData("authorities: [ { authority: cumbria } ]", "`cumbria` has ended")]
    [InlineData("authorities: [ &a { authority: ID } ]", "anchors are refused")]
    public async Task A_mistake_is_said_with_its_mend_and_nothing_is_written(string text, string mends)
    {
        var before = await Snapshot.OfAsync(_authority);

        var (code, said) = await _file.ApplyAsync(app, text.Replace("ID", _authority.Id, StringComparison.Ordinal));

        Assert.Equal(1, code);
        Assert.True(mends.Split('|').Any(m => said.Contains(m, StringComparison.Ordinal)), said);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Theory]
    [InlineData("authorities")]
    [InlineData("authorities apply")]
    [InlineData("authorities apply one two")]
    [InlineData("authorities remove doncaster")]
    [InlineData("authorities apply no-such-file.yaml --dry-run")]
    public async Task Words_that_make_no_sense_do_nothing(string words)
    {
        await using var output = new StringWriter();

        Assert.Equal(2, await AuthoritiesCommand.RunAsync(app.Services, words.Split(' '), output, TestContext.Current.CancellationToken));
        Assert.NotEmpty(output.ToString());
    }

    [Theory]
    [InlineData("authorities apply /etc/council.yaml --dry-run --Database:Provider=Postgres", "--Database:Provider=Postgres")]
    [InlineData("authorities apply --dry-run /etc/council.yaml", "")]
    [InlineData("authorities apply council.yaml --Database:Provider Postgres", "--Database:Provider Postgres")]
    public void A_path_and_a_dry_run_are_never_taken_for_settings(string words, string settings) =>
        Assert.Equal(settings, string.Join(' ', AuthoritiesCommand.SettingsOf(words.Split(' '))));
}
