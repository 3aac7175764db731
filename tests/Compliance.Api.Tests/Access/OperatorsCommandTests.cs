using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Access;

public sealed class OperatorsCommandTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task An_operator_is_added_with_the_password_given()
    {
        var email = $"op@{_authority.Id}.example";

        var (code, _) = await RunAsync("a long password", "operators", "add", email, "--Database:Provider=Sqlite");

        Assert.Equal(0, code);
        var answer = await app.Anonymous().PostAsync("/v1/sign-in", new { email, password = "a long password" });
        Assert.Equal("operator", (string?)answer.Json["hat"]);
    }

    [Fact]
    public async Task Without_a_password_one_is_made_and_shown()
    {
        var email = $"op2@{_authority.Id}.example";

        var (code, said) = await RunAsync("", "operators", "add", email);

        Assert.Equal(0, code);
        var answer = await app.Anonymous().PostAsync("/v1/sign-in", new { email, password = said.Trim().Split(' ')[^1] });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_user_is_given_a_link_and_with_the_next_hats_none()
    {
        var email = $"lead@{_authority.Id}.example";
        var (_, said) = await RunAsync("a password nobody asked for", "users", "add", email, $"authority-lead:{_authority.Id}");
        Assert.StartsWith("http://localhost:5080/set-password?token=", said.Trim().Split(' ')[^1], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(email, "a password nobody asked for")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await app.Anonymous().PostAsync("/v1/passwords", new { token = said.Trim().Split('=')[^1], password = "a good password" })).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(email, "a good password")).StatusCode);
        var (code, then) = await RunAsync("", "users", "add", email, $"provider-manager:{_authority.Id}:elm");
        Assert.Equal(0, code);
        Assert.DoesNotContain("token", then, StringComparison.Ordinal);
        Assert.Equal("choose-hat", (await SignInAsync(email, "a good password")).Problem);
    }

    [Fact]
    public async Task Somebody_who_forgot_a_password_is_given_a_new_link_and_nobody_else_is()
    {
        var email = $"forgot@{_authority.Id}.example";
        await RunAsync("", "users", "add", email, $"authority-lead:{_authority.Id}");

        var (code, said) = await RunAsync("", "users", "link", email.ToUpperInvariant());

        Assert.Equal(0, code);
        Assert.Contains("token=", said, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("", "users", "link", "nobody@example.org")).Code);
    }

    [Theory]
    [InlineData("operators")]
    [InlineData("operators add")]
    [InlineData("operators remove someone@example.org")]
    [InlineData("users add someone@example.org")]
    [InlineData("users link")]
    [InlineData("users link someone@example.org twice")]
    [InlineData("users add someone@example.org king:doncaster")]
    [InlineData("users add someone@example.org authority-lead:nowhere")]
    public async Task Words_that_make_no_sense_add_nobody(string words)
    {
        var (code, said) = await RunAsync("a long password", words.Split(' '));

        Assert.Equal(2, code);
        Assert.NotEmpty(said);
    }

    [Fact]
    public async Task A_short_password_is_refused()
    {
        Assert.Equal(2, (await RunAsync("short", "operators", "add", "someone@example.org")).Code);
    }

    private Task<TestAnswer> SignInAsync(string email, string password) => app.Anonymous().PostAsync("/v1/sign-in", new { email, password });

    private async Task<(int Code, string Said)> RunAsync(string input, params string[] args)
    {
        Assert.True(OperatorsCommand.Handles(args));
        await using var output = new StringWriter();
        using var reader = new StringReader(input);
        return (await OperatorsCommand.RunAsync(app.Services, args, reader, output), output.ToString());
    }
}
