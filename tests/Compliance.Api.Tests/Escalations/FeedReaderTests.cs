using Compliance.Api.Access;
using Compliance.Api.Escalations;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Escalations;

public sealed class FeedReaderTests
{
    [Fact]
    public async Task A_reader_far_behind_is_given_parts_that_join_without_gap_or_repeat()
    {
        await using var app = new ComplianceApp();
        var authority = app.NewAuthority();
        var homes = await authority.ManyUnsafeAsync(FeedReader.MostAtOnce + 20);
        var reader = app.Services.GetRequiredService<FeedReader>();
        var hat = new ActingHat(Roles.AuthorityLead, authority.Id, null, []);

        var place = FeedPlace.Read("-")!;
        var parts = new List<IReadOnlyList<FeedItem>>();
        do
        {
            parts.Add(await reader.NextAsync(Scope.Of(authority.Id), hat, place, TestContext.Current.CancellationToken));
        }
        while (parts[^1].Count == FeedReader.MostAtOnce);

        var all = parts.SelectMany(p => p).Select(i => (i.Line.Escalation, i.Line.Sequence)).ToList();
        Assert.True(all.Count >= homes, $"{all.Count}");
        Assert.True(parts.Count > 1);
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all.GroupBy(e => e.Escalation), g => Assert.Equal(Enumerable.Range(1, g.Count()), g.Select(e => e.Sequence)));
        Assert.Empty(await reader.NextAsync(Scope.Of(authority.Id), hat, place, TestContext.Current.CancellationToken));
    }
}
