using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
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
    public async Task The_fifth_wrong_password_locks_the_account_for_the_right_one_too()
    {
        await AddAsync("operator");
        for (var i = 0; i < 5; i++)
        {
            await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = "wrong" });
        }

        var answer = await _anyone.PostAsync("/v1/sign-in", new { email = Email, password = Password });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
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

    private Task AddAsync(params string[] hats) => app.Services.GetRequiredService<UserDirectory>().PutAsync(
        Email, "Someone", Password, hats.Select(h => ActingHat.Parse(h)!), TestContext.Current.CancellationToken);

    private TestClient Bearing(TestAnswer answer) => new(app.CreateClient(), (string?)answer.Json["accessToken"]);
}
