using System.Net;
using Compliance.Api.Data.Entities;
using Compliance.Api.Tests.Endpoints;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Access;

public sealed class PermissionCheckTests(ProbeApp app) : IAsyncLifetime
{
    private static int _made;
    private readonly string _region = $"region-{Interlocked.Increment(ref _made)}";

    private string Mine => $"{_region}-mine";

    private string Neighbour => $"{_region}-neighbour";

    private string Abroad => $"{_region}-abroad";

    public async ValueTask InitializeAsync()
    {
        await app.AddAsync(_region, Mine, Neighbour);
        await app.AddAsync(_region + "-other", Abroad);
        await using var db = app.Databases.For(Mine);
        db.AddRange(Home("beechwood"), Home("elm"));
        db.AddRange(Case("of-beechwood", "beechwood"), Case("of-elm", "elm", forRegion: true));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("authority-lead:{0}-mine", "mine", HttpStatusCode.OK)]
    [InlineData("authority-lead:{0}-mine", "neighbour", HttpStatusCode.NotFound)]
    [InlineData("authority-lead:{0}-mine", "missing", HttpStatusCode.NotFound)]
    [InlineData("provider-manager:{0}-mine:beechwood", "mine", HttpStatusCode.Forbidden)]
    [InlineData("provider-manager:{0}-mine:beechwood", "neighbour", HttpStatusCode.NotFound)]
    [InlineData("reviewer:{0}", "neighbour", HttpStatusCode.Forbidden)]
    [InlineData("reviewer:{0}", "abroad", HttpStatusCode.NotFound)]
    [InlineData("operator", "abroad", HttpStatusCode.Forbidden)]
    [InlineData("operator", "missing", HttpStatusCode.NotFound)]
    public async Task An_authority_outside_the_scope_is_not_found_and_only_one_inside_may_be_forbidden(
        string hat, string authority, HttpStatusCode expected)
    {
        var client = await AsAsync(hat);

        var answer = await client.PutAsync($"/v1/authorities/{_region}-{authority}/probe", new { kind = "routine" }, ifMatch: "\"7\"");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("authority-lead:{0}-mine", "elm", HttpStatusCode.OK)]
    [InlineData("authority-lead:{0}-mine", "missing", HttpStatusCode.NotFound)]
    [InlineData("provider-manager:{0}-mine:beechwood,missing", "beechwood", HttpStatusCode.OK)]
    [InlineData("provider-manager:{0}-mine:beechwood,missing", "elm", HttpStatusCode.NotFound)]
    [InlineData("provider-manager:{0}-mine:beechwood,missing", "missing", HttpStatusCode.NotFound)]
    [InlineData("reviewer:{0}", "elm", HttpStatusCode.Forbidden)]
    [InlineData("reviewer:{0}", "missing", HttpStatusCode.NotFound)]
    public async Task A_provider_that_is_not_the_callers_is_not_found(string hat, string provider, HttpStatusCode expected)
    {
        var client = await AsAsync(hat);

        var answer = await client.PutAsync(
            $"/v1/authorities/{Mine}/providers/{provider}/probe", new { kind = "routine" }, ifMatch: "\"7\"");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("authority-lead:{0}-mine", "of-beechwood", HttpStatusCode.NoContent)]
    [InlineData("authority-lead:{0}-neighbour", "of-beechwood", HttpStatusCode.NotFound)]
    [InlineData("provider-manager:{0}-mine:beechwood", "of-beechwood", HttpStatusCode.NoContent)]
    [InlineData("provider-manager:{0}-mine:beechwood", "of-elm", HttpStatusCode.NotFound)]
    [InlineData("reviewer:{0}", "of-elm", HttpStatusCode.NoContent)]
    [InlineData("reviewer:{0}", "of-beechwood", HttpStatusCode.NotFound)]
    [InlineData("reviewer:{0}-other", "of-elm", HttpStatusCode.NotFound)]
    [InlineData("operator", "of-elm", HttpStatusCode.NotFound)]
    public async Task A_case_is_found_by_those_it_has_reached(string hat, string id, HttpStatusCode expected)
    {
        var client = await AsAsync(hat);

        Assert.Equal(expected, (await client.GetAsync($"/v1/escalations/{_region}-{id}/probe")).StatusCode);
    }

    [Theory]
    [InlineData("reviewer:{0}", "", HttpStatusCode.NoContent)]
    [InlineData("reviewer:{0}", "-other", HttpStatusCode.NotFound)]
    [InlineData("authority-lead:{0}-mine", "", HttpStatusCode.Forbidden)]
    [InlineData("authority-lead:{0}-mine", "-other", HttpStatusCode.NotFound)]
    [InlineData("operator", "-other", HttpStatusCode.NoContent)]
    public async Task A_region_is_its_own_teams(string hat, string suffix, HttpStatusCode expected)
    {
        var client = await AsAsync(hat);

        Assert.Equal(expected, (await client.GetAsync($"/v1/regions/{_region}{suffix}/probe")).StatusCode);
    }

    [Fact]
    public async Task Checks_come_in_their_order()
    {
        var nobody = app.Anonymous();
        var manager = await AsAsync("provider-manager:{0}-mine:beechwood");
        var lead = await AsAsync("authority-lead:{0}-mine");
        var address = $"/v1/authorities/{Mine}/probe";

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.SendTextAsync(HttpMethod.Put, "/v1/authorities/missing/probe", "{")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SendTextAsync(HttpMethod.Put, "/v1/authorities/missing/probe", "{")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.SendTextAsync(HttpMethod.Put, address, "{")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.SendTextAsync(HttpMethod.Put, address, "{")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.PutAsync(address + "?limit=9", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await lead.PutAsync(address, new { })).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await lead.PutAsync(address, new { }, ifMatch: "\"6\"")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lead.PutAsync(address, new { }, ifMatch: "\"6\", W/\"7\"")).StatusCode);
    }

    private Task<TestClient> AsAsync(string hat) =>
        app.AsAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, hat, _region));

    private static ProviderRow Home(string key) =>
        new() { Key = key, Name = key, ServiceType = "care-home", JoinedOn = new DateOnly(2026, 7, 1) };

    private EscalationRow Case(string id, string subject, bool forRegion = false) => new()
    {
        Id = $"{_region}-{id}",
        SubjectKind = "provider",
        Subject = subject,
        State = "raised",
        Tier = "authority",
        Level = "red",
        IsOpen = true,
        ForRegion = forRegion,
        Content = [],
    };
}
