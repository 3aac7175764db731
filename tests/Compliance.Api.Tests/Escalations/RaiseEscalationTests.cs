using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Escalations;

public sealed class RaiseEscalationTests(ComplianceApp app)
{
    private const string Address = "/v1/escalations";

    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> Others => TestAuthority.RolesWithout(Permissions.RaiseEscalations);

    [Fact]
    public async Task A_lead_raises_a_case_about_a_provider()
    {
        await PrepareAsync();

        var answer = await _authority.Lead.PostAsync(Address, Body());

        Assert.Equal((HttpStatusCode.Created, "\"1\""), (answer.StatusCode, answer.ETag));
        var json = await _authority.Lead.GetJsonAsync(answer.Headers["Location"]);
        Assert.Equal(answer.Text, json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), ignoreAllWhiteSpace: true);
        Assert.Equal(("No heating", "A relative rang", "raised", "amber", "authority"), ((string?)json["title"], (string?)json["summary"], (string?)json["state"], (string?)json["level"], (string?)json["tier"]));
        Assert.Equal(("provider", "beechwood"), ((string?)json["subject"]!["kind"], (string?)json["subject"]!["key"]));
        Assert.All(["trigger", "condition", "receipt", "section", "watchedUntil"], m => Assert.Null(json[m]));
        Assert.Equal(["acknowledge", "request-information", "pass-up", "withdraw", "notes"], json["allowed"]!.AsArray().Select(a => (string?)a));
        Assert.Equal(["authority-lead"], json["timeline"]![0]!["told"]!.AsArray().Select(a => (string?)a));
        Assert.Equal(("raised", "authority-lead", "A relative rang"), ((string?)json["timeline"]![0]!["event"], (string?)json["timeline"]![0]!["by"], (string?)json["timeline"]![0]!["reason"]));
        Assert.Equal("answer", (string?)json["due"]!["what"]);
        Assert.NotEmpty(json["contingency"]!.AsArray());
    }

    [Fact]
    public async Task It_stands_in_the_queues_of_those_it_concerns()
    {
        await PrepareAsync();
        var own = (await _authority.Lead.PostAsync(Address, Body())).Headers["Location"];
        var ofRegion = await _authority.RaisedByRegionAsync();
        var ofAuthority = (await _authority.Lead.PostAsync(Address, Body(provider: null))).Headers["Location"];

        Assert.Equal([own, ofRegion, ofAuthority], (await IdsAsync(_authority.Lead)).Order(new ByPlace(own, ofRegion, ofAuthority)));
        Assert.Equal([ofRegion], await IdsAsync(_authority.Reviewer));
        Assert.Equal(new[] { own, ofRegion }.Order(), (await IdsAsync(_authority.Manager("beechwood"))).Order());
        Assert.Empty(await IdsAsync(_authority.Manager("elm")));
        Assert.Equal(3, (int)(await _authority.Lead.GetJsonAsync($"{_authority.Address}/board"))["openEscalations"]!);
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.GetAsync($"{_authority.Address}/providers/beechwood/board")).StatusCode);
    }

    [Fact]
    public async Task A_region_may_start_one_with_itself()
    {
        await PrepareAsync();

        var answer = await _authority.Reviewer.PostAsync(Address, Body(tier: "region", level: "red"));

        Assert.Equal((HttpStatusCode.Created, "region"), (answer.StatusCode, (string?)answer.Json["tier"]));
        Assert.Contains("region", answer.Json["timeline"]![0]!["told"]!.AsArray().Select(a => (string?)a));
        Assert.Contains("acknowledge", answer.Json["allowed"]!.AsArray().Select(a => (string?)a));
    }

    [Fact]
    public async Task A_retry_with_its_key_gets_the_first_answer_and_raises_nothing()
    {
        await PrepareAsync();
        var first = await _authority.Lead.PostAsync(Address, Body(), key: "raise-1");

        var again = await _authority.Lead.PostAsync(Address, Body(), key: "raise-1");
        var other = await _authority.Lead.PostAsync(Address, Body(level: "red"), key: "raise-1");

        Assert.Equal((HttpStatusCode.Created, first.Text, first.Headers["Location"]), (again.StatusCode, again.Text, again.Headers["Location"]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Single(await IdsAsync(_authority.Lead));
    }

    [Theory]
    [InlineData("provider", "nowhere", "/provider")]
    [InlineData("provider", "No Key", "/provider")]
    [InlineData("provider", "@", "/provider")]
    [InlineData("title", "", "/title")]
    [InlineData("title", "two\nlines", "/title")]
    [InlineData("reason", " ", "/reason")]
    [InlineData("level", "notice", "/level")]
    [InlineData("level", null, "/level")]
    [InlineData("tier", "region", "/tier")]
    [InlineData("ladder", "rope", "/ladder")]
    [InlineData("section", "attic", "/section")]
    [InlineData("authority", "nowhere", "/authority")]
    public async Task What_cannot_be_says_where_and_writes_nothing(string member, string? value, string pointer)
    {
        await PrepareAsync();
        var before = await Snapshot.OfAsync(_authority);
        var body = Body();
        body[member] = value;

        var answer = await _authority.Lead.PostAsync(Address, body);

        Assert.Equal((HttpStatusCode.BadRequest, pointer), (answer.StatusCode, Assert.Single(answer.Pointers)));
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task An_authority_that_is_not_yours_looks_as_if_it_did_not_exist()
    {
        await PrepareAsync();
        var stranger = app.NewAuthority();
        var missing = Body();
        missing["authority"] = "nowhere";

        foreach (var client in new[] { stranger.Lead, stranger.Reviewer })
        {
            var answer = await client.PostAsync(Address, Body());
            Assert.Equal((HttpStatusCode.BadRequest, "/authority"), (answer.StatusCode, Assert.Single(answer.Pointers)));
            Assert.Equal(answer.Json["detail"]!.ToString(), (await client.PostAsync(Address, missing)).Json["detail"]!.ToString());
        }

        Assert.Empty(await IdsAsync(_authority.Lead));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Others_raise_none(string role) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role, "beechwood").PostAsync(Address, Body())).StatusCode);

    [Fact]
    public async Task Without_a_plan_nothing_says_who_is_told()
    {
        var answer = await _authority.Lead.PostAsync(Address, Body(provider: null));

        Assert.Equal((HttpStatusCode.Conflict, "no-plan"), (answer.StatusCode, answer.Problem));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().PostAsync(Address, Body())).StatusCode);
    }

    private async Task PrepareAsync()
    {
        await _authority.AdoptPlanAsync();
        await _authority.RegisterAsync("beechwood");
        await _authority.RegisterAsync("elm");
    }

    private JsonObject Body(string? provider = "beechwood", string level = "amber", string? tier = null)
    {
        var body = new JsonObject { ["authority"] = _authority.Id, ["title"] = "No heating", ["reason"] = "A relative rang", ["level"] = level };
        if (provider is not null)
        {
            body["provider"] = provider;
        }

        if (tier is not null)
        {
            body["tier"] = tier;
        }

        return body;
    }

    private static async Task<List<string>> IdsAsync(TestClient client) =>
        [.. (await client.GetJsonAsync(Address))["items"]!.Select("id").Select(id => $"{Address}/{id}")];

    private sealed class ByPlace(params string[] places) : IComparer<string>
    {
        public int Compare(string? x, string? y) => Array.IndexOf(places, x).CompareTo(Array.IndexOf(places, y));
    }
}
