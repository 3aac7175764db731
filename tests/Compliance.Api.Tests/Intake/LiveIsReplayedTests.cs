using System.Text;
using System.Text.Json;
using Compliance.Api.Data;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Tests.Intake;

public sealed class LiveIsReplayedTests(ComplianceApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_stored_is_what_the_journal_says(int seed)
    {
        await using var engine = new TestEngine(app);
        await engine.StartAsync();
        var history = new History(app, engine, seed);
        await history.RunAsync(steps: 45);
        await engine.StopAsync();

        Assert.True(history.Accepted > 30, $"only {history.Accepted} accepted");
        foreach (var authority in history.Authorities)
        {
            var replayed = await engine.ReplayAsync(authority.Id);
            await using var db = authority.Db();
            await HeadAsync(db, replayed);
            await SubjectsAsync(db, replayed);
            await CasesAsync(db, replayed);
            await FiringsAsync(db, replayed);
            Tallies(replayed);
        }
    }

    private static async Task HeadAsync(ComplianceDb db, TenantState replayed)
    {
        var head = await db.TenantHeads.AsNoTracking().SingleAsync(Ct);
        Assert.Equal((head.Seq, head.KnownOn, Convert.ToHexString(head.Hash)), (replayed.Seq, replayed.KnownOn, Convert.ToHexString(replayed.Hash)));
        Assert.Equal(replayed.Outages.Count == 0 ? null : Encoding.UTF8.GetString(Canonical.Write(replayed.Outages)), head.Outages);
        Assert.Equal(Enumerable.Range(1, (int)head.Seq).Select(n => (long)n), await db.Journal.OrderBy(j => j.Seq).Select(j => j.Seq).ToListAsync(Ct));
    }

    private static async Task SubjectsAsync(ComplianceDb db, TenantState replayed)
    {
        var rows = await db.Subjects.AsNoTracking().ToListAsync(Ct);
        Assert.Equal(replayed.Subjects.Keys.Order(StringComparer.Ordinal), rows.Select(r => r.Key).Order(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var subject = replayed.Subjects[row.Key];
            var same = row.Position.AsSpan().SequenceEqual(Packed.Position(subject)) && row.Window.AsSpan().SequenceEqual(Packed.Window(subject));
            Assert.True(same, $"{row.Key} differs: {Difference(Packed.Read(row.Key, row.Position, row.Window), subject)}");
            Assert.Equal((row.Seq, row.DueOn), (subject.Seq, subject.DueOn));
            Assert.True(subject.DueOn is null || subject.DueOn > replayed.KnownOn, $"{row.Key} is due in the past");
        }
    }

    private static async Task CasesAsync(ComplianceDb db, TenantState replayed)
    {
        var rows = await db.Escalations.AsNoTracking().ToListAsync(Ct);
        Assert.Equal(
            replayed.Escalations.Values.OrderBy(e => e.Id, StringComparer.Ordinal).Select(e => Encoding.UTF8.GetString(Canonical.Write(e))),
            rows.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => Encoding.UTF8.GetString(r.Content)));
        Assert.All(rows.Where(r => r.IsOpen && r.Trigger is not null).GroupBy(r => (r.Trigger, r.Subject)), open => Assert.Single(open));
    }

    private static async Task FiringsAsync(ComplianceDb db, TenantState replayed)
    {
        var rows = await db.Firings.AsNoTracking().ToListAsync(Ct);
        var marks = replayed.Changes.Marks;
        Assert.Equal(
            replayed.Changes.Firings.Select(f => (f.Id, Name(f.Level), Encoding.UTF8.GetString(Canonical.Write(f.Receipt)),
                Name(marks.TryGetValue((f.Trigger, f.Subject, f.Seq), out var mark) ? mark : f.Mark))).Order(),
            rows.Select(r => (r.Id, r.Level, Encoding.UTF8.GetString(r.Receipt), r.Mark ?? "")).Order());
        foreach (var subject in replayed.Subjects.Values)
        {
            Assert.All(
                subject.Triggers.Where(t => t.Value.Level > TriggerLevel.Clear),
                t => Assert.Contains(rows, r => r.Subject == subject.Key && r.Trigger == t.Key));
        }
    }

    private static void Tallies(TenantState replayed)
    {
        foreach (var above in replayed.Subjects.Values.Where(s => !s.IsProvider))
        {
            var below = replayed.Subjects.Values.Where(s => above.IsAuthority || SubjectState.OrganisationOf(above.Key) == s.Membership?.Organisation).ToList();
            foreach (var (trigger, tally) in above.Tallies)
            {
                Assert.Equal(below.Aggregate(default(Tally), (all, s) => all.Move(default, s.Standings.GetValueOrDefault(trigger))), tally);
            }
        }
    }

    private static string Difference(SubjectState stored, SubjectState replayed)
    {
        static string Show(SubjectState s) => JsonSerializer.Serialize(
            new { s.Seq, s.Membership, s.LastReportOn, s.DueOn, s.Beliefs, s.Triggers, s.Standings, s.Overdue, s.Stale, s.Base, s.Points, s.Tallies }, Canonical.Options);
        var (a, b) = (Show(stored), Show(replayed));
        var at = a.Zip(b).TakeWhile(p => p.First == p.Second).Count();
        return $"stored …{a[Math.Max(0, at - 80)..Math.Min(a.Length, at + 80)]}… replayed …{b[Math.Max(0, at - 80)..Math.Min(b.Length, at + 80)]}…";
    }

    private static string Name<T>(T? value) => value is null ? "" : JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()!);
}
