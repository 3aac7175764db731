using System.Net;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Tests.Notices;

public sealed class WebhookTests : IDisposable
{
    private readonly ComplianceApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_secret_is_shown_once_and_kept_encrypted()
    {
        var authority = _app.NewAuthority();
        var made = await authority.HookAsync("http://127.0.0.1:9/a");
        var secret = (string)made["secret"]!;
        var address = $"{authority.Address}/webhooks/{made["id"]}";

        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Null((await authority.Lead.GetJsonAsync(address))["secret"]);
        Assert.Null((await authority.Lead.GetJsonAsync($"{authority.Address}/webhooks"))["items"]![0]!["secret"]);
        await using var db = authority.Db();
        Assert.DoesNotContain(secret[6..], await db.Webhooks.Select(w => w.Secret).SingleAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_and_its_region_do_not_see_each_others()
    {
        var authority = _app.NewAuthority();
        var own = await authority.HookAsync("http://127.0.0.1:9/a");
        var regions = await authority.Reviewer.PostAsync($"/v1/regions/{authority.Region}/webhooks", new { url = "http://127.0.0.1:9/a" });

        Assert.Equal(HttpStatusCode.Created, regions.StatusCode);
        Assert.Equal([$"{own["id"]}"], (await authority.Lead.GetJsonAsync($"{authority.Address}/webhooks"))["items"]!.Select("id"));
        Assert.Equal([$"{regions.Json["id"]}"], (await authority.Reviewer.GetJsonAsync($"/v1/regions/{authority.Region}/webhooks"))["items"]!.Select("id"));
        Assert.Equal(HttpStatusCode.NotFound, (await authority.Lead.GetAsync($"{authority.Address}/webhooks/{regions.Json["id"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await authority.Reviewer.GetAsync($"/v1/regions/{authority.Region}/webhooks/{own["id"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await authority.Reviewer.GetAsync($"{authority.Address}/webhooks/{own["id"]}")).StatusCode);
    }

    [Theory]
    [InlineData("http://hooks.example.org/a")]
    [InlineData("https://localhost/a")]
    [InlineData("https://127.0.0.1/a")]
    [InlineData("https://[::1]/a")]
    [InlineData("https://[::ffff:10.0.0.1]/a")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://192.168.1.10/a")]
    [InlineData("https://2130706433/a")]
    [InlineData("https://someone:secret@93.184.215.14/a")]
    [InlineData("ftp://93.184.215.14/a")]
    [InlineData("hooks")]
    [InlineData("")]
    public async Task A_private_target_cannot_be_registered(string url)
    {
        _app.Settings["Notices:AllowPrivateTargets"] = "false";
        var authority = _app.NewAuthority();

        var answer = await authority.Lead.PostAsync($"{authority.Address}/webhooks", new { url });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["/url"], answer.Pointers);
        Assert.Empty((await authority.Lead.GetJsonAsync($"{authority.Address}/webhooks"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_public_target_can_be_registered_and_changed_but_not_to_a_private_one()
    {
        _app.Settings["Notices:AllowPrivateTargets"] = "false";
        var authority = _app.NewAuthority();
        var made = await authority.HookAsync("https://93.184.215.14/a");
        var address = $"{authority.Address}/webhooks/{made["id"]}";

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await authority.Lead.PatchAsync(address, new { description = "Desk" })).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await authority.Lead.PatchAsync(address, new { description = "Desk" }, "\"2\"")).StatusCode);
        var changed = await authority.Lead.PatchAsync(address, new { description = "Desk", url = "https://93.184.215.15/b" }, "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.ETag));
        Assert.Equal("Desk", (string?)changed.Json["description"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await authority.Lead.PatchAsync(address, new { url = "https://10.0.0.1/a" }, "\"2\"")).StatusCode);
        Assert.Equal("https://93.184.215.15/b", (string?)(await authority.Lead.GetJsonAsync(address))["url"]);
    }

    [Fact]
    public async Task The_same_address_is_registered_once_and_twenty_are_the_most()
    {
        var authority = _app.NewAuthority();
        for (var n = 0; n < 20; n++)
        {
            await authority.HookAsync($"http://127.0.0.1:9/{n}");
        }

        Assert.Equal("webhook-exists", (await authority.Lead.PostAsync($"{authority.Address}/webhooks", new { url = "http://127.0.0.1:9/3" })).Problem);
        Assert.Equal("too-many-webhooks", (await authority.Lead.PostAsync($"{authority.Address}/webhooks", new { url = "http://127.0.0.1:9/20" })).Problem);
    }

    [Fact]
    public async Task A_test_says_what_came_of_it()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var authority = _app.NewAuthority();
        var made = await authority.HookAsync(receiver.Url);
        var address = $"{authority.Address}/webhooks/{made["id"]}/test";

        Assert.True((bool)(await authority.Lead.PostAsync(address)).Json["taken"]!);
        Assert.Equal("webhook.test", (string?)receiver.Got.Single().Json["type"]);
        receiver.Answer = (_, http) => TestReceiver.With(http, 500);
        var refused = (await authority.Lead.PostAsync(address)).Json;
        Assert.Equal((false, 500, "It answered 500."), ((bool)refused["taken"]!, (int)refused["status"]!, (string)refused["why"]!));
    }

    [Fact]
    public async Task A_deleted_webhook_is_gone()
    {
        var authority = _app.NewAuthority();
        var made = await authority.HookAsync("http://127.0.0.1:9/a");
        var address = $"{authority.Address}/webhooks/{made["id"]}";

        Assert.Equal(HttpStatusCode.NoContent, (await authority.Lead.SendAsync(HttpMethod.Delete, address, null, null, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await authority.Lead.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await authority.Lead.SendAsync(HttpMethod.Delete, address, null, null, null)).StatusCode);
    }
}
