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
        var email = $"lead@{_authority.Id}.example";

        var (code, said) = await RunAsync("", "users", "add", email, $"authority-lead:{_authority.Id}");

        Assert.Equal(0, code);
        var answer = await app.Anonymous().PostAsync("/v1/sign-in", new { email, password = said.Trim().Split(' ')[^1] });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("operators")]
    [InlineData("operators add")]
    [InlineData("operators remove someone@example.org")]
    [InlineData("users add someone@example.org")]
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

    private async Task<(int Code, string Said)> RunAsync(string input, params string[] args)
    {
        Assert.True(OperatorsCommand.Handles(args));
        await using var output = new StringWriter();
        using var reader = new StringReader(input);
        return (await OperatorsCommand.RunAsync(app.Services, args, reader, output), output.ToString());
    }
}
