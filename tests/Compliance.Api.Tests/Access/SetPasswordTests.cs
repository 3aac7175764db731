using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Access;

/// <summary>Single-use links, on a host with a clock of its own.</summary>
public sealed class SetPasswordTests : IDisposable
{
    private const string Email = "lead@example.org";
    private const string Good = "three odd words";

    private readonly ComplianceApp _app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_link_sets_a_password_once()
    {
        var token = await LinkAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(Good)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await SetAsync(token)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(Good)).StatusCode);
        Assert.Equal("link-not-valid", (await SetAsync(token, "three other words")).Problem);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(Good)).StatusCode);
    }

    [Fact]
    public async Task Used_expired_and_unknown_links_are_refused_alike_and_change_nothing()
    {
        var used = await LinkAsync();
        await SetAsync(used);
        var expired = await LinkAsync();
        _app.Clock.Advance(TimeSpan.FromDays(7));
        var before = await Everything.InAsync(_app);

        var answers = new[] { await SetAsync(used, "three other words"), await SetAsync(expired, "three other words"), await SetAsync("unknown", "three other words") };

        Assert.Single(answers.Select(a => a.Bare()).Distinct());
        Assert.Equal((HttpStatusCode.BadRequest, "link-not-valid"), (answers[0].StatusCode, answers[0].Problem));
        Assert.Equal(before, await Everything.InAsync(_app));
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(Good)).StatusCode);
    }

    [Fact]
    public async Task A_link_works_to_the_last_second_of_its_week()
    {
        var token = await LinkAsync();

        _app.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.NoContent, (await SetAsync(token)).StatusCode);
    }

    [Fact]
    public async Task Setting_a_password_ends_sessions_uses_up_other_links_and_opens_a_locked_account()
    {
        await SetAsync(await LinkAsync());
        var session = new TestClient(_app.CreateClient(), (string)(await SignInAsync(Good)).Json["accessToken"]!);
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync("/v1/me")).StatusCode);
        var (first, second) = (await LinkAsync(), await LinkAsync());
        for (var i = 0; i < 5; i++)
        {
            await SignInAsync("a wrong password");
        }

        await SetAsync(first, "three other words");

        Assert.Equal(HttpStatusCode.Unauthorized, (await session.GetAsync("/v1/me")).StatusCode);
        Assert.Equal("link-not-valid", (await SetAsync(second)).Problem);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(Good)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("three other words")).StatusCode);
    }

    [Fact]
    public async Task Of_many_who_use_a_link_at_once_one_succeeds()
    {
        var token = await LinkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SetAsync(token, $"three odd words {n}")));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("elevenchars", "at least 12")]
    [InlineData("", "at least 12")]
    [InlineData("aaaaaaaaaaaaaaaa", "over and over")]
    public async Task A_password_that_will_not_do_is_refused_and_the_link_stays(string password, string sentence)
    {
        var token = await LinkAsync();

        var answer = await SetAsync(token, password);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["/password"], answer.Pointers);
        Assert.Contains(sentence, (string?)answer.Json["errors"]![0]!["detail"], StringComparison.Ordinal);
        Assert.Equal(["/password"], (await SetAsync(token, new string('x', 1000) + "y")).Pointers);
        Assert.Equal(HttpStatusCode.NoContent, (await SetAsync(token)).StatusCode);
    }

    [Fact]
    public async Task The_database_holds_no_token()
    {
        var token = await LinkAsync();

        await using var db = _app.Databases.Create(Scope.Nothing);
        var link = await db.PasswordLinks.SingleAsync(Ct);
        Assert.DoesNotContain(token, link.TokenHash, StringComparison.Ordinal);
        Assert.Equal(64, link.TokenHash.Length);
    }

    [Fact]
    public async Task Tries_are_limited_like_those_of_signing_in()
    {
        await using var app = new ComplianceApp();
        app.Settings["Access:SignInsPerMinute"] = "2";
        var client = app.Anonymous();
        var body = new { token = "unknown", password = Good };
        await client.PostAsync("/v1/passwords", body);
        await client.PostAsync("/v1/passwords", body);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.PostAsync("/v1/passwords", body)).StatusCode);
    }

    private async Task<string> LinkAsync()
    {
        var user = await _app.Services.GetRequiredService<UserDirectory>().PutAsync(Email, "Lead", null, [new ActingHat(Roles.Operator, null, null, [])], Ct);
        return (await _app.Services.GetRequiredService<PasswordLinks>().MakeAsync(user.Id, Ct)).Split('=')[1];
    }

    private Task<TestAnswer> SetAsync(string token, string password = Good) => _app.Anonymous().PostAsync("/v1/passwords", new { token, password });

    private Task<TestAnswer> SignInAsync(string password) => _app.Anonymous().PostAsync("/v1/sign-in", new { email = Email, password });
}
