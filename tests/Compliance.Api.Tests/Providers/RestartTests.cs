using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Providers;

public sealed class RestartTests
{
    [Fact]
    public async Task A_twin_sent_to_another_host_on_the_same_database_gets_the_first_answer()
    {
        await using var app = new ComplianceApp();
        var authority = app.NewAuthority().WithContacts("authority-out-of-hours");
        var token = await TokenAsync(app, authority);
        var home = new { provider = "beechwood", name = "Beechwood", serviceType = "care-home", joinedOn = "2026-07-01" };
        var winter = new { version = 1, from = "2026-10-01", to = "2027-03-31" };
        var (providers, plan) = ($"{authority.Address}/providers", $"{authority.Address}/plans/asc-winter-plan-2021-22?season=2026");
        var before = new TestClient(app.CreateClient(), token);
        var registered = await before.PostAsync(providers, home, key: "k1");
        var adopted = await before.PutAsync(plan, winter, key: "k2");

        var after = new TestClient(app.WithWebHostBuilder(_ => { }).CreateClient(), token);
        var registeredAgain = await after.PostAsync(providers, home, key: "k1");
        var adoptedAgain = await after.PutAsync(plan, winter, key: "k2");
        var other = await after.PostAsync(providers, home with { name = "Another" }, key: "k1");

        Assert.Equal((HttpStatusCode.Created, registered.Text), (registeredAgain.StatusCode, registeredAgain.Text));
        Assert.Equal((HttpStatusCode.Created, adopted.Text), (adoptedAgain.StatusCode, adoptedAgain.Text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    private static async Task<string> TokenAsync(ComplianceApp app, TestAuthority authority)
    {
        var ct = TestContext.Current.CancellationToken;
        var hat = new ActingHat(Roles.AuthorityLead, authority.Id, null, []);
        var user = await app.Services.GetRequiredService<UserDirectory>().PutAsync("lead@example.org", "Lead", "a good password", [hat], ct);
        return (await app.Services.GetRequiredService<Sessions>().StartAsync(user.Id, user.Hats.Single(), ct)).Value;
    }
}
