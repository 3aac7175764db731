using System.Diagnostics;
using System.Text.Json;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Notices;

/// <summary>What is delivered is verified by the library that others publish for it.</summary>
[Trait("needs", "node")]
public sealed class StandardWebhooksTests : IDisposable
{
    private const string Version = "1.0.0";

    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "standardwebhooks", Version);
    private static readonly SemaphoreSlim _fetching = new(1, 1);

    private readonly ComplianceApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_delivery_verifies_and_one_that_was_changed_does_not()
    {
        await FetchAsync();
        await using var receiver = await TestReceiver.StartAsync();
        _app.Clock.MoveTo(TimeProvider.System.GetUtcNow());
        _app.Settings["Access:SessionMinutes"] = "100000000";
        var authority = _app.NewAuthority();
        var hook = await authority.HookAsync(receiver.Url);
        await ReportAsync(authority);
        var got = receiver.Got.Single(g => (string?)g.Json["type"] != "webhook.test");

        Assert.Equal("verified", await VerifyAsync((string)hook["secret"]!, got));
        Assert.Equal("No matching signature found", await VerifyAsync((string)hook["secret"]!, got with { Body = got.Body.Replace("red", "amber", StringComparison.Ordinal) }));
        Assert.Equal("No matching signature found", await VerifyAsync("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", got));
    }

    [Fact]
    public async Task After_rotation_the_old_secret_verifies_for_a_day_as_the_new_one_does()
    {
        await FetchAsync();
        await using var receiver = await TestReceiver.StartAsync();
        _app.Clock.MoveTo(TimeProvider.System.GetUtcNow());
        var authority = _app.NewAuthority();
        var hook = await authority.HookAsync(receiver.Url);
        var address = $"{authority.Address}/webhooks/{hook["id"]}";
        var rotated = (await authority.Lead.PostAsync($"{address}/rotate")).Json;
        await authority.Lead.PostAsync($"{address}/test");

        Assert.NotEqual((string)hook["secret"]!, (string)rotated["secret"]!);
        Assert.Equal("verified", await VerifyAsync((string)hook["secret"]!, receiver.Got[0]));
        Assert.Equal("verified", await VerifyAsync((string)rotated["secret"]!, receiver.Got[0]));

        // A library refuses what is not of its own time, so the day is let pass for the webhook, not for the clock.
        await using (var db = authority.Db())
        {
            db.Webhooks.Single().OldSecretEndsOn = _app.Clock.GetUtcNow().UtcDateTime;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await authority.Lead.PostAsync($"{address}/test");
        Assert.Equal("No matching signature found", await VerifyAsync((string)hook["secret"]!, receiver.Got[1]));
        Assert.Equal("verified", await VerifyAsync((string)rotated["secret"]!, receiver.Got[1]));
    }

    private async Task ReportAsync(TestAuthority authority)
    {
        var today = DateOnly.FromDateTime(_app.Clock.GetUtcNow().UtcDateTime);
        await authority.AdoptPlanAsync(today.AddDays(-20), today.AddDays(20));
        await authority.ReportAsync(await authority.RegisterAsync("elm", joined: today.AddDays(-20)), "elm", new { measure = "able-to-meet-needs-safely", value = "no" });
        await _app.TellAsync();
    }

    private static async Task<string> VerifyAsync(string secret, Received got)
    {
        const string script =
            """
            const { Webhook } = require('standardwebhooks');
            const { secret, headers, body } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
            try { new Webhook(secret).verify(body, headers); console.log('verified'); } catch (e) { console.log(e.message); }
            """;
        return (await RunAsync("node", ["-e", script], JsonSerializer.Serialize(new { secret, headers = got.Headers, body = got.Body }))).Trim();
    }

    private static async Task FetchAsync()
    {
        await _fetching.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            Assert.SkipUnless(IsThere("node") && IsThere("npm"), "node and npm are needed to run the standardwebhooks library.");
            if (!Directory.Exists(Path.Combine(_folder, "node_modules", "standardwebhooks", "dist")))
            {
                Directory.CreateDirectory(_folder);
                await RunAsync("npm", ["install", "--prefix", _folder, "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", $"standardwebhooks@{Version}"], null);
            }
        }
        finally
        {
            _fetching.Release();
        }
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)) || File.Exists(Path.Combine(p, program + ".exe")));

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program}: {said} {await errors}");
        return said;
    }
}
