using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Compliance.Api.Tests.Endpoints;

public sealed class HostTests(ComplianceApp app)
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task What_a_stranger_may_ask_is_answered(string url)
    {
        Assert.Equal(HttpStatusCode.OK, (await app.Anonymous().GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task An_endpoint_that_names_no_permission_stops_the_start()
    {
        await using var host = WebApplication.CreateBuilder().Build();
        host.MapGet("/forgotten", () => "").RequireAuthorization();

        var thrown = Assert.Throws<InvalidOperationException>(host.VerifyAccess);

        Assert.Contains("/forgotten", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused()
    {
        using var served = new ComplianceApp();
        served.UseKestrel(0);
        served.StartServer();
        using var http = served.CreateClient();

        var answer = await new TestClient(http).PostAsync("/v1/sign-in", new { email = new string('a', 1024 * 1024), password = "x" });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("too-large", answer.Problem);
    }

    [Fact]
    public void Every_permission_is_somebodys()
    {
        Assert.All(Permissions.All, p => Assert.Contains(Roles.All, r => Roles.May(r, p)));
    }

    [Fact]
    public void Every_granted_permission_exists()
    {
        Assert.All(Roles.All.SelectMany(Roles.Of), p => Assert.True(Permissions.All.Contains(p), p));
    }
}
