using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Replays;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Intake;

public sealed class HistoriesReplayedTests(ComplianceApp app)
{
    private static readonly (DateOnly From, DateOnly To) _range = (new(2026, 11, 1), new(2027, 3, 31));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    public async Task A_stored_journal_replayed_with_the_same_thresholds_differs_in_nothing_and_twice_is_the_same(int seed)
    {
        await using var engine = new TestEngine(app);
        await engine.StartAsync();
        var history = new History(app, engine, seed);
        await history.RunAsync(steps: 60);
        await engine.StopAsync();
        var fired = 0;
        foreach (var authority in history.Authorities)
        {
            var journals = new JournalReader(app.Databases, app.Services.GetRequiredService<Connections>(), new PlanCache(), app.Services.GetRequiredService<Calendars>());
            var setting = (await journals.SettingAsync(authority.Id, Ct))!;
            var entries = await journals.ReadAsync(authority.Id, Ct).Select(WithoutOverrides).ToListAsync(Ct);
            var checklist = setting.ContentOf(setting.Plans[0].Hash);

            var whole = Played(setting, entries, new Proposal(checklist.Key, null, [], checklist with { Title = "The same under another name" }));
            Assert.All(whole.Differences, d => Assert.Equal(DifferenceKind.Same, d.Kind));
            Assert.Equal((whole.Did, whole.DidStand), (whole.Would, whole.WouldStand));
            fired += whole.Did;

            Override[] lower = [new("staff-absence", TriggerLevel.Red, 12, 11, null, null, false, "Tried"), new("ppe-low", TriggerLevel.Amber, null, null, 9, 10, false, "Tried")];
            var narrow = Text(Played(setting, entries, new Proposal(checklist.Key, null, lower, null)));
            Assert.Equal(narrow, Text(Played(setting, entries, new Proposal(checklist.Key, null, lower, null))));
            Assert.Equal(narrow, Text(Played(setting, entries, new Proposal(checklist.Key, null, lower, checklist with { Title = "All of it anew" }))));
        }

        Assert.True(fired > 10, $"only {fired} fired");
    }

    private static Entry WithoutOverrides(Entry entry) => entry.Content is PlanSet set ? entry with { Content = set with { Overrides = [] } } : entry;

    private static Outturn Played(JournalSetting setting, IReadOnlyList<Entry> entries, Proposal proposal)
    {
        var replay = new Replay("played", setting.Calendar, setting.ContentOf, proposal, [.. entries.Select(e => e.Content).OfType<PlanSet>()]);
        foreach (var entry in entries)
        {
            replay.Take(entry);
        }

        return replay.Between(_range.From, _range.To, setting.KnownOn);
    }

    private static string Text(Outturn outturn) => System.Text.Encoding.UTF8.GetString(Canonical.Write(outturn));
}
