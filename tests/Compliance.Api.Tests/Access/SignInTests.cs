using System.Net;
using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Access;

public sealed class SignInTests(ComplianceApp app)
{
    private const string Password = "correct horse";
    private readonly TestAuthority _authority = app.NewAuthority();
    private readonly TestClient _anyone = app.Anonymous();

    private string Email => $"someone@{_authority.Id}.example";

    [Fact]
    public async Task One_hat_is_taken_without_being_named()
    {
        await AddAsync($"authority-lead:{_authority.Id}");

        var answer = await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = Password });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"authority-lead:{_authority.Id}", (string?)answer.Json["hat"]);
        Assert.Equal([$"authority-lead:{_authority.Id}"], answer.Json["hats"]!.Select("key"));
        Assert.Equal("2026-11-18T21:00:00Z", (string?)answer.Json["expiresOn"]);

        var me = await Bearing(answer).GetJsonAsync("/v1/me");
        Assert.Equal(_authority.Id, (string?)me["hat"]!["authority"]);
        Assert.Contains("board.read", me["permissions"]!.AsArray().Select(p => (string?)p));
    }

    [Fact]
    public async Task An_email_address_is_found_whatever_its_case()
    {
        await AddAsync("operator");

        var answer = await _anyone.PostAsync("/v1/sign-in", new { email = Email.ToUpperInvariant(), password = Password });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Unknown_and_wrong_look_the_same()
    {
        await AddAsync("operator");

        var wrong = await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = "wrong" });
        var unknown = await _anyone.PostAsync("/v1/sign-in", new { email = "nobody@example.org", password = "wrong" });

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal((string?)wrong.Json["detail"], (string?)unknown.Json["detail"]);
    }

    [Fact]
    public async Task After_the_fifth_wrong_password_the_right_one_waits_at_that_address_and_no_other()
    {
        await AddAsync("operator");
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(app, "203.0.113.7", "wrong"));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(app, "203.0.113.7", Password));
        Assert.Equal(HttpStatusCode.OK, await SignInFromAsync(app, "203.0.113.8", Password));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(app, "203.0.113.7", Password));
    }

    [Fact]
    public async Task The_wait_is_a_minute_and_grows_with_each_further_wrong_password()
    {
        await using var own = new ComplianceApp();
        await AddAsync(own, "operator");
        for (var i = 0; i < 5; i++)
        {
            await SignInFromAsync(own, "2001:db8::1", "wrong");
        }

        own.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(own, "2001:db8::2", Password));
        own.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await SignInFromAsync(own, "2001:db8::3", "wrong");
        own.Clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(own, "2001:db8::1", Password));
        own.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.OK, await SignInFromAsync(own, "2001:db8::1", Password));
    }

    [Fact]
    public async Task A_hundred_wrong_passwords_from_everywhere_let_the_account_rest_for_a_minute()
    {
        await using var own = new ComplianceApp();
        await AddAsync(own, "operator");
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(own, $"203.0.113.{i}", "wrong"));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(own, "198.51.100.1", Password));
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await SignInFromAsync(own, "198.51.100.1", Password));
    }

    [Fact]
    public async Task Four_wrong_passwords_are_forgotten_by_a_right_one()
    {
        await AddAsync("operator");
        for (var i = 0; i < 8; i++)
        {
            await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = i == 4 ? Password : "wrong" });
        }

        var answer = await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = Password });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Several_hats_must_be_chosen_from()
    {
        var keys = new[] { $"authority-lead:{_authority.Id}", $"reviewer:{_authority.Region}" };
        await AddAsync(keys);

        var unnamed = await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = Password });
        var foreign = await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = Password, @as = "operator" });
        var chosen = await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = Password, @as = keys[1] });

        Assert.Equal(HttpStatusCode.BadRequest, unnamed.StatusCode);
        Assert.Equal("choose-hat", unnamed.Problem);
        Assert.Equal(keys, unnamed.Json["hats"]!.Select("key"));
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Equal(_authority.Region, (string?)(await Bearing(chosen).GetJsonAsync("/v1/me"))["hat"]!["region"]);
    }

    [Fact]
    public async Task Somebody_without_a_hat_is_told_whom_to_ask()
    {
        await AddAsync();

        var answer = await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = Password });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Ask", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_fields_are_named()
    {
        var answer = await _anyone.PostAsync("/v1/sign-in", new { email = "", password = "" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["/email", "/password"], answer.Pointers);
    }

    [Fact]
    public async Task Signing_out_ends_the_token()
    {
        await AddAsync("operator");
        var client = Bearing(await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = Password }));

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/v1/sign-out")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/me")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-a-token")]
    public async Task Without_a_token_of_ours_nobody_is_signed_in(string? token)
    {
        var answer = await new TestClient(app.CreateClient(), token).GetAsync("/v1/me");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        Assert.Equal("sign-in-needed", answer.Problem);
    }

    private async Task<HttpStatusCode> SignInFromAsync(ComplianceApp host, string address, string password)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { email = Email, password });
        var answer = await host.Server.SendAsync(
            http =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(address);
                (http.Request.Method, http.Request.Path, http.Request.ContentType, http.Request.ContentLength) = ("POST", "/v1/sign-in", "application/json", body.Length);
                http.Request.Body = new MemoryStream(body);
                http.Features.Set<IHttpRequestBodyDetectionFeature>(new HasBody());
            }, TestContext.Current.CancellationToken);
        return (HttpStatusCode)answer.Response.StatusCode;
    }

    private Task AddAsync(params string[] hats) => AddAsync(app, hats);

    private Task AddAsync(ComplianceApp host, params string[] hats) => host.Services.GetRequiredService<UserDirectory>().PutAsync(
        Email, "Someone", Password, hats.Select(h => ActingHat.Parse(h)!), TestContext.Current.CancellationToken);

    private TestClient Bearing(TestAnswer answer) => new(app.CreateClient(), (string?)answer.Json["accessToken"]);

    private sealed class HasBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }
}
