using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Tests.Sharing;

public sealed class SharingTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> MayNotShare => TestAuthority.RolesWithout(Permissions.ShareWithRegion);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Sharing => $"{_authority.Address}/sharing";

    private string Home => $"{_authority.Address}/providers/beechwood";

    [Fact]
    public async Task What_is_shared_of_a_provider_is_read_and_nothing_else()
    {
        await _authority.AbsenceAsync();
        await _authority.AbsenceAsync("oak");
        var report = (string?)(await _authority.Lead.GetJsonAsync($"{Home}/reports"))["items"]![0]!["id"];
        string[] shared = [$"{Home}/position", $"{Home}/reports", $"{Home}/reports/{report}", $"{Home}/triggers/staff-absence", $"{Home}/board"];
        string[] never = [Home, $"{Home}/due", $"{_authority.Address}/board", .. shared[..2].Select(a => a.Replace("beechwood", "oak", StringComparison.Ordinal))];
        await AllAreAsync(HttpStatusCode.Forbidden, [.. shared, .. never]);

        var share = await ShareAsync(["position", "reports", "triggers", "board"]);

        await AllAreAsync(HttpStatusCode.OK, shared);
        await AllAreAsync(HttpStatusCode.Forbidden, never);
        Assert.Equal(11, (int)(await _authority.Reviewer.GetJsonAsync(shared[0]))["readings"]!.AsArray().Single(r => (string?)r!["measure"] == "staff-absent")!["value"]!);
        Assert.Equal(
            [$"{Home}/position", $"{Home}/reports", $"{Home}/triggers/{{trigger}}", $"{Home}/board"], share["addresses"]!.AsArray().Select(a => (string?)a));
    }

    [Theory]
    [InlineData("position", "position")]
    [InlineData("reports", "reports")]
    [InlineData("triggers", "triggers/staff-absence")]
    [InlineData("board", "board")]
    public async Task Each_part_is_shared_by_itself(string what, string address)
    {
        await _authority.AbsenceAsync();
        await ShareAsync([what]);

        foreach (var asked in new[] { "position", "reports", "triggers/staff-absence", "board" })
        {
            Assert.Equal(
                asked == address ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await _authority.Reviewer.GetAsync($"{Home}/{asked}")).StatusCode);
        }
    }

    [Fact]
    public async Task The_board_of_the_authority_is_shared_without_any_providers_own()
    {
        await _authority.AbsenceAsync();

        var answer = await _authority.Lead.PostAsync(Sharing, new { what = new[] { "board" }, purpose = "Planning mutual aid", expiresOn = "2026-12-18T17:00:00Z" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal([$"{_authority.Address}/board"], answer.Json["addresses"]!.AsArray().Select(a => (string?)a));
        Assert.Equal(HttpStatusCode.OK, (await _authority.Reviewer.GetAsync($"{_authority.Address}/board")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Reviewer.GetAsync($"{Home}/board")).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_read_from_the_instant_it_expires()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AbsenceAsync();
        var position = $"{authority.Address}/providers/beechwood/position";
        var answer = await authority.Lead.PostAsync($"{authority.Address}/sharing", Body(["position"], "2026-11-20T09:00:00Z"));
        var share = answer.Headers["Location"];

        own.Clock.MoveTo(new DateTimeOffset(2026, 11, 20, 8, 59, 59, 999, TimeSpan.Zero));
        var (lead, reviewer) = (
            own.SignedIn(new ActingHat(Roles.AuthorityLead, authority.Id, null, [])), own.SignedIn(new ActingHat(Roles.Reviewer, null, authority.Region, [])));
        Assert.Equal(HttpStatusCode.OK, (await reviewer.GetAsync(position)).StatusCode);
        Assert.Equal("open", (string?)(await reviewer.GetJsonAsync(share))["state"]);

        own.Clock.MoveTo(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.GetAsync(position)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reviewer.GetAsync(share)).StatusCode);
        Assert.Equal("expired", (string?)(await lead.GetJsonAsync(share))["state"]);
    }

    [Fact]
    public async Task It_ends_at_once_when_it_is_withdrawn_and_stays_on_record()
    {
        await _authority.AbsenceAsync();
        var share = await ShareAsync(["position"]);
        var address = $"{Sharing}/{share["id"]}";
        Assert.Equal(HttpStatusCode.OK, (await _authority.Reviewer.GetAsync($"{Home}/position")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(_authority.Lead, address)).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Reviewer.GetAsync($"{Home}/position")).StatusCode);
        var kept = await _authority.Lead.GetJsonAsync(address);
        Assert.Equal(("withdrawn", "2026-11-18T09:00:00Z"), ((string?)kept["state"], (string?)kept["withdrawnOn"]));
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(_authority.Lead, address)).StatusCode);
        Assert.Equal(kept.ToJsonString(), (await _authority.Lead.GetJsonAsync(address)).ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, (await DeleteAsync(_authority.Lead, $"{Sharing}/none")).StatusCode);
    }

    [Fact]
    public async Task The_lead_sees_all_it_ever_shared_and_the_region_what_is_open()
    {
        await _authority.AbsenceAsync();
        var first = await ShareAsync(["position"]);
        var second = await ShareAsync(["reports"]);
        await DeleteAsync(_authority.Lead, $"{Sharing}/{first["id"]}");

        var page = await _authority.Lead.GetJsonAsync($"{Sharing}?limit=1");
        var rest = await _authority.Lead.GetJsonAsync($"{Sharing}?limit=1&cursor={page["next"]}");

        Assert.Equal(
            new[] { (string?)first["id"], (string?)second["id"] }.Order(), page["items"]!.Select("id").Concat(rest["items"]!.Select("id")).Order());
        Assert.Null(rest["next"]);
        Assert.Equal([(string?)second["id"]], (await _authority.Reviewer.GetJsonAsync(Sharing))["items"]!.Select("id"));
    }

    [Fact]
    public async Task Another_region_and_other_roles_read_nothing_by_it()
    {
        await _authority.AbsenceAsync();
        await ShareAsync(["position", "board"]);

        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Reviewer.GetAsync($"{Home}/position")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.GetAsync($"{Home}/position")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Manager("oak").GetAsync($"{Home}/position")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Operator.GetAsync($"{Home}/position")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(MayNotShare))]
    public async Task Only_a_lead_shares(string role)
    {
        await _authority.AbsenceAsync();
        var share = await ShareAsync(["position"]);
        var client = _authority.As(role, "beechwood");

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(Sharing, Body(["reports"]))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await DeleteAsync(client, $"{Sharing}/{share["id"]}")).StatusCode);
        await using var db = _authority.Db();
        Assert.Null((await db.Shares.SingleAsync(Ct)).WithdrawnOn);
    }

    [Theory]
    [InlineData("""{"provider":"beechwood","what":["position"],"purpose":"Mutual aid","expiresOn":"2026-11-18T09:00:00Z"}""", "/expiresOn")]
    [InlineData("""{"provider":"beechwood","what":["position"],"purpose":"Mutual aid","expiresOn":"2027-02-16T09:00:00.001Z"}""", "/expiresOn")]
    [InlineData("""{"provider":"beechwood","what":["position"],"purpose":"Mutual aid"}""", "/expiresOn")]
    [InlineData("""{"provider":"beechwood","what":["position"],"expiresOn":"2026-12-18T09:00:00Z"}""", "/purpose")]
    [InlineData("""{"provider":"beechwood","what":["position"],"purpose":"For 943 476 5919","expiresOn":"2026-12-18T09:00:00Z"}""", "/purpose")]
    [InlineData("""{"provider":"beechwood","what":[],"purpose":"Mutual aid","expiresOn":"2026-12-18T09:00:00Z"}""", "/what")]
    [InlineData("""{"provider":"beechwood","what":["board","board"],"purpose":"Mutual aid","expiresOn":"2026-12-18T09:00:00Z"}""", "/what")]
    [InlineData("""{"what":["position"],"purpose":"Mutual aid","expiresOn":"2026-12-18T09:00:00Z"}""", "/what")]
    [InlineData("""{"provider":"nobody","what":["position"],"purpose":"Mutual aid","expiresOn":"2026-12-18T09:00:00Z"}""", "/provider")]
    [InlineData("""{"provider":"No Body","what":["position"],"purpose":"Mutual aid","expiresOn":"2026-12-18T09:00:00Z"}""", "/provider")]
    public async Task What_cannot_be_shared_is_refused_and_nothing_is_stored(string body, string pointer)
    {
        await _authority.AbsenceAsync();

        var answer = await _authority.Lead.SendTextAsync(HttpMethod.Post, Sharing, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
        await using var db = _authority.Db();
        Assert.False(await db.Shares.AnyAsync(Ct));
    }

    [Theory]
    [InlineData("2026-11-18T09:00:00.001Z")]
    [InlineData("2027-02-16T09:00:00Z")]
    public async Task The_first_and_the_last_instant_are_taken(string expiresOn)
    {
        await _authority.AbsenceAsync();

        Assert.Equal(HttpStatusCode.Created, (await _authority.Lead.PostAsync(Sharing, Body(["position"], expiresOn))).StatusCode);
    }

    [Fact]
    public async Task A_retry_gets_the_first_answer_and_another_body_under_its_key_is_refused()
    {
        await _authority.AbsenceAsync();

        var twins = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _authority.Lead.PostAsync(Sharing, Body(["position"]), key: "k1")));
        var other = await _authority.Lead.PostAsync(Sharing, Body(["reports"]), key: "k1");

        Assert.All(twins, t => Assert.Equal((HttpStatusCode.Created, twins[0].Text), (t.StatusCode, t.Text)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "key-reused"), (other.StatusCode, other.Problem));
        await using var db = _authority.Db();
        Assert.Equal(1, await db.Shares.CountAsync(Ct));
    }

    private static object Body(string[] what, string expiresOn = "2026-12-18T17:00:00Z") =>
        new { provider = "beechwood", what, purpose = "Planning mutual aid for Beechwood", expiresOn };

    private static Task<TestAnswer> DeleteAsync(TestClient client, string address) => client.SendAsync(HttpMethod.Delete, address, null, null, null);

    private async Task<JsonNode> ShareAsync(string[] what)
    {
        var answer = await _authority.Lead.PostAsync(Sharing, Body(what));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, answer.Text);
        return answer.Json;
    }

    private async Task AllAreAsync(HttpStatusCode status, string[] addresses)
    {
        foreach (var address in addresses)
        {
            var answer = await _authority.Reviewer.GetAsync(address);
            Assert.True(answer.StatusCode == status, $"{address}: {answer.StatusCode}");
        }
    }
}
