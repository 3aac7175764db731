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

    /// <summary>What in it nobody watches, of triggers that judge providers.</summary>
    public IReadOnlyList<WatchGap> Gaps { get; init; } = [];

    /// <summary>Open cases whose trigger no plan has any more; they stay in sight where they were.</summary>
    public IReadOnlyList<OpenCase> Retired { get; init; } = [];

    /// <summary>Open cases at a level of a trigger that nobody watches while others are watched; they stay in sight.</summary>
    public IReadOnlyList<OpenCase> LevelOff { get; init; } = [];

    public bool IsAsked => Measures.Count + Items.Count > 0;

    /// <summary>The cell that nearly all providers have.</summary>
    public Cell OnTrack { get; } = new(Key, CellStatus.OnTrack, null, [], [], null);

    /// <summary>Columns in the order of the checklists, those of plans that cover the date first.</summary>
    /// <param name="cases">Open cases; those of retired triggers get a column where no plan has one for them any more.</param>
    public static IReadOnlyList<Column> Of(Rulebook rules, DateOnly date, BoardBy by, IEnumerable<OpenCase>? cases = null)
    {
        var gaps = rules.Gaps;
        var open = cases?.ToList() ?? [];
        List<Column> columns = [.. OfPlans(rules, date, by).Select(c => gaps.Count == 0 ? c : WithGaps(c, [.. gaps.Where(g => Holds(c, g, by))], open))];
        var retired = open.Where(c => c.IsRetired(rules)).SelectMany(c => c.Columns(by).Select(key => (Key: key, Case: c)));
        foreach (var found in retired.GroupBy(c => c.Key, c => c.Case, StringComparer.Ordinal).ToList())
        {
            var place = columns.FindIndex(c => c.Key == found.Key);
            if (place < 0)
            {
                columns.Add(new Column(found.Key, [], [], []) { Retired = [.. found] });
            }
            else
            {
                columns[place] = columns[place] with { Retired = [.. found] };
            }
        }

        return columns;
    }

    private static Column WithGaps(Column column, IReadOnlyList<WatchGap> gaps, List<OpenCase> open) => column with
    {
        Gaps = gaps,
        LevelOff = [.. open.Where(c => c.Level is not null && gaps.Any(g => g.Level == c.Level && g.Trigger.Key == c.Trigger))],
    };

    private static bool Holds(Column column, WatchGap gap, BoardBy by) => gap.Trigger.Subject == SubjectScope.Provider
        && (by == BoardBy.Section ? gap.Trigger.Section == column.Key : gap.Reads(column.Key) || gap.LooksAt(column.Key));

    private static IReadOnlyList<Column> OfPlans(Rulebook rules, DateOnly date, BoardBy by)
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
