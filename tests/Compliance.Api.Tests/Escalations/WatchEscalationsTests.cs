using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Escalations;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Escalations;

public sealed class WatchEscalationsTests(ComplianceApp app)
{
    private const string Events = "/v1/escalations/events";

    private readonly TestAuthority _authority = app.NewAuthority();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_is_told_as_it_happens()
    {
        await using var stream = await EventStream.OpenAsync(_authority.Lead.OpenAsync(Events));
        await stream.BlockAsync();

        var escalation = await _authority.AbsenceAsync();
        var raised = await stream.NextAsync();
        await _authority.Lead.AcknowledgeAsync(escalation);
        var acknowledged = await stream.NextAsync();

        Assert.Equal((escalation.Split('/')[^1], _authority.Id, "raised", 1), ((string?)raised!["escalation"], (string?)raised["authority"], (string?)raised["event"], (int)raised["sequence"]!));
        Assert.Equal(("red", "raised", "authority", "2026-11-18T13:00:00Z"), ((string?)raised["level"], (string?)raised["state"], (string?)raised["tier"], (string?)raised["due"]!["on"]));
        Assert.Equal(("acknowledged", "acknowledged", 2), ((string?)acknowledged!["event"], (string?)acknowledged["state"], (int)acknowledged["sequence"]!));
        Assert.DoesNotContain("11 of 40", acknowledged.ToJsonString() + raised.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_headers_keep_it_from_being_kept()
    {
        using var answer = await _authority.Lead.OpenAsync($"{Events}?wait=false");

        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task From_whatever_event_one_goes_on_there_follow_those_behind_it_each_once()
    {
        // Five severe absences bring one case each and, in the same entry as the fifth, one of the authority.
        foreach (var home in new[] { "ash", "beech", "cedar", "elm", "oak" })
        {
            await _authority.AbsenceAsync(home);
        }

        await _authority.UnsafeAsync("pine");
        await _authority.Lead.AcknowledgeAsync($"/v1/escalations/{(await FromAsync("-"))[0].Data["escalation"]}");
        var all = await FromAsync("-");

        Assert.Equal(all.Count, all.Select(e => $"{e.Data["escalation"]} {e.Data["sequence"]}").Distinct().Count());
        Assert.Contains(all.Zip(all.Skip(1)), pair => Entry(pair.First.Id) == Entry(pair.Second.Id));
        Assert.All(all.GroupBy(e => (string?)e.Data["escalation"]), g => Assert.Equal(Enumerable.Range(1, g.Count()), g.Select(e => (int)e.Data["sequence"]!)));
        for (var i = 0; i < all.Count; i++)
        {
            Assert.Equal(all.Skip(i + 1).Select(e => e.Data.ToJsonString()), (await FromAsync(all[i].Id)).Select(e => e.Data.ToJsonString()));
        }
    }

    [Fact]
    public async Task After_a_restart_nothing_is_missed_and_nothing_comes_twice()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        var lead = authority.Lead;
        string place;
        await using (var stream = await EventStream.OpenAsync(lead.OpenAsync(Events)))
        {
            await stream.BlockAsync();
            await authority.AbsenceAsync();
            await stream.NextAsync();
            place = stream.Id;
        }

        var unsafely = await authority.UnsafeAsync();
        await using var again = own.WithWebHostBuilder(_ => { });
        await using var resumed = await EventStream.OpenAsync(lead.At(again.CreateClient()).OpenAsync(Events, place));

        var next = await resumed.NextAsync();
        Assert.Equal(("raised", unsafely.Split('/')[^1]), ((string?)next!["event"], (string?)next["escalation"]));
        Assert.Empty(await EventStream.AllAsync(lead.OpenAsync($"{Events}?wait=false", resumed.Id)));
    }

    [Fact]
    public async Task What_another_process_writes_is_found_by_looking()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await using var other = own.WithWebHostBuilder(_ => { });
        await using var stream = await EventStream.OpenAsync(authority.Lead.At(other.CreateClient()).OpenAsync(Events));
        await stream.BlockAsync();

        var escalation = await authority.AbsenceAsync();
        var told = stream.NextAsync();
        while (!told.IsCompleted)
        {
            own.Clock.Advance(FeedStreams.LooksEvery);
            await Task.WhenAny(told, Task.Delay(20, Ct));
        }

        Assert.Equal(escalation.Split('/')[^1], (string?)(await told)!["escalation"]);
    }

    [Fact]
    public async Task Each_is_told_of_the_cases_that_are_its_own_to_see()
    {
        var absence = await _authority.AbsenceAsync();
        var unsafely = await _authority.UnsafeAsync();
        await app.NewAuthority().UnsafeAsync();

        Assert.Equal([absence, unsafely], await CasesAsync(_authority.Lead));
        Assert.Equal([unsafely], await CasesAsync(_authority.Reviewer));
        Assert.Equal([absence], await CasesAsync(_authority.Manager("beechwood")));
        Assert.Empty(await CasesAsync(_authority.Manager("oak")));
        Assert.Empty(await CasesAsync(app.NewAuthority().Reviewer));
        Assert.Empty(await CasesAsync(app.NewAuthority().Lead));
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Operator.GetAsync($"{Events}?wait=false")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync($"{Events}?wait=false")).StatusCode);
    }

    [Fact]
    public async Task A_case_that_reaches_the_region_is_told_to_those_who_watch_there()
    {
        var absence = await _authority.AbsenceAsync();
        await using var stream = await EventStream.OpenAsync(_authority.Reviewer.OpenAsync(Events));
        await stream.BlockAsync();

        await _authority.Lead.ActAsync(absence, "pass-up", new { reason = "More than we can cover" });

        var told = await stream.NextAsync();
        Assert.Equal(("passed-up", "region", 2), ((string?)told!["event"], (string?)told["tier"], (int)told["sequence"]!));
    }

    [Fact]
    public async Task Notes_that_are_not_for_the_reader_leave_gaps()
    {
        var unsafely = await _authority.UnsafeAsync();
        await _authority.Lead.ActAsync(unsafely, "notes", new { text = "Between ourselves", audience = "authority" });
        await _authority.Lead.ActAsync(unsafely, "notes", new { text = "For the region", audience = "region" });

        Assert.Equal([1, 2, 3], Numbers(await FromAsync("-")));
        Assert.Equal([1, 3], Numbers(await EventStream.AllAsync(_authority.Reviewer.OpenAsync($"{Events}?wait=false", "-"))));
        Assert.Equal([1], Numbers(await EventStream.AllAsync(_authority.Manager("elm").OpenAsync($"{Events}?wait=false", "-"))));

        static IEnumerable<int> Numbers(IEnumerable<(string Id, JsonNode Data)> events) => events.Select(e => (int)e.Data["sequence"]!);
    }

    [Fact]
    public async Task A_comment_comes_when_nothing_does()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await using var stream = await EventStream.OpenAsync(authority.Lead.OpenAsync(Events));
        await stream.BlockAsync();

        var comment = stream.BlockAsync();
        while (!comment.IsCompleted)
        {
            own.Clock.Advance(FeedStreams.LooksEvery);
            await Task.WhenAny(comment, Task.Delay(20, Ct));
        }

        Assert.StartsWith(":", Assert.Single((await comment)!), StringComparison.Ordinal);
        Assert.True(own.Clock.GetUtcNow() >= TestClock.Start + FeedStreams.SpeaksEvery);
    }

    [Fact]
    public async Task It_ends_when_the_session_does()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        var lead = authority.Lead;
        await using var stream = await EventStream.OpenAsync(lead.OpenAsync(Events));
        await stream.BlockAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await lead.PostAsync("/v1/sign-out")).StatusCode);
        await authority.AbsenceAsync();

        Assert.Null(await stream.NextAsync());
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("doncaster=")]
    [InlineData("doncaster=-1")]
    [InlineData("doncaster=1;doncaster=2")]
    [InlineData("doncaster=1.abc")]
    [InlineData("doncaster=1.abc.99999999999")]
    public async Task An_id_that_is_not_ours_is_refused(string id)
    {
        using var answer = await _authority.Lead.OpenAsync($"{Events}?wait=false", id);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Last-Event-ID", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_ahead_of_the_journal_is_refused_and_the_last_one_is_not()
    {
        await _authority.AbsenceAsync();
        var last = (await FromAsync("-"))[^1].Id;
        var (tenant, seq) = (Entry(last).Split('=')[0], int.Parse(Entry(last).Split('=')[1], CultureInfo.InvariantCulture));

        using var at = await _authority.Lead.OpenAsync($"{Events}?wait=false", $"{tenant}={seq}");
        using var ahead = await _authority.Lead.OpenAsync($"{Events}?wait=false", $"{tenant}={seq + 1}");

        Assert.Equal(HttpStatusCode.OK, at.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, ahead.StatusCode);
        Assert.Contains($"ahead of everything that has happened in {tenant}", await ahead.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_names_an_authority_out_of_sight_is_refused_whether_or_not_there_is_one()
    {
        var other = app.NewAuthority();
        await other.AbsenceAsync();

        foreach (var tenant in new[] { other.Id, "nowhere" })
        {
            using var answer = await _authority.Lead.OpenAsync($"{Events}?wait=false", $"{tenant}=1");

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains($"names an authority whose cases you do not see: {tenant}.", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reader_too_slow_to_take_what_was_sent_is_cut_off_and_resumes_with_nothing_lost_or_twice()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        var homes = await authority.ManyUnsafeAsync(FeedReader.MostAtOnce - 100);
        var seen = new List<string>();
        var place = "-";
        var ended = new TaskCompletionSource();
        await using var watched = own.WithWebHostBuilder(b => b.ConfigureTestServices(s => s.AddSingleton<IStartupFilter>(new TellsOfTheEnd(ended))));
        await using (var slow = await EventStream.OpenAsync(authority.Lead.At(watched.CreateClient()).OpenAsync(Events, place)))
        {
            await TakeAsync(slow);
            while (!ended.Task.IsCompleted)
            {
                own.Clock.Advance(FeedStreams.SlowestTakes);
                await Task.WhenAny(ended.Task, Task.Delay(20, Ct));
            }

            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                while (true)
                {
                    await TakeAsync(slow);
                }
            });
        }

        Assert.True(seen.Count < homes, $"{seen.Count} of {homes} came although nobody took them");
        var rest = await EventStream.AllAsync(authority.Lead.OpenAsync($"{Events}?wait=false", place));

        var all = await EventStream.AllAsync(authority.Lead.OpenAsync($"{Events}?wait=false", "-"));
        Assert.True(all.Count >= homes, $"{all.Count}");
        Assert.Equal(all.Select(e => NameOf(e.Data)), seen.Concat(rest.Select(e => NameOf(e.Data))));

        async Task TakeAsync(EventStream from)
        {
            seen.Add(NameOf((await from.NextAsync())!));
            place = from.Id;
        }

        static string NameOf(JsonNode data) => $"{data["escalation"]} {data["sequence"]}";
    }

    [Fact]
    public async Task A_stop_of_the_service_lets_watchers_go()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await using var stream = await EventStream.OpenAsync(authority.Lead.OpenAsync(Events));
        await stream.BlockAsync();

        own.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();

        Assert.Null(await stream.NextAsync());
    }

    /// <summary>Says when the first answer of a feed is over, for whatever reason.</summary>
    private sealed class TellsOfTheEnd(TaskCompletionSource ended) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, rest) =>
            {
                await rest(http);
                ended.TrySetResult();
            });
            next(app);
        };
    }

    private static string Entry(string id) => id.Split('.')[0];

    private Task<IReadOnlyList<(string Id, JsonNode Data)>> FromAsync(string id) => EventStream.AllAsync(_authority.Lead.OpenAsync($"{Events}?wait=false", id));

    private static async Task<IEnumerable<string>> CasesAsync(TestClient client) =>
        (await EventStream.AllAsync(client.OpenAsync($"{Events}?wait=false", "-"))).Select(e => $"/v1/escalations/{e.Data["escalation"]}").Distinct();
}
