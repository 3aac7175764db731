using System.Globalization;
using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Notices;

/// <summary>What goes wrong elsewhere when people are to be told, and does not here.</summary>
/// <remarks>
/// Of the same family: ladders that paused for good and second lines without a contact stand with the ladders in use, opening times that
/// confuse with the plan's ladders, and what one case keeps quiet for another with the rules of suppression.
/// </remarks>
public sealed class PitfallTests : IAsyncLifetime
{
    private readonly ComplianceApp _app = new();
    private readonly TestMailServer _mail = new();
    private TestAuthority _authority = null!;

    private List<string> Subjects => [.. _mail.Got.Where(m => m.To == "lead@harbour.example").Select(m => m.Subject)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app.Settings["Access:SessionMinutes"] = "100000";
        _app.Settings["Notices:Smtp:Host"] = "127.0.0.1";
        _app.Settings["Notices:Smtp:Port"] = _mail.Port.ToString(CultureInfo.InvariantCulture);
        _app.Settings["Notices:Smtp:From"] = "winter-plan@example.org";
        _app.Settings["Notices:Smtp:Tls"] = "false";
        _authority = _app.NewAuthority("coast", "harbour");
        await _app.Services.GetRequiredService<UserDirectory>().PutAsync(
            "lead@harbour.example", "Lead", null, [new ActingHat(Roles.AuthorityLead, _authority.Id, null, [])], Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task Ack_did_not_stop_notices()
    {
        // Told that nobody has answered; but before that leaves, somebody does. Nor does any later step go out.
        var escalation = await _authority.AbsenceAsync();
        await _app.TellAsync();
        Assert.Equal(["Red at beechwood, harbour: a case was raised"], Subjects);
        await _app.PassAsync(TimeSpan.FromHours(4));
        Assert.Contains("overdue", (await _authority.Lead.GetJsonAsync(escalation))["timeline"]!.Select("event"));
        await _authority.Lead.AcknowledgeAsync(escalation);

        await _app.TellAsync();
        await _app.PassAsync(TimeSpan.FromHours(20));
        await _app.TellAsync();

        Assert.Single(Subjects);
        Assert.Contains(await _authority.NoticesAsync(escalation), n => (string?)n!["why"] == "The case was answered before this was sent (acknowledged).");
        Assert.Equal("acknowledged", (string?)(await _authority.Lead.GetJsonAsync(escalation))["state"]);
    }

    [Fact]
    public async Task Ack_then_forgotten()
    {
        // Reviewed by four on the next afternoon, or so somebody said: past that it is open again, in the queue and told of.
        var escalation = await _authority.AbsenceAsync();
        await _app.TellAsync();
        await _authority.Lead.AcknowledgeAsync(escalation);
        await _app.PassAsync(TimeSpan.FromHours(31) - TimeSpan.FromMilliseconds(1));
        await _app.TellAsync();
        Assert.Single(Subjects);

        await _app.PassAsync(TimeSpan.FromMilliseconds(1));
        await _app.TellAsync();

        Assert.Equal("Red at beechwood, harbour: the review of a case was not done in time, and it is open to be answered again", Subjects[1]);
        var queued = Assert.Single((await _authority.Lead.GetJsonAsync("/v1/escalations?state=raised"))["items"]!.AsArray())!;
        Assert.Equal(escalation.Split('/')[^1], (string?)queued["id"]);
    }

    [Fact]
    public async Task Recovery_lost_or_sent_late_around_downtime()
    {
        // The mail server is away while one case ends, and another begins and ends: once it is back it is told how things are now, and no more.
        var told = await _authority.AbsenceAsync();
        await _app.TellAsync();
        _mail.Recipient = _ => "450 later";
        var untold = await _authority.UnsafeAsync();
        await _app.TellAsync();
        await EndAsync(_authority.Lead, told);
        await EndAsync(_authority.Reviewer, untold);
        await _app.PassAsync(TimeSpan.FromHours(6));
        await _app.TellAsync();
        Assert.Single(Subjects);

        _mail.Recipient = _ => "250 OK";
        for (var hour = 0; hour < 5; hour++)
        {
            await _app.PassAsync(TimeSpan.FromHours(1));
            await _app.TellAsync();
        }

        Assert.Equal(["Red at beechwood, harbour: a case was raised", "Red at beechwood, harbour: a case was stood down"], Subjects);
    }

    [Fact]
    public async Task Cleared_before_it_was_told_of_and_so_swallowed()
    {
        // Good again before anything was sent: that it was red is told all the same, for only people end a case.
        var escalation = await _authority.AbsenceAsync();
        await _authority.Manager("beechwood").PostAsync(
            $"{_authority.Address}/providers/beechwood/reports", new { readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 0 } } });
        Assert.Contains("stand-down-proposed", (await _authority.Lead.GetJsonAsync(escalation))["timeline"]!.Select("event"));

        await _app.TellAsync();

        Assert.Single(Subjects);
        Assert.Contains(await _authority.NoticesAsync(escalation), n => ((string?)n!["event"], (string?)n["state"]) == ("raised", "sent"));
    }

    private static async Task EndAsync(TestClient owner, string escalation)
    {
        await owner.AcknowledgeAsync(escalation);
        Assert.Equal(HttpStatusCode.OK, (await owner.ActAsync(escalation, "stand-down", new { reason = "Covered", despite = "It still is so" })).StatusCode);
    }
}
