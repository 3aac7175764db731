using Compliance.Api.Access;
using Compliance.Api.Escalations;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Escalations;

public sealed class FeedReaderTests
{
    [Fact]
    public async Task A_reader_far_behind_is_given_parts_that_join_without_gap_or_repeat()
    {
        await using var app = new ComplianceApp();
        var authority = app.NewAuthority();
        await authority.AdoptPlanAsync();
        var homes = Enumerable.Range(0, FeedReader.MostAtOnce + 20).Select(i => $"home-{i}").ToList();
        await Task.WhenAll(homes.Select(h => authority.WriteAsync(new SetProvider(
            "system", new ProviderSet(h, h, "care-home", null, null, null, null, new DateOnly(2026, 7, 1), null, 1), null))));
        await Task.WhenAll(homes.Select(h => authority.WriteAsync(new SubmitReport(
            "system", h, new GivenReport(ReportKind.Update, null, [new("able-to-meet-needs-safely", new GivenValue(null, "no"))], [], null, [], null)))));
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
        Assert.True(all.Count >= homes.Count, $"{all.Count}");
        Assert.True(parts.Count > 1);
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all.GroupBy(e => e.Escalation), g => Assert.Equal(Enumerable.Range(1, g.Count()), g.Select(e => e.Sequence)));
        Assert.Empty(await reader.NextAsync(Scope.Of(authority.Id), hat, place, TestContext.Current.CancellationToken));
    }
}
