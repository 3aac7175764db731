using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Providers;

public sealed class HostTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Address => $"{_authority.Address}/providers";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        await _authority.HasHostAsync("rotherham", "elm-rotherham");
        await _authority.Lead.PostAsync(Address, new
        {
            provider = "elm",
            name = "Elm",
            serviceType = "care-home",
            serviceId = "elm-rotherham",
            joinedOn = "2026-07-01",
            host = "rotherham",
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_hosted_service_shows_its_host_owes_nothing_and_has_its_reports_refused()
    {
        Assert.Equal("rotherham", (string?)(await _authority.Lead.GetJsonAsync($"{Address}/elm"))["host"]);
        Assert.Equal(["rotherham"], (await _authority.Lead.GetJsonAsync(Address))["items"]!.Select("host"));
        Assert.Empty((await _authority.Lead.GetJsonAsync($"{Address}/elm/due"))["questions"]!.AsArray());
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _authority.Manager("elm").PostAsync($"{Address}/elm/reports", new { readings = new object[] { new { measure = "staff-employed", value = 40 } } });

        Assert.Equal((HttpStatusCode.Conflict, "reports-to-host"), (answer.StatusCode, answer.Problem));
        Assert.Contains("rotherham", (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task A_service_taken_back_from_its_host_is_asked_again()
    {
        var changed = await _authority.Lead.PatchAsync($"{Address}/elm", new { host = (string?)null }, "\"1\"");

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Null(changed.Json["host"]);
        Assert.NotEmpty((await _authority.Lead.GetJsonAsync($"{Address}/elm/due"))["questions"]!.AsArray());
    }

    [Fact]
    public async Task A_host_that_does_not_ask_the_service_itself_is_refused_and_nothing_is_stored()
    {
        await _authority.HasHostAsync("leeds", "ash");
        var ash = new { provider = "ash", name = "Ash", serviceType = "care-home", joinedOn = "2026-07-01", serviceId = "ash", host = "rotherham" };
        var before = await Snapshot.OfAsync(_authority);

        var created = await _authority.Lead.PostAsync(Address, ash);
        Assert.Equal(["/host"], created.Pointers);
        Assert.Contains("no service of its own", (string?)created.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(["/host"], (await _authority.Lead.PatchAsync($"{Address}/elm", new { host = "leeds" }, "\"1\"")).Pointers);
        var sheet = await _authority.Lead.SendBytesAsync(
            HttpMethod.Post, Address, "provider,name,serviceType,serviceId,joinedOn,host\nash,Ash,care-home,ash,2026-07-01,rotherham\n"u8.ToArray(), "text/csv");
        Assert.Equal(["/rows/2/host"], sheet.Pointers);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));

        Assert.Equal(HttpStatusCode.Created, (await _authority.Lead.PostAsync(Address, ash with { host = "leeds" })).StatusCode);
    }

    [Fact]
    public async Task A_host_must_be_another_known_authority_and_needs_a_service_id()
    {
        var before = await Snapshot.OfAsync(_authority);
        var own = new { provider = "oak", name = "Oak", serviceType = "care-home", joinedOn = "2026-07-01", serviceId = "oak", host = "rotheram" };

        Assert.Equal(["/host"], (await _authority.Lead.PostAsync(Address, own)).Pointers);
        Assert.Equal(["/serviceId"], (await _authority.Lead.PostAsync(Address, own with { host = "rotherham", serviceId = null! })).Pointers);
        Assert.Equal(["/serviceId"], (await _authority.Lead.PatchAsync($"{Address}/elm", new { serviceId = (string?)null }, "\"1\"")).Pointers);
        Assert.Equal(["/host"], (await _authority.Lead.PatchAsync($"{Address}/elm", new { host = "nowhere" }, "\"1\"")).Pointers);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }
}
