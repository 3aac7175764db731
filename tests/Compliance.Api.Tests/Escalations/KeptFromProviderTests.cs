using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Escalations;

/// <summary>What a region raises in confidence the provider does not see anywhere, until it is asked.</summary>
public sealed class KeptFromProviderTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private TestClient Home => _authority.Manager("beechwood");

    [Fact]
    public async Task Nothing_that_the_provider_reads_shows_it()
    {
        var escalation = await RaiseAsync(_authority.Reviewer);
        var id = escalation.Split('/')[^1];
        Assert.Equal("authority", (string?)(await _authority.Lead.GetJsonAsync(escalation))["audience"]);
        Assert.Equal("authority", (string?)(await _authority.Reviewer.GetJsonAsync(escalation))["audience"]);

        foreach (var address in new[] { escalation, $"{escalation}/notices" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Home.GetAsync(address)).StatusCode);
        }

        foreach (var (action, body) in new (string, object)[] { ("notes", new { text = "?" }), ("provide-information", new { answer = "?" }) })
        {
            Assert.Equal((action, HttpStatusCode.NotFound), (action, (await Home.PostAsync($"{escalation}/{action}", body, "\"1\"")).StatusCode));
        }

        Assert.DoesNotContain(id, (await Home.GetAsync("/v1/escalations?open=true")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await Home.GetAsync($"{_authority.Address}/providers/beechwood/board")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await FeedAsync(Home), e => (string?)e["escalation"] == id);
        Assert.Contains(await FeedAsync(_authority.Lead), e => (string?)e["escalation"] == id);
        Assert.Contains(id, (await _authority.Lead.GetAsync("/v1/escalations")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_the_provider_opens_it_everywhere()
    {
        var escalation = await RaiseAsync(_authority.Reviewer);
        var note = await _authority.Lead.ActAsync(escalation, "notes", new { text = "Come at nine", audience = "provider" });
        Assert.Equal((HttpStatusCode.BadRequest, "/audience"), (note.StatusCode, note.Pointers.Single()));

        await _authority.Lead.ActAsync(escalation, "request-information", new { to = "provider", question = "Is it warm?", replyBy = "2026-11-18T16:00:00Z" });

        var seen = await Home.GetJsonAsync(escalation);
        Assert.Equal(("provider", "information-requested"), ((string?)seen["audience"], (string?)seen["state"]));
        Assert.Equal(["provide-information", "notes"], seen["allowed"]!.AsArray().Select(a => (string?)a));
        Assert.Contains(escalation.Split('/')[^1], (await Home.GetAsync("/v1/escalations")).Text, StringComparison.Ordinal);
        Assert.Contains(await FeedAsync(Home), e => (string?)e["event"] == "information-requested");
        Assert.Equal(HttpStatusCode.OK, (await Home.ActAsync(escalation, "provide-information", new { answer = "Since noon" })).StatusCode);
    }

    [Fact]
    public async Task A_lead_shows_what_it_raises_unless_it_says_otherwise()
    {
        Assert.Equal(HttpStatusCode.OK, (await Home.GetAsync(await RaiseAsync(_authority.Lead))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Home.GetAsync(await RaiseAsync(_authority.Lead, "authority"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Home.GetAsync(await RaiseAsync(_authority.Reviewer, "provider"))).StatusCode);
    }

    [Fact]
    public async Task The_region_alone_is_no_audience_of_a_case()
    {
        await _authority.AdoptOnceAsync();
        await _authority.RegisterAsync("beechwood");
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Reviewer.PostAsync(
            "/v1/escalations", new { authority = _authority.Id, provider = "beechwood", title = "No heating", reason = "A relative rang", level = "red", audience = "region" });

        Assert.Equal((HttpStatusCode.BadRequest, "/audience"), (answer.StatusCode, answer.Pointers.Single()));
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    private async Task<string> RaiseAsync(TestClient client, string? audience = null)
    {
        await using (var db = _authority.Db())
        {
            if (!db.Plans.Any())
            {
                await _authority.AdoptPlanAsync();
                await _authority.RegisterAsync("beechwood");
            }
        }

        var answer = await client.PostAsync(
            "/v1/escalations", new { authority = _authority.Id, provider = "beechwood", title = "No heating", reason = "A relative rang", level = "red", audience });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers["Location"];
    }

    private static async Task<List<JsonNode>> FeedAsync(TestClient client) =>
        [.. (await EventStream.AllAsync(client.OpenAsync("/v1/escalations/events?wait=false", "-"))).Select(e => e.Data)];
}
