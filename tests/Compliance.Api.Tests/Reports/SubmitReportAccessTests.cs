using System.Net;
using System.Text;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Reports;

/// <summary>What is refused before a report is looked at: callers without a token that counts, and bodies too large.</summary>
public sealed class SubmitReportAccessTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Reports => $"{_authority.Address}/providers/beechwood/reports";

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("ey.J.x")]
    public async Task Without_a_token_of_ours_nothing_is_taken(string? token)
    {
        await _authority.AdoptPlanAsync();
        await _authority.RegisterAsync("beechwood");
        var before = await Snapshot.OfAsync(_authority);

        var answer = await new TestClient(app.CreateClient(), token).PostAsync(Reports, Answer);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("/v1/sign-in", (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync();
        var home = await authority.RegisterAsync("beechwood");
        own.Clock.Advance(TimeSpan.FromDays(40));
        await own.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);
        var before = await Snapshot.OfAsync(authority);

        var answer = await home.PostAsync($"{authority.Address}/providers/beechwood/reports", Answer);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("Sign in again", (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(authority));
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_too_large()
    {
        await using var own = new ComplianceApp();
        own.UseKestrel(0);
        own.StartServer();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync();
        var home = await authority.RegisterAsync("beechwood");
        var before = await Snapshot.OfAsync(authority);
        var body = Encoding.UTF8.GetBytes($$"""{"toldBy":"{{new string('x', 1024 * 1024)}}"}""");

        foreach (var (url, type) in new[]
        {
            ($"{authority.Address}/providers/beechwood/reports", "application/json"),
            ($"{authority.Address}/reports", "application/json"),
            ($"{authority.Address}/reports", "application/x-ndjson"),
        })
        {
            var caller = url.Contains("beechwood", StringComparison.Ordinal) ? home : authority.Lead;
            var answer = await caller.SendBytesAsync(HttpMethod.Post, url, body, type);

            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Equal("too-large", answer.Problem);
        }

        Assert.Equal(before, await Snapshot.OfAsync(authority));
    }

    private static object Answer => new { readings = new[] { new { measure = "staff-absent", value = 4 } } };
}
