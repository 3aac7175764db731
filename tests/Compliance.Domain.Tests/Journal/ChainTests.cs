using Compliance.Domain.Journal;
using Compliance.Domain.Tests.Calendars;

namespace Compliance.Domain.Tests.Journal;

public sealed class ChainTests
{
    private static readonly Entry _entry = new(3, London.At("2026-11-18T09:00Z"), 2026, "elm", "manager:1", new Ticked(["elm"], []));
    private static readonly byte[] _content = Canonical.Hash(Canonical.Write(_entry.Content));

    public static TheoryData<Entry> Changed =>
    [
        _entry with { Seq = 4 },
        _entry with { Season = 2025 },
        _entry with { KnownOn = _entry.KnownOn.AddMilliseconds(1) },
        _entry with { Subject = "oak" },
        _entry with { Who = "manager:2" },
        _entry with { Content = new Acted("a", new Domain.Escalations.Act(Domain.Escalations.CaseAction.Notes)) },
    ];

    [Theory]
    [MemberData(nameof(Changed), DisableDiscoveryEnumeration = true)]
    public void Every_part_of_the_header_counts(Entry changed) => Assert.NotEqual(Hash(_entry), Hash(changed));

    [Fact]
    public void What_came_before_the_tenant_and_the_content_count()
    {
        Assert.NotEqual(Hash(_entry), Chain.Next(_content, "t", _entry, _content));
        Assert.NotEqual(Hash(_entry), Chain.Next(Chain.Start, "u", _entry, _content));
        Assert.NotEqual(Hash(_entry), Chain.Next(Chain.Start, "t", _entry, Chain.Start));
        Assert.Equal(Hash(_entry), Hash(_entry with { }));
    }

    [Theory]
    [InlineData("2026-17", true)]
    [InlineData("2026-", false)]
    [InlineData("-17", false)]
    [InlineData("2026", false)]
    [InlineData("2026-+1", false)]
    [InlineData("2026-1-1", false)]
    public void An_id_is_season_and_number(string id, bool valid) => Assert.Equal(valid, Entry.TryParseId(id, out _, out _));

    [Fact]
    public void Ids_are_derived_and_differ_with_everything_they_are_about()
    {
        var id = Ids.Of("firing", "t", 2026, 7, "absence", "elm");

        Assert.Equal(id, Ids.Of("firing", "t", 2026, 7, "absence", "elm"));
        Assert.Matches("^[0-9a-hjkmnp-tv-z]{16}$", id);
        Assert.Equal(7, new[]
        {
            id, Ids.Of("escalation", "t", 2026, 7, "absence", "elm"), Ids.Of("firing", "u", 2026, 7, "absence", "elm"), Ids.Of("firing", "t", 2027, 7, "absence", "elm"),
            Ids.Of("firing", "t", 2026, 8, "absence", "elm"), Ids.Of("firing", "t", 2026, 7, "ppe", "elm"), Ids.Of("firing", "t", 2026, 7, "absence", "oak"),
        }.Distinct().Count());
    }

    private static byte[] Hash(Entry entry) => Chain.Next(Chain.Start, "t", entry, _content);
}
