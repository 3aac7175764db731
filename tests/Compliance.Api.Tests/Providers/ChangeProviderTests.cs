using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Providers;

public sealed class ChangeProviderTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Address => $"{_authority.Address}/providers/beechwood";

    public async ValueTask InitializeAsync() => await _authority.Lead.PostAsync($"{_authority.Address}/providers", new
    {
        provider = "beechwood",
        name = "Beechwood House",
        serviceType = "care-home",
        organisation = "beechwood-care",
        cqcId = "1-123456789",
        joinedOn = "2026-07-01",
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Only_what_is_given_changes_and_null_takes_away()
    {
        var answer = await _authority.Lead.PatchAsync(Address, new { name = "Beech House", cqcId = (string?)null, leftOn = "2027-01-31" }, "\"1\"");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"2\"", answer.ETag);
        var read = await _authority.Lead.GetAsync(Address);
        Assert.Equal(answer.Text, read.Text);
        Assert.Equal("Beech House", (string?)read.Json["name"]);
        Assert.Equal("care-home", (string?)read.Json["serviceType"]);
        Assert.Equal("beechwood-care", (string?)read.Json["organisation"]);
        Assert.Null(read.Json["cqcId"]);
        Assert.Equal("2026-07-01", (string?)read.Json["joinedOn"]);
        Assert.Equal("2027-01-31", (string?)read.Json["leftOn"]);
        Assert.Null((await _authority.Lead.PatchAsync(Address, new { leftOn = (string?)null }, "\"2\"")).Json["leftOn"]);
    }

    [Fact]
    public async Task Every_member_can_change()
    {
        var given = new
        {
            name = "B",
            serviceType = "home-care",
            organisation = "o",
            serviceId = "s",
            cqcId = "2-12345678",
            odsId = "ABC",
            joinedOn = "2026-08-01",
            leftOn = "2026-08-01",
        };

        var answer = await _authority.Lead.PatchAsync(Address, given, "\"1\"");

        foreach (var member in given.GetType().GetProperties())
        {
            Assert.Equal(member.GetValue(given), (string?)answer.Json[member.Name]);
        }
    }

    [Fact]
    public async Task A_change_says_which_revision_it_changes()
    {
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await _authority.Lead.PatchAsync(Address, new { name = "X" })).StatusCode);
        await _authority.Lead.PatchAsync(Address, new { name = "First" }, "\"1\"");

        Assert.Equal(HttpStatusCode.BadRequest, (await _authority.Lead.PatchAsync(Address, new { name = "Late" }, "\"x\"")).StatusCode);
        foreach (var stale in new[] { "\"1\"", "\"3\"" })
        {
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await _authority.Lead.PatchAsync(Address, new { name = "Late" }, stale)).StatusCode);
        }

        Assert.Equal("First", (string?)(await _authority.Lead.GetJsonAsync(Address))["name"]);
    }

    [Theory]
    [InlineData("""{"name":null}""", "/name")]
    [InlineData("""{"name":""}""", "/name")]
    [InlineData("""{"serviceType":null}""", "/serviceType")]
    [InlineData("""{"serviceType":"hotel"}""", "/serviceType")]
    [InlineData("""{"organisation":"A B"}""", "/organisation")]
    [InlineData("""{"serviceId":"A B"}""", "/serviceId")]
    [InlineData("""{"cqcId":"1"}""", "/cqcId")]
    [InlineData("""{"odsId":"a"}""", "/odsId")]
    [InlineData("""{"joinedOn":null}""", "/joinedOn")]
    [InlineData("""{"joinedOn":"1947-12-31"}""", "/joinedOn")]
    [InlineData("""{"leftOn":"2026-06-30"}""", "/leftOn")]
    [InlineData("""{"provider":"elm"}""", "/provider")]
    public async Task A_mistake_changes_nothing(string body, string pointer)
    {
        var before = await _authority.Lead.GetAsync(Address);

        var answer = await _authority.Lead.PatchAsync(Address, System.Text.Json.Nodes.JsonNode.Parse(body), "\"1\"");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
        var after = await _authority.Lead.GetAsync(Address);
        Assert.Equal((before.Text, before.ETag), (after.Text, after.ETag));
    }

    [Fact]
    public async Task A_closed_day_before_the_first_one_on_record_is_refused_and_the_same_day_is_taken()
    {
        Assert.Equal(["/leftOn"], (await _authority.Lead.PatchAsync(Address, new { leftOn = "2026-06-30" }, "\"1\"")).Pointers);
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.PatchAsync(Address, new { leftOn = "2026-07-01" }, "\"1\"")).StatusCode);
    }

    [Fact]
    public async Task Only_the_lead_changes_and_only_its_own()
    {
        var body = new { name = "Other" };

        foreach (var client in new[] { _authority.Reviewer, _authority.Operator, _authority.Manager("beechwood") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PatchAsync(Address, body, "\"1\"")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Manager("elm").PatchAsync(Address, body, "\"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.PatchAsync(Address, body, "\"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.PatchAsync($"{_authority.Address}/providers/elm", body, "\"1\"")).StatusCode);
        Assert.Equal("Beechwood House", (string?)(await _authority.Lead.GetJsonAsync(Address))["name"]);
    }
}
