using System.Net;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Access;

/// <summary>A link in an e-mail is opened in a browser, where nobody has signed in.</summary>
public sealed class SignInPageTests(ComplianceApp app)
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task A_browser_gets_a_page_that_says_how_to_go_on_and_nothing_of_the_case()
    {
        var escalation = await _authority.AbsenceAsync();

        var answer = await app.Anonymous().GetAcceptingAsync(escalation, Browser);

        Assert.Equal((HttpStatusCode.Unauthorized, "text/html; charset=utf-8", "Bearer"), (answer.StatusCode, answer.Headers["Content-Type"], answer.Headers["WWW-Authenticate"]));
        Assert.Contains("Sign in first", answer.Text, StringComparison.Ordinal);
        Assert.Equal(("no-store", "Accept"), (answer.Headers["Cache-Control"], answer.Headers["Vary"]));
        Assert.StartsWith("default-src 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        // What is there and what is not look the same.
        Assert.Equal(answer.Text, (await app.Anonymous().GetAcceptingAsync("/v1/escalations/nothing", Browser)).Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("text/html;q=0, application/json")]
    public async Task Programs_get_the_problem_as_ever(string? accept)
    {
        var answer = await app.Anonymous().GetAcceptingAsync("/v1/escalations/nothing", accept);

        Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-needed"), (answer.StatusCode, answer.Problem));
    }

    [Fact]
    public async Task A_token_that_has_ended_gets_the_problem_even_where_pages_are_taken()
    {
        var answer = await new TestClient(app.CreateClient(), "ended").GetAcceptingAsync("/v1/escalations/nothing", Browser);

        Assert.Equal("sign-in-needed", answer.Problem);
    }
}
