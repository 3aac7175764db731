using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Providers;

public sealed class RegisterProviderTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Address => $"{_authority.Address}/providers";

    [Fact]
    public async Task A_provider_is_registered_whole_and_read_back_at_its_address()
    {
        var answer = await _authority.Lead.PostAsync(Address, new
        {
            provider = "beechwood",
            name = "Beechwood House",
            serviceType = "care-home-with-nursing",
            organisation = "beechwood-care",
            serviceId = "beechwood-house",
            cqcId = "1-123456789",
            odsId = "VM1A2",
            joinedOn = "2026-07-01",
            leftOn = "2027-03-31",
        });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"{Address}/beechwood", answer.Headers["Location"]);
        Assert.Equal("\"1\"", answer.ETag);
        var read = await _authority.Lead.GetAsync($"{Address}/beechwood");
        Assert.Equal(answer.Text, read.Text);
        Assert.Equal(answer.ETag, read.ETag);
        Assert.Equal("2027-03-31", (string?)read.Json["leftOn"]);
    }

    [Fact]
    public async Task A_key_is_given_once()
    {
        await _authority.Lead.PostAsync(Address, Body());

        var again = await _authority.Lead.PostAsync(Address, Body(("name", "Another")));

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("provider-exists", again.Problem);
        Assert.Equal("Beechwood House", (string?)(await _authority.Lead.GetJsonAsync($"{Address}/beechwood"))["name"]);
        var elsewhere = app.NewAuthority();
        Assert.Equal(HttpStatusCode.Created, (await elsewhere.Lead.PostAsync($"{elsewhere.Address}/providers", Body())).StatusCode);
    }

    [Theory]
    [InlineData("provider", "Beechwood", "/provider", "small letters")]
    [InlineData("provider", "", "/provider", "small letters")]
    [InlineData("provider", "beech--wood", "/provider", "small letters")]
    [InlineData("provider", "beechwood\n", "/provider", "small letters")]
    [InlineData("provider", "@", "/provider", "small letters")]
    [InlineData("name", "  ", "/name", "1 to 200")]
    [InlineData("name", "Beech\0wood", "/name", "control characters")]
    [InlineData("serviceType", "hotel", "/serviceType", "care-home-with-nursing")]
    [InlineData("serviceType", null, "/serviceType", "")]
    [InlineData("organisation", "Big Care Ltd", "/organisation", "beechwood-care")]
    [InlineData("serviceId", "", "/serviceId", "beechwood-house")]
    [InlineData("cqcId", "1-1234567", "/cqcId", "1-123456789")]
    [InlineData("cqcId", "1-1234567890123", "/cqcId", "1-123456789")]
    [InlineData("cqcId", "12345678", "/cqcId", "1-123456789")]
    [InlineData("odsId", "VM", "/odsId", "3 to 10")]
    [InlineData("odsId", "VM123456789", "/odsId", "3 to 10")]
    [InlineData("odsId", "vm1a2", "/odsId", "3 to 10")]
    [InlineData("joinedOn", null, "/joinedOn", "which day")]
    [InlineData("joinedOn", "1947-12-31", "/joinedOn", "1948-01-01")]
    [InlineData("joinedOn", "01/07/2026", "/joinedOn", "wrong kind")]
    [InlineData("leftOn", "2101-01-01", "/leftOn", "2100-12-31")]
    [InlineData("leftOn", "2026-06-30", "/leftOn", "exchange them")]
    [InlineData("colour", "blue", "/colour", "no member")]
    public async Task An_entry_with_a_mistake_is_refused_where_it_is(string member, string? value, string pointer, string sentence)
    {
        var answer = await _authority.Lead.PostAsync(Address, Body((member, value)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Contains(sentence, (string)answer.Json["errors"]![0]!["detail"]!, StringComparison.Ordinal);
        Assert.Empty((await _authority.Lead.GetJsonAsync(Address))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("provider", 64, 65)]
    [InlineData("name", 200, 201)]
    public async Task Lengths_are_taken_up_to_their_limit(string member, int longest, int tooLong)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _authority.Lead.PostAsync(Address, Body((member, new string('n', tooLong))))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await _authority.Lead.PostAsync(Address, Body((member, new string('n', longest))))).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"provider\":\"a\",\"provider\":\"b\"}")]
    [InlineData("{\"provider\":\"\\ud800\"}")]
    public async Task What_is_no_entry_at_all_is_refused(string text) => Assert.Equal(
        HttpStatusCode.BadRequest, (await _authority.Lead.SendTextAsync(HttpMethod.Post, Address, text)).StatusCode);

    [Fact]
    public async Task A_twin_gets_the_first_answer_and_another_body_is_refused()
    {
        var first = await _authority.Lead.PostAsync(Address, Body(), key: "k1");

        var twin = await _authority.Lead.PostAsync(Address, Body(), key: "k1");
        var other = await _authority.Lead.PostAsync(Address, Body(("name", "Another")), key: "k1");

        Assert.Equal(HttpStatusCode.Created, twin.StatusCode);
        Assert.Equal((first.Text, first.ETag), (twin.Text, twin.ETag));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("key-reused", other.Problem);
        Assert.Equal("Beechwood House", (string?)(await _authority.Lead.GetJsonAsync($"{Address}/beechwood"))["name"]);
    }

    [Fact]
    public async Task Only_the_lead_registers()
    {
        foreach (var client in new[] { _authority.Reviewer, _authority.Operator, _authority.Manager("beechwood") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(Address, Body())).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.PostAsync(Address, Body())).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().PostAsync(Address, Body())).StatusCode);
        Assert.Empty((await _authority.Lead.GetJsonAsync(Address))["items"]!.AsArray());
    }

    private static JsonObject Body(params (string Member, string? Value)[] changes)
    {
        var body = new JsonObject { ["provider"] = "beechwood", ["name"] = "Beechwood House", ["serviceType"] = "care-home", ["joinedOn"] = "2026-07-01" };
        foreach (var (member, value) in changes)
        {
            body[member] = value;
        }

        return body;
    }
}
