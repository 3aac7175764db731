using System.Net;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Tests.Notices;

public sealed class OutboxTests : IDisposable
{
    private readonly ComplianceApp _app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Every_event_of_every_case_is_written_down_to_be_told_with_the_event_itself()
    {
        var authority = _app.NewAuthority();
        var absence = await authority.AbsenceAsync();
        await authority.UnsafeAsync();
        await authority.Lead.AcknowledgeAsync(absence);
        await _app.PassAsync(TimeSpan.FromDays(3));

        await using var db = authority.Db();
        var cases = (await db.Escalations.Select(e => e.Content).ToListAsync(Ct)).Select(c => Canonical.Read<Escalation>(c)).ToList();
        var happened = cases.SelectMany(c => c.Timeline, (c, e) => (c.Id, e.Sequence)).Order().ToList();

        Assert.True(happened.Count > 5);
        Assert.Equal(happened, (await db.Outbox.Select(o => new { o.Case, o.Sequence }).ToListAsync(Ct)).Select(o => (o.Case, o.Sequence)).Order());
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing_to_tell()
    {
        var authority = _app.NewAuthority();
        var escalation = await authority.AbsenceAsync();
        await _app.TellAsync();

        var refused = await authority.Lead.PostAsync($"{escalation}/stand-down", new { reason = "Over" }, "\"1\"");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await using var db = authority.Db();
        Assert.Equal(0, await db.Outbox.CountAsync(Ct));
    }
}
