using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Domain.Boards;

/// <summary>A section, an item or a measure of a board, with what its cells are made from.</summary>
/// <param name="Measures">Measures that providers are asked that day.</param>
/// <param name="Items">Items that providers are accountable for that day.</param>
/// <param name="Rules">Triggers that judge providers, of any plan: a firing stays open after its plan has ended.</param>
public sealed record Column(string Key, IReadOnlyList<Measure> Measures, IReadOnlyList<Item> Items, IReadOnlyList<Rule> Rules)
{
    /// <summary>Triggers of providers that the authority has switched off; their open cases stay in sight.</summary>
    public IReadOnlyList<SwitchedOff> Off { get; init; } = [];

    public bool IsAsked => Measures.Count + Items.Count > 0;

    /// <summary>The cell that nearly all providers have.</summary>
    public Cell OnTrack { get; } = new(Key, CellStatus.OnTrack, null, [], [], null);

    /// <summary>Columns in the order of the checklists, those of plans that cover the date first.</summary>
    public static IReadOnlyList<Column> Of(Rulebook rules, DateOnly date, BoardBy by)
    {
        var sections = rules.Plans.OrderByDescending(p => p.Covers(date))
            .SelectMany(p => p.Checklist.Sections.Select(s => (Section: s, IsAsked: p.Covers(date)))).ToList();
        return by == BoardBy.Section
            ? [.. sections.GroupBy(s => s.Section.Key).Select(g => OfSection(g.Key, g.Where(s => s.IsAsked).Select(s => s.Section), rules, date))]
            : [.. sections.SelectMany(s => OfKeys(s.Section, s.IsAsked, rules, date)).DistinctBy(c => c.Key)];
    }

    private static Column OfSection(string key, IEnumerable<Section> asked, Rulebook rules, DateOnly date)
    {
        var sections = asked.ToList();
        return new Column(
            key,
            [
                .. sections.SelectMany(s => s.Measures).Where(m => m.Owner == Owner.Provider && m.IsInForce(date))
                    .Select(m => rules.MeasureOf(m.Key)!).Distinct(),
            ],
            [.. sections.SelectMany(s => s.Items).Where(i => i.Owner == Owner.Provider).Select(i => rules.ItemOf(i.Key)).OfType<Item>().Distinct()],
            [.. rules.Rules.Where(r => r.Trigger.Section == key && r.Trigger.Subject == SubjectScope.Provider)])
        {
            Off = [.. rules.Off.Where(o => o.Trigger.Section == key && o.Trigger.Subject == SubjectScope.Provider)],
        };
    }

    private static IEnumerable<Column> OfKeys(Section section, bool isAsked, Rulebook rules, DateOnly date) =>
    [
        .. section.Items.Where(i => i.Owner == Owner.Provider && rules.ItemOf(i.Key) is not null).Select(i => new Column(i.Key, [], isAsked ? [rules.ItemOf(i.Key)!] : [], [])),
        .. section.Measures.Where(m => m.Owner == Owner.Provider).Select(m => new Column(
            m.Key,
            isAsked && m.IsInForce(date) ? [rules.MeasureOf(m.Key)!] : [],
            [],
            [.. rules.Reading(m.Key).Where(r => r.Trigger.Subject == SubjectScope.Provider)])
        {
            Off = [.. rules.Off.Where(o => o.Trigger.Subject == SubjectScope.Provider && o.Trigger.Reads.Append(o.Trigger.AndAtLeast?.Measure).Contains(m.Key))],
        }),
    ];
}
