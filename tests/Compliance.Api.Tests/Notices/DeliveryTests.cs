using System.Net;
using Compliance.Api.Data.Entities;
using Compliance.Api.Notices;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Notices;

/// <summary>What can go wrong between an event and whoever is to hear of it.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly ComplianceApp _app = new();
    private TestReceiver _receiver = null!;
    private TestAuthority _authority = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _receiver = await TestReceiver.StartAsync();
        _app.Settings["Access:SessionMinutes"] = "100000";
        _authority = _app.NewAuthority();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_message_says_what_happened_and_no_reading_note_or_name()
    {
        await _authority.HookAsync(_receiver.Url);
        var escalation = await _authority.AbsenceAsync();
        await _authority.Lead.ActAsync(escalation, "notes", new { text = "Mrs Miggins is away" });
        await _authority.Lead.AcknowledgeAsync(escalation);
        await _app.TellAsync();

        // Both were told at once, so that the raised one was overtaken.
        var got = Assert.Single(_receiver.Got);
        var data = got.Json["data"]!;
        Assert.Equal("escalation.acknowledged", (string?)got.Json["type"]);
        Assert.Equal(["data", "timestamp", "type"], got.Json.AsObject().Select(p => p.Key).Order());
        Assert.Equal(
            ["authority", "due", "escalation", "event", "level", "on", "sequence", "state", "subject", "tier"], data.AsObject().Select(p => p.Key).Order());
        Assert.Equal((_authority.Id, "beechwood", "red", "acknowledged", "authority"), ((string)data["authority"]!, (string)data["subject"]!["key"]!, (string)data["level"]!, (string)data["state"]!, (string)data["tier"]!));
        Assert.EndsWith(escalation, (string)data["escalation"]!["link"]!, StringComparison.Ordinal);
        Assert.Equal(3, (int)data["sequence"]!);
        Assert.Equal("""{"what":"review","on":"2026-11-19T16:00:00Z"}""", data["due"]!.ToJsonString());
        Assert.DoesNotContain("Miggins", got.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("27.5", got.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Duty lead", got.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_hears_of_cases_that_have_reached_it_and_of_no_others()
    {
        await _authority.Reviewer.PostAsync($"/v1/regions/{_authority.Region}/webhooks", new { url = _receiver.Url });
        var escalation = await _authority.AbsenceAsync();
        await _app.TellAsync();
        Assert.Empty(_receiver.Got);

        await _authority.Lead.ActAsync(escalation, "pass-up", new { reason = "More than can be covered" });
        await _app.TellAsync();

        Assert.Equal(["passed-up"], _receiver.Got.Select(g => g.Event));
    }

    [Fact]
    public async Task Killed_between_commit_and_send_a_new_process_sends()
    {
        await _authority.HookAsync(_receiver.Url);
        await _authority.AbsenceAsync();

        // Whatever the first process held in memory is of no use to the second, whose loop finds what is there by itself.
        using var second = _app.WithWebHostBuilder(b => b.UseSetting("Notices:Send", "true"));
        _ = second.Server;

        await UntilAsync(() => _receiver.Got.Count > 0);
        Assert.Equal("raised", Assert.Single(_receiver.Got).Event);
    }

    [Fact]
    public async Task The_loop_is_woken_by_the_commit()
    {
        await using var app = new ComplianceApp();
        app.Settings["Notices:Send"] = "true";
        var authority = app.NewAuthority();
        await authority.HookAsync(_receiver.Url);

        // The clock stands still, so that no look round can have found it.
        await authority.AbsenceAsync();

        await UntilAsync(() => _receiver.Got.Count > 0);
    }

    [Fact]
    public async Task A_receiver_that_is_down_for_a_day_gets_everything_in_order_once_it_is_back()
    {
        var hook = await _authority.HookAsync(_receiver.Url);
        var down = true;
        _receiver.Answer = (_, http) => TestReceiver.With(http, down ? 503 : 200);
        var escalation = await _authority.AbsenceAsync();
        await _app.TellAsync();
        for (var hour = 0; hour < 24; hour++)
        {
            // Steps of the ladder and the deadline come to pass meanwhile.
            await _app.PassAsync(TimeSpan.FromHours(1));
            await _app.TellAsync();
        }

        Assert.All(_receiver.Got, g => Assert.Equal(1, g.Sequence));
        var tries = _receiver.Got.Count;
        Assert.InRange(tries, 5, 40);
        down = false;
        for (var hour = 0; hour < 5; hour++)
        {
            _app.Clock.Advance(TimeSpan.FromHours(1));
            await _app.TellAsync();
        }

        var events = _receiver.Got.Skip(tries).Select(g => g.Sequence).ToList();
        Assert.Equal(events.Order(), events);
        Assert.Equal(events.Distinct(), events);
        Assert.Equal(1, events[0]);
        Assert.Equal((await _authority.Lead.GetJsonAsync(escalation))["timeline"]!.AsArray().Count, events.Count);
        Assert.True(events.Count > 3);
        Assert.Single(_receiver.Got.Where(g => g.Sequence == 1).Select(g => g.Id).Distinct());
        Assert.All(await _authority.DeliveriesAsync(hook), d => Assert.Equal("sent", (string?)d!["state"]));
    }

    [Fact]
    public async Task After_three_days_a_message_is_dead_and_can_be_replayed()
    {
        var hook = await _authority.HookAsync(_receiver.Url);
        _receiver.Answer = (_, http) => TestReceiver.With(http, 500);
        await _authority.AbsenceAsync();
        for (var hour = 0; hour <= 73; hour++)
        {
            await _app.TellAsync();
            _app.Clock.Advance(TimeSpan.FromHours(1));
        }

        await _app.TellAsync();
        var dead = (await _authority.DeliveriesAsync(hook, "?state=dead")).First(d => (int)d!["sequence"]! == 1)!;
        Assert.Equal("It answered 500.", (string?)dead["why"]);
        var before = _receiver.Got.Count;
        _receiver.Answer = (_, http) => TestReceiver.With(http, 200);
        var replayed = await _authority.Lead.PostAsync($"{_authority.Address}/webhooks/{hook["id"]}/deliveries/{dead["id"]}/replay");
        _app.Clock.Advance(TimeSpan.FromMinutes(6));
        await _app.TellAsync();

        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        Assert.Contains(_receiver.Got.Skip(before), g => g.Id == (string)dead["id"]!);
        Assert.Equal("sent", (string?)(await _authority.DeliveriesAsync(hook)).Single(d => (string)d!["id"]! == (string)dead["id"]!)!["state"]);
    }

    [Fact]
    public async Task An_address_that_answers_410_is_switched_off_and_says_why()
    {
        var hook = await _authority.HookAsync(_receiver.Url);
        _receiver.Answer = (_, http) => TestReceiver.With(http, 410);
        await _authority.AbsenceAsync();
        await _app.TellAsync();
        await _authority.UnsafeAsync();
        await _app.TellAsync();

        Assert.Single(_receiver.Got);
        var shown = await _authority.Lead.GetAsync($"{_authority.Address}/webhooks/{hook["id"]}");
        Assert.False((bool)shown.Json["enabled"]!);
        Assert.Contains("410", (string?)shown.Json["disabledBecause"], StringComparison.Ordinal);
        var dead = Assert.Single(await _authority.DeliveriesAsync(hook))!;
        Assert.Equal("dead", (string?)dead["state"]);
        Assert.Equal("webhook-disabled", (await _authority.Lead.PostAsync($"{_authority.Address}/webhooks/{hook["id"]}/deliveries/{dead["id"]}/replay")).Problem);
        var on = await _authority.Lead.PatchAsync($"{_authority.Address}/webhooks/{hook["id"]}", new { enabled = true }, shown.ETag);
        Assert.True((bool)on.Json["enabled"]!);
        Assert.Null(on.Json["disabledBecause"]);
    }

    [Fact]
    public async Task One_that_answers_500_is_tried_again_with_the_same_id_and_what_comes_after_waits_its_turn()
    {
        var hook = await _authority.HookAsync(_receiver.Url);
        var status = 500;
        _receiver.Answer = (_, http) => TestReceiver.With(http, status);
        var escalation = await _authority.AbsenceAsync();
        await _app.TellAsync();
        Assert.Equal(1, Assert.Single(_receiver.Got).Sequence);
        var waiting = (await _authority.DeliveriesAsync(hook)).Single(d => (int)d!["sequence"]! == 1)!;
        Assert.Equal("pending", (string)waiting["state"]!);
        Assert.Contains("500", (string)waiting["why"]!, StringComparison.Ordinal);
        status = 200;
        await _app.PassAsync(TimeSpan.FromHours(5));
        for (var i = 0; i < 4; i++)
        {
            _app.Clock.Advance(TimeSpan.FromMinutes(30));
            await _app.TellAsync();
        }

        var events = (await _authority.Lead.GetJsonAsync(escalation))["timeline"]!.AsArray().Select(e => (int)e!["sequence"]!).ToList();
        Assert.True(events.Count > 1);
        Assert.Equal([1, .. events], _receiver.Got.Select(g => g.Sequence));
        Assert.Equal(_receiver.Got[0].Id, _receiver.Got[1].Id);
        Assert.All(await _authority.DeliveriesAsync(hook), d => Assert.Equal("sent", (string?)d!["state"]));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await TestReceiver.StartAsync();
        var hook = await _authority.HookAsync(_receiver.Url);
        _receiver.Answer = (_, http) =>
        {
            http.Response.Headers.Location = elsewhere.Url;
            return TestReceiver.With(http, StatusCodes.Status307TemporaryRedirect);
        };
        await _authority.AbsenceAsync();
        await _app.TellAsync();

        Assert.Single(_receiver.Got);
        Assert.Empty(elsewhere.Got);
        var delivery = Assert.Single(await _authority.DeliveriesAsync(hook))!;
        Assert.Equal("pending", (string?)delivery["state"]);
        Assert.Contains("redirects are not followed", (string?)delivery["why"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_never_answers_is_given_ten_seconds_and_holds_up_nobody()
    {
        await using var good = await TestReceiver.StartAsync();
        var hook = await _authority.HookAsync(_receiver.Url);
        await _authority.HookAsync(good.Url);
        _receiver.Answer = (_, http) => Task.Delay(Timeout.Infinite, http.RequestAborted);
        await _authority.AbsenceAsync();
        var round = _app.TellAsync();

        await UntilAsync(() => good.Got.Count == 1 && _receiver.Got.Count == 1);
        Assert.False(round.IsCompleted);
        _app.Clock.Advance(TimeSpan.FromSeconds(10));
        await round.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        var delivery = Assert.Single(await _authority.DeliveriesAsync(hook))!;
        Assert.Equal(("pending", "There was no answer within 10 seconds."), ((string)delivery["state"]!, (string)delivery["why"]!));
    }

    [Fact]
    public async Task A_slow_receiver_is_waited_for_and_gets_each_message_once()
    {
        var hook = await _authority.HookAsync(_receiver.Url);
        _receiver.Answer = (_, http) => Task.Delay(1000, http.RequestAborted);
        await _authority.AbsenceAsync();
        await _app.TellAsync();

        Assert.Single(_receiver.Got);
        Assert.Equal("sent", (string?)Assert.Single(await _authority.DeliveriesAsync(hook))!["state"]);
    }

    [Fact]
    public async Task Two_workers_send_each_message_once()
    {
        await _authority.HookAsync(_receiver.Url);
        _receiver.Answer = (_, _) => Task.Delay(20, Ct);
        await _authority.AbsenceAsync();
        for (var n = 0; n < 20; n++)
        {
            await _authority.UnsafeAsync($"home-{n}");
        }

        using var second = _app.WithWebHostBuilder(_ => { });
        await Task.WhenAll(_app.TellAsync(), second.Services.GetRequiredService<Dispatcher>().RoundAsync(Ct));
        await _app.TellAsync();

        Assert.Equal(21, _receiver.Got.Count(g => g.Event == "raised"));
        Assert.Equal(_receiver.Got.Count, _receiver.Got.Select(g => g.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_worker_that_died_while_sending_loses_its_lease_and_another_sends()
    {
        await _authority.HookAsync(_receiver.Url);
        var escalation = await _authority.AbsenceAsync();
        await using (var db = _authority.Db())
        {
            await _app.TellAsync();
            await db.Notices.ExecuteUpdateAsync(
                n => n.SetProperty(x => x.State, NoticeRow.Pending).SetProperty(x => x.LeasedBy, "dead").SetProperty(x => x.LeasedUntil, _app.Clock.GetUtcNow().UtcDateTime.AddMinutes(2)), Ct);
        }

        await _app.TellAsync();
        Assert.Single(_receiver.Got);
        _app.Clock.Advance(TimeSpan.FromMinutes(2));
        await _app.TellAsync();

        Assert.Equal(2, _receiver.Got.Count);
        Assert.Single(_receiver.Got.Select(g => g.Id).Distinct());
        Assert.All(await _authority.NoticesAsync(escalation), n => Assert.NotEqual("pending", (string?)n!["state"]));
    }

    [Fact]
    public async Task The_clock_going_back_an_hour_neither_loses_nor_repeats()
    {
        await _authority.HookAsync(_receiver.Url);
        await _authority.AbsenceAsync();
        await _app.TellAsync();

        // A process whose clock is an hour behind takes over on the same database.
        using var behind = new BehindApp(_app, TimeSpan.FromHours(-1));
        await _authority.UnsafeAsync();
        await behind.TellAsync();
        await _app.TellAsync();

        Assert.Equal([("beechwood", 1), ("elm", 1)], _receiver.Got.Select(g => ((string)g.Json["data"]!["subject"]!["key"]!, g.Sequence)).Order());
    }

    [Fact]
    public async Task A_target_that_turns_private_is_refused_when_connecting()
    {
        // As a name does that leads elsewhere after it was registered.
        var hook = await _authority.HookAsync(_receiver.Url);
        await _authority.AbsenceAsync();
        using var strict = _app.WithWebHostBuilder(b => b.UseSetting("Notices:AllowPrivateTargets", "false"));
        await strict.Services.GetRequiredService<Dispatcher>().RoundAsync(Ct);

        Assert.Empty(_receiver.Got);
        var delivery = Assert.Single(await _authority.DeliveriesAsync(hook))!;
        Assert.Equal("127.0.0.1 leads to 127.0.0.1, which is not on the public internet.", (string?)delivery["why"]);
    }

    [Fact]
    public async Task What_a_webhook_was_still_to_be_sent_is_dropped_when_it_is_switched_off()
    {
        var hook = await _authority.HookAsync(_receiver.Url);
        _receiver.Answer = (_, http) => TestReceiver.With(http, 500);
        await _authority.AbsenceAsync();
        await _app.TellAsync();
        await _authority.Lead.PatchAsync($"{_authority.Address}/webhooks/{hook["id"]}", new { enabled = false }, "\"1\"");

        Assert.Equal("dropped", (string?)Assert.Single(await _authority.DeliveriesAsync(hook))!["state"]);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            await Task.Delay(20, late.Token);
        }
    }
}
