using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Compliance.Api.Tests.Notices;

/// <summary>Against a stand-in that answers as GOV.UK Notify documents it.</summary>
public sealed class NotifyTests : IAsyncLifetime
{
    private const string Service = "26785a09-ab16-4eb0-8407-a37497a57506";
    private const string Secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";

    private readonly ComplianceApp _app = new();
    private TestReceiver _notify = null!;
    private TestAuthority _authority = null!;

    public async ValueTask InitializeAsync()
    {
        _notify = await TestReceiver.StartAsync();
        _notify.Answer = (_, http) => TestReceiver.With(http, StatusCodes.Status201Created);
        _app.Settings["Notices:Notify:ApiKey"] = $"compliance-{Service}-{Secret}";
        _app.Settings["Notices:Notify:BaseAddress"] = _notify.Address;
        _app.Settings["Notices:Notify:EmailTemplate"] = "email-template";
        _app.Settings["Notices:Notify:TextTemplate"] = "text-template";

        // Set up too, and not used where Notify is.
        _app.Settings["Notices:Smtp:Host"] = "127.0.0.1";
        _app.Settings["Notices:Smtp:Port"] = "9";
        _app.Settings["Notices:Smtp:From"] = "winter-plan@example.org";
        _authority = _app.NewAuthority("coast", "harbour");
        await _authority.HasContactsAsync(new { role = "authority-out-of-hours", name = "Duty team", phone = "01632 960000" });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _notify.DisposeAsync();
    }

    [Fact]
    public async Task Emails_go_to_Notify_and_texts_to_contacts_with_a_telephone_alone()
    {
        var escalation = await _authority.UnsafeAsync();
        await _app.TellAsync();

        var email = _notify.Got.Single(g => g.Path == "/v2/notifications/email");
        var text = _notify.Got.Single(g => g.Path == "/v2/notifications/sms");
        Assert.Equal(2, _notify.Got.Count);
        Assert.Equal(["email_address", "personalisation", "reference", "template_id"], email.Json.AsObject().Select(p => p.Key).Order());
        Assert.Equal(("email-template", "Red at elm, harbour: a case was raised"), ((string)email.Json["template_id"]!, (string)email.Json["personalisation"]!["subject"]!));
        Assert.Equal(("text-template", "01632 960000"), ((string)text.Json["template_id"]!, (string)text.Json["phone_number"]!));
        Assert.StartsWith("Red at elm, harbour. A case was raised. An answer by 10am Wednesday 18 November", (string?)text.Json["personalisation"]!["body"], StringComparison.Ordinal);
        Assert.Equal(["email", "text"], (await _authority.NoticesAsync(escalation)).Where(n => (string?)n!["state"] == "sent").Select(n => (string)n!["channel"]!).Order());
    }

    [Fact]
    public async Task The_token_is_a_JWT_by_the_services_secret()
    {
        await _authority.AbsenceAsync();
        await _app.TellAsync();

        var token = _notify.Got[0].Headers["Authorization"]["Bearer ".Length..].Split('.');
        Assert.Equal("""{"typ":"JWT","alg":"HS256"}""", Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token[0])));
        var claims = JsonNode.Parse(WebEncoders.Base64UrlDecode(token[1]))!;
        Assert.Equal((Service, _app.Clock.GetUtcNow().ToUnixTimeSeconds()), ((string)claims["iss"]!, (long)claims["iat"]!));
        Assert.Equal(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}")), WebEncoders.Base64UrlDecode(token[2]));
    }

    [Theory]
    [InlineData(429, "pending")]
    [InlineData(500, "pending")]
    [InlineData(403, "pending")]
    [InlineData(400, "dead")]
    public async Task What_may_mend_is_tried_again_and_what_is_wrong_is_dead(int status, string state)
    {
        _notify.Answer = (_, http) =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsJsonAsync(new { status_code = status, errors = new[] { new { error = "SomeError", message = "about 01632 960000" } } });
        };
        var escalation = await _authority.AbsenceAsync();
        await _app.TellAsync();

        Assert.All(await _authority.NoticesAsync(escalation), n => Assert.Equal((state, $"GOV.UK Notify answered {status} (SomeError)."), ((string)n!["state"]!, (string)n["why"]!)));
        _notify.Answer = (_, http) => TestReceiver.With(http, 201);
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        await _app.TellAsync();
        Assert.All(await _authority.NoticesAsync(escalation), n => Assert.Equal(state == "dead" ? "dead" : "sent", (string?)n!["state"]));
    }

    [Fact]
    public async Task The_answer_to_a_report_says_who_is_told_by_text()
    {
        await _authority.AdoptPlanAsync();
        var answer = await (await _authority.RegisterAsync("elm")).PostAsync(
            $"{_authority.Address}/providers/elm/reports", new { readings = new[] { new { measure = "able-to-meet-needs-safely", value = "no" } } });

        Assert.Equal(
            ["Authority lead, by e-mail", "Authority, out of hours, by text message", "Regional assurance team, in the queue of escalations"],
            answer.Json["told"]!["beingTold"]!.AsArray().Select(t => (string)t!));
    }
}
