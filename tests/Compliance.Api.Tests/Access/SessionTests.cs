using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Access;

/// <summary>What takes time to happen, each on a host with a clock of its own.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly ComplianceApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_token_ends_with_its_session()
    {
        var client = _app.NewAuthority().Lead;

        _app.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/me")).StatusCode);

        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/me")).StatusCode);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_next_try_waits_a_minute()
    {
        await AddAsync("someone@example.org", "operator");
        for (var i = 0; i < 5; i++)
        {
            await SignInAsync("wrong");
        }

        _app.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync("correct horse")).StatusCode);

        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("correct horse")).StatusCode);
    }

    [Fact]
    public async Task A_hat_taken_away_ends_its_sessions()
    {
        var authority = _app.NewAuthority();
        Assert.Equal(HttpStatusCode.OK, (await authority.Lead.GetAsync("/v1/me")).StatusCode);
        await using (var db = _app.Databases.Create(Scope.Nothing))
        {
            await db.Hats.Where(h => h.TenantId == authority.Id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        _app.Clock.Advance(Sessions.BelievedFor + TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await authority.Lead.GetAsync("/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Too_many_tries_are_told_when_to_come_again()
    {
        _app.Settings["Access:SignInsPerMinute"] = "3";
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync("wrong")).StatusCode);
        }

        var answer = await SignInAsync("wrong");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("too-many-requests", answer.Problem);
        Assert.InRange(int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    private Task<TestAnswer> SignInAsync(string password) =>
        _app.Anonymous().PostAsync("/v1/sign-in", new { email = "someone@example.org", password });

    private Task AddAsync(string email, string hat) => _app.Services.GetRequiredService<UserDirectory>().PutAsync(
        email, email, "correct horse", [ActingHat.Parse(hat)!], TestContext.Current.CancellationToken);
}
