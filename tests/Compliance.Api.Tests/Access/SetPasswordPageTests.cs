using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Api.Tests.Access;

public sealed partial class SetPasswordPageTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Email => $"lead@{_authority.Id}.example";

    [Fact]
    public async Task A_person_sets_a_password_in_a_browser()
    {
        var link = await LinkAsync();
        var page = await app.Anonymous().GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.StartsWith("text/html", page.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        // Looking again uses nothing up.
        await app.Anonymous().GetAsync(link);

        var answer = await SendAsync(TokenIn(page.Text), "a good password", "a good password");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Your password is set", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.Anonymous().PostAsync("/v1/sign-in", new { email = Email, password = "a good password" })).StatusCode);
        var again = await SendAsync(TokenIn(page.Text), "a good password", "a good password");
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains("not valid", again.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "short", "at least 12")]
    [InlineData("a good password", "another password", "differ")]
    public async Task A_mistake_shows_the_form_again_with_its_token(string password, string again, string sentence)
    {
        var token = (await LinkAsync()).Split('=')[1];

        var answer = await SendAsync(token, password, again);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, answer.Text, StringComparison.Ordinal);
        Assert.Equal(token, TokenIn(answer.Text));
        Assert.DoesNotContain(password, answer.Text.Replace(sentence, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_the_address_is_shown_as_text_only()
    {
        var page = await app.Anonymous().GetAsync("/set-password?token=%22%3E%3Cb%3E");

        Assert.DoesNotContain("<b>", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.Anonymous().GetAsync("/set-password")).StatusCode);
    }

    [Fact]
    public async Task The_page_may_load_nothing_from_elsewhere_is_kept_nowhere_and_tells_nobody_its_address()
    {
        var page = await app.Anonymous().GetAsync("/set-password?token=x");

        Assert.Equal("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", page.Headers["Content-Security-Policy"]);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
    }

    [Fact]
    public async Task Something_other_than_a_form_is_refused() => Assert.Equal(
        HttpStatusCode.UnsupportedMediaType, (await app.Anonymous().SendTextAsync(HttpMethod.Post, "/set-password", "{}")).StatusCode);

    [Fact]
    public async Task A_token_never_reaches_the_log()
    {
        using var log = new Recorded();
        await using var host = app.WithWebHostBuilder(b => b.ConfigureLogging(l => l.AddProvider(log)));
        var client = new TestClient(host.CreateClient());

        await client.GetAsync("/set-password?token=secret-of-mine");
        await client.SendContentAsync(HttpMethod.Post, "/set-password", Form("secret-of-mine", "a good password", "a good password"));
        await client.PostAsync("/v1/passwords", new { token = "secret-of-mine", password = "a good password" });

        Assert.Contains(log.Lines, l => l.Contains("/set-password", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, l => l.Contains("secret-of-mine", StringComparison.Ordinal) || l.Contains("a good password", StringComparison.Ordinal));
    }

    private static FormUrlEncodedContent Form(string token, string password, string again) =>
        new([new("token", token), new("password", password), new("again", again)]);

    private static string TokenIn(string page) => Token().Match(page).Groups[1].Value;

    private Task<TestAnswer> SendAsync(string token, string password, string again) =>
        app.Anonymous().SendContentAsync(HttpMethod.Post, "/set-password", Form(token, password, again));

    private async Task<string> LinkAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var user = await app.Services.GetRequiredService<UserDirectory>().PutAsync(
            Email, "Lead", null, [new ActingHat(Roles.AuthorityLead, _authority.Id, null, [])], ct);
        return (await app.Services.GetRequiredService<PasswordLinks>().MakeAsync(user.Id, ct)).Replace("http://localhost:5080", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]*)\"")]
    private static partial Regex Token();

    private sealed class Recorded : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
