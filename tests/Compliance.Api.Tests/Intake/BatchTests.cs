using System.Net;
using Compliance.Api.Data.Entities;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Data;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Intake;

public sealed class BatchTests(ComplianceApp app) : IAsyncDisposable
{
    private readonly TestEngine _engine = new(app);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task What_cannot_be_written_fails_alone_and_leaves_no_gap()
    {
        var authority = await WinterAsync(3);
        await PlantFiringAsync(authority, seq: 6, "home-1");

        var outcomes = await TogetherAsync(
            (authority.Id, Safe("home-0", yes: true), null), (authority.Id, Safe("home-1", yes: false), null), (authority.Id, Safe("home-2", yes: true), null));

        Assert.All([outcomes[0], outcomes[2]], o => Assert.Null(o.Exception));
        Assert.True(outcomes[1].IsFaulted);
        Assert.Equal([5L, 6L], new[] { outcomes[0], outcomes[2] }.Select(o => ((ReportAccepted)o.Result!).Seq));
        var replayed = await _engine.ReplayAsync(authority.Id);
        Assert.Equal(6, replayed.Seq);
        Assert.Null(replayed.Subjects["home-1"].LastReportOn);
    }

    [Fact]
    public async Task A_tenant_in_trouble_is_not_another_ones()
    {
        var (well, ill) = (await WinterAsync(1), await WinterAsync(1));
        await PlantFiringAsync(ill, seq: 3, "home-0");

        var outcomes = await TogetherAsync((ill.Id, Safe("home-0", yes: false), null), (well.Id, Safe("home-0", yes: false), null), ("nobody", Safe("home-0", yes: true), null));

        Assert.True(outcomes[0].IsFaulted);
        Assert.IsType<ReportAccepted>(await outcomes[1]);
        Assert.IsType<Missing>(await outcomes[2]);
    }

    [Fact]
    public async Task Twins_in_one_batch_are_written_once_and_another_body_is_told()
    {
        var authority = await WinterAsync(1);
        var report = Safe("home-0", yes: true);

        var outcomes = await TogetherAsync((authority.Id, report, "key"), (authority.Id, report, "key"), (authority.Id, Safe("home-0", yes: false), "key2"), (authority.Id, report, "key2"));

        var first = Assert.IsType<ReportAccepted>(await outcomes[0]);
        Assert.Equal(first.Id, Assert.IsType<ReportAccepted>(await outcomes[1]).Id);
        Assert.IsType<KeyReused>(await outcomes[3]);
        Assert.Equal(4, (await _engine.ReplayAsync(authority.Id)).Seq);
    }

    [Fact]
    public async Task A_twin_after_a_restart_gets_the_first_ones_answer()
    {
        var authority = await WinterAsync(1);
        await _engine.StartAsync();
        var first = Assert.IsType<ReportAccepted>(await _engine.SubmitAsync(authority.Id, Safe("home-0", yes: true), "key"));
        await _engine.RestartAsync();

        var twin = Assert.IsType<ReportAccepted>(await _engine.SubmitAsync(authority.Id, Safe("home-0", yes: true), "key"));

        Assert.Equal(Canonical.Write<Outcome>(first), Canonical.Write<Outcome>(twin));
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit()
    {
        var authority = await WinterAsync(1);
        await _engine.StartAsync();
        Task<Outcome?> waiting;
        await using (await RawSql.HoldAsync(app, authority.Id))
        {
            waiting = _engine.SubmitAsync(authority.Id, Safe("home-0", yes: true));
            await Task.Delay(100, Ct);
            Assert.False(waiting.IsCompleted);
        }

        Assert.IsType<ReportAccepted>(await waiting);
    }

    [Fact]
    public async Task A_full_queue_lets_nobody_else_in()
    {
        var (writer, queue) = _engine.Make();
        using var held = queue;
        await using var unused = writer;
        for (var i = 0; i < IntakeQueue.Capacity; i++)
        {
            Assert.False(queue.SubmitAsync(new("nobody", Safe("home-0", yes: true), null, []), Ct).IsCompleted);
        }

        Assert.Null(await queue.SubmitAsync(new("nobody", Safe("home-0", yes: true), null, []), Ct));
    }

    [Fact]
    public async Task A_queue_that_takes_no_more_is_503_with_the_time_to_come_back()
    {
        await using var host = new ComplianceApp();
        var authority = host.NewAuthority();
        await authority.AdoptPlanAsync();
        var home = await authority.RegisterAsync("elm");
        await host.Services.GetRequiredService<IntakeQueue>().StopAsync(Ct);

        var answer = await home.PostAsync(
            $"{authority.Address}/providers/elm/reports", new { kind = "routine", readings = new[] { new { measure = "able-to-meet-needs-safely", value = "yes" } } });

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (answer.StatusCode, answer.Headers["Retry-After"]));
    }

    [Fact]
    public async Task A_round_of_the_clock_applies_what_is_due_everywhere()
    {
        await using var host = new ComplianceApp();
        var authorities = new[] { host.NewAuthority(), host.NewAuthority() };
        foreach (var authority in authorities)
        {
            await authority.AdoptPlanAsync();
            await authority.RegisterAsync("elm", joined: new DateOnly(2026, 11, 16));
        }

        host.Clock.Advance(TimeSpan.FromDays(8));
        await host.Services.GetRequiredService<Ticker>().RoundAsync(Ct);

        foreach (var authority in authorities)
        {
            await using var db = authority.Db();
            var elm = await db.Subjects.AsNoTracking().SingleAsync(s => s.Key == "elm", Ct);
            Assert.Contains("staff-absent", Domain.Subjects.Packed.Read("elm", elm.Position).Overdue);
            Assert.True(elm.DueOn > host.Clock.GetUtcNow().UtcDateTime);
        }
    }

    [Fact]
    public async Task Stopping_writes_what_is_queued()
    {
        var authority = await WinterAsync(1);

        var outcomes = await TogetherAsync([.. Enumerable.Range(0, 600).Select(_ => (authority.Id, (Command)Safe("home-0", yes: true), (string?)null))]);

        Assert.All(outcomes, o => Assert.IsType<ReportAccepted>(o.Result));
        Assert.Equal(602, (await _engine.ReplayAsync(authority.Id)).Seq);
    }

    [Fact]
    public async Task Two_processes_on_one_database_keep_one_journal()
    {
        var authorities = new[] { await WinterAsync(3), await WinterAsync(3) };
        await using var other = new TestEngine(app);
        await Task.WhenAll(_engine.StartAsync(), other.StartAsync());

        for (var round = 0; round < 15; round++)
        {
            var sent = from engine in new[] { _engine, other }
                       from authority in authorities
                       from home in Enumerable.Range(0, 3)
                       select engine.SubmitAsync(authority.Id, Safe($"home-{home}", yes: (round + home) % 4 > 0));
            Assert.All(await Task.WhenAll(sent), o => Assert.IsType<ReportAccepted>(o));
        }

        foreach (var authority in authorities)
        {
            var replayed = await _engine.ReplayAsync(authority.Id);
            await using var db = authority.Db();
            var rows = await db.Subjects.AsNoTracking().ToListAsync(Ct);
            Assert.Equal(4 + 15 * 6, replayed.Seq);
            Assert.All(rows, r => Assert.Equal(r.Position, Domain.Subjects.Packed.Position(replayed.Subjects[r.Key])));
            Assert.All(rows, r => Assert.Equal(r.Window, Domain.Subjects.Packed.Window(replayed.Subjects[r.Key])));
        }
    }

    private async Task<TestAuthority> WinterAsync(int homes)
    {
        var authority = app.NewAuthority();
        await authority.AdoptPlanAsync();
        for (var i = 0; i < homes; i++)
        {
            await authority.RegisterAsync($"home-{i}");
        }

        return authority;
    }

    /// <summary>Puts something where an entry yet to come will want to put its own.</summary>
    private static async Task PlantFiringAsync(TestAuthority authority, long seq, string home)
    {
        await using var db = authority.Db();
        db.Firings.Add(new FiringRow
        {
            Id = Ids.Of("firing", authority.Id, 2026, seq, "cannot-meet-needs", home),
            Trigger = "planted",
            Subject = "nobody",
            Level = "red",
            Receipt = [],
        });
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>Has the writer find all of these waiting at once, and gives their answers once it has stopped.</summary>
    private async Task<List<Task<Outcome?>>> TogetherAsync(params (string Tenant, Command Command, string? Key)[] items)
    {
        var (writer, queue) = _engine.Make();
        using var held = queue;
        await using var used = writer;
        var outcomes = items.Select(i => queue.SubmitAsync(
            new(i.Tenant, i.Command, i.Key, i.Key is null ? [] : Canonical.Hash(Canonical.Write<object>(i.Command))), Ct)).ToList();
        await queue.StartAsync(Ct);
        await queue.StopAsync(Ct);
        await Task.WhenAll(outcomes).ContinueWith(_ => { }, Ct, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return outcomes;
    }

    private static SubmitReport Safe(string home, bool yes) => new("manager:1", home, new GivenReport(
        ReportKind.Routine, null, [new GivenReading("able-to-meet-needs-safely", new GivenValue(null, yes ? "yes" : "no"))], [], null, [], null));
}
