using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Compliance.Api.Tests.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Tests.Data;

public sealed class OldRowsTests : IAsyncDisposable
{
    private static readonly DateTime _start = TestClock.Start.UtcDateTime;

    private readonly ComplianceApp _app = new();
    private readonly TestAuthority _authority;

    public OldRowsTests()
    {
        _authority = _app.NewAuthority();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Notices_are_kept_for_ninety_days_after_their_case_was_closed_and_no_longer()
    {
        await TellOfAsync("beechwood", closes: true);

        await SweepAsync(_start.AddDays(90).AddMilliseconds(-1));
        Assert.NotEmpty(await NoticesAsync());

        await SweepAsync(_start.AddDays(90));
        Assert.Empty(await NoticesAsync());
    }

    [Fact]
    public async Task Notices_of_open_cases_and_what_is_still_to_be_sent_are_kept_for_good()
    {
        var closed = await TellOfAsync("beechwood", closes: true);
        var open = await TellOfAsync("elm", closes: false);
        await RawSql.RunAsync(_app, $"UPDATE \"Notices\" SET \"State\" = 'pending' WHERE \"Case\" = '{closed}' AND \"Event\" = 'raised'");
        var before = await NoticesAsync();

        await SweepAsync(_start.AddDays(4000));

        Assert.Contains(before, n => n.Case == closed && n.State == NoticeRow.Pending);
        Assert.Contains(before, n => n.Case == closed && n.State != NoticeRow.Pending);
        Assert.Equal(before.Where(n => n.Case == open || n.State == NoticeRow.Pending), await NoticesAsync());
    }

    [Fact]
    public async Task How_long_notices_are_kept_is_a_setting()
    {
        await TellOfAsync("beechwood", closes: true);

        await SweepAsync(_start.AddDays(7), days: 7);

        Assert.Empty(await NoticesAsync());
    }

    [Fact]
    public async Task However_many_old_notices_there_are_a_look_takes_a_part_and_the_next_goes_on_behind_it()
    {
        var closed = await TellOfAsync("beechwood", closes: true);
        var before = (await NoticesAsync()).Count;
        await RawSql.RunAsync(_app, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {OldRows.Together + 200})
            INSERT INTO "Notices" ("TenantId", "Id", "Case", "Sequence", "Event", "Roles", "Side", "Channel", "Recipient", "Urgent", "State", "CreatedOn", "DueOn", "Attempts", "Replayed")
            SELECT "TenantId", "Id" || '-' || i, "Case", "Sequence", "Event", "Roles", "Side", "Channel", "Recipient", "Urgent", 'sent', "CreatedOn", "DueOn", 0, "Replayed"
            FROM n, (SELECT * FROM "Notices" WHERE "Case" = '{closed}' ORDER BY "Id" LIMIT 1) AS one
            """);
        var old = Old();

        await old.SweepAsync(_start.AddDays(90), Ct);
        Assert.Equal(before + 200, (await NoticesAsync()).Count);

        // Not again within the minute.
        await old.SweepAsync(_start.AddDays(90) + OldRows.Every - TimeSpan.FromMilliseconds(1), Ct);
        Assert.Equal(before + 200, (await NoticesAsync()).Count);

        await old.SweepAsync(_start.AddDays(90) + OldRows.Every, Ct);
        Assert.Empty(await NoticesAsync());
    }

    [Fact]
    public async Task The_answer_to_a_key_is_kept_for_forty_eight_hours_and_no_longer()
    {
        var home = await _authority.RegisterAsync("beechwood");
        await _authority.AdoptPlanAsync();
        var body = new { readings = new[] { new { measure = "staff-employed", value = 40 } } };
        var address = $"{_authority.Address}/providers/beechwood/reports";
        var first = await home.PostAsync(address, body, key: "one");

        await SweepAsync(_start.AddHours(48).AddMilliseconds(-1));
        Assert.Equal((string?)first.Json["id"], (string?)(await home.PostAsync(address, body, key: "one")).Json["id"]);

        await SweepAsync(_start.AddHours(48));
        Assert.NotEqual((string?)first.Json["id"], (string?)(await home.PostAsync(address, body, key: "one")).Json["id"]);
    }

    [Fact]
    public async Task More_old_answers_than_go_together_go_all_the_same()
    {
        await using (var db = _authority.Db())
        {
            db.AddRange(Enumerable.Range(0, (2 * OldRows.Together) + 1).Select(i => new IdempotencyRow { Key = $"key-{i}", BodyHash = [1], Status = 200, Answer = [1], ExpiresOn = _start.AddHours(1) }));
            await db.SaveChangesAsync(Ct);
        }

        await SweepAsync(_start.AddHours(1));

        await using var after = _authority.Db();
        Assert.Equal(0, await after.Idempotency.CountAsync(Ct));
    }

    [Fact]
    public async Task The_clock_of_the_service_does_it_by_itself()
    {
        await TellOfAsync("beechwood", closes: true);

        _app.Clock.Advance(TimeSpan.FromDays(90));
        do
        {
            _app.Clock.Advance(Ticker.Every);
            await Task.Delay(20, Ct);
        }
        while ((await NoticesAsync()).Count > 0 && _app.Clock.GetUtcNow() < TestClock.Start.AddDays(92));

        Assert.Empty(await NoticesAsync());
    }

    private OldRows Old(int days = 90) => new(_app.Services.GetRequiredService<Connections>(), Options.Create(new RetentionOptions { NoticeDays = days }));

    private Task SweepAsync(DateTime now, int days = 90) => Old(days).SweepAsync(now, Ct);

    /// <summary>A case of which somebody was to be told, over or not; gives its id.</summary>
    private async Task<string> TellOfAsync(string provider, bool closes)
    {
        var escalation = await _authority.AbsenceAsync(provider);
        await _app.TellAsync();
        if (closes)
        {
            await _authority.Lead.AcknowledgeAsync(escalation);
            await _authority.Lead.ActAsync(escalation, "stand-down", new { reason = "Covered", despite = "Absence is still high" });
            await _app.TellAsync();
        }

        return escalation.Split('/')[^1];
    }

    private async Task<List<(string Id, string Case, string State)>> NoticesAsync()
    {
        await using var db = _authority.Db();
        return [.. (await db.Notices.OrderBy(n => n.Id).Select(n => new { n.Id, n.Case, n.State }).ToListAsync(Ct)).Select(n => (n.Id, n.Case, n.State))];
    }
}
