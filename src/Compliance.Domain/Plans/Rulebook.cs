using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Plans;

/// <summary>Everything an authority's plans ask for and judge by on one date, looked up by key. Immutable.</summary>
public sealed class Rulebook
{
    private readonly Dictionary<string, Measure> _measures = [];
    private readonly Dictionary<string, Item> _items = [];
    private readonly Dictionary<string, string> _sections = [];
    private readonly Dictionary<string, Rule> _rules = [];
    private readonly Dictionary<string, SwitchedOff> _off = [];
    private readonly Dictionary<string, List<Rule>> _byMeasure = [];
    private readonly Dictionary<string, List<Plan>> _askedBy = [];
    private readonly Dictionary<string, List<Rule>> _watchers = [];
    private readonly Dictionary<string, Memory> _memories;
    private readonly Dictionary<string, Measure> _replacements = [];
    private readonly Outage[] _noted;
    private readonly DateTime[] _turns;
    private readonly Lazy<DateTime?> _nextDuty;

    /// <param name="plans">Where two plans share a key, one that covers the date counts, then the one that starts last.</param>
    /// <param name="outages">The service's own outages; null when there were none.</param>
    public Rulebook(IEnumerable<Plan> plans, Calendar calendar, DateOnly on, IEnumerable<Outage>? outages = null)
    {
        Plans = [.. plans.OrderBy(p => p.From).ThenBy(p => p.Checklist.Key, StringComparer.Ordinal)];
        Calendar = calendar;
        _noted = [.. outages ?? []];
        Outages = new Outages(_noted, calendar);
        On = on;
        foreach (var plan in Plans.OrderBy(p => p.Covers(on)))
        {
            Add(plan);
        }

        foreach (var asked in _askedBy.Values)
        {
            asked.Sort((a, b) => a.From.CompareTo(b.From));
        }

        Rules = [.. _rules.Values.OrderBy(r => r.Trigger.Key, StringComparer.Ordinal)];
        Ordered = RuleOrder.Of(Rules, RuleOf);
        AreChained = Ordered.Any(r => r.Trigger.Values.Any(v => v is TriggerValue.LevelOf));
        for (var i = 0; i < Ordered.Count; i++)
        {
            var rule = Ordered[i];
            rule.Settle(RuleOrder.PaceOf(rule, this), RuleOrder.CadenceOf(rule, this), i);
            foreach (var watched in rule.Trigger.LooksAt)
            {
                (_watchers.TryGetValue(watched, out var watchers) ? watchers : _watchers[watched] = []).Add(rule);
            }

            foreach (var measure in rule.Trigger.Reads.Append(rule.Trigger.AndAtLeast?.Measure).OfType<string>().Distinct())
            {
                (_byMeasure.TryGetValue(measure, out var rules) ? rules : _byMeasure[measure] = []).Add(rule);
            }
        }

        Timed = [.. Ordered.Where(r => r.Pace == Pace.Timed)];
        Shares = [.. Ordered.Where(r => r.Pace == Pace.Counted)];
        Lasting = [.. Ordered.Where(r => r.Pace == Pace.Reported && r.Trigger.Levels.Any(l => l.For is not null || l.HoldFor is not null))];
        Counted = [.. Shares.SelectMany(r => r.Counted)];
        JudgesOrganisations = Plans.Any(p => p.JudgesOrganisations);
        _memories = Memories.Of(Ordered, MeasureOf);
        Measures = [.. _measures.Values.OrderBy(m => m.Key, StringComparer.Ordinal)];
        foreach (var measure in Measures.Where(m => m.Replaces is not null && !_measures.ContainsKey(m.Replaces.Measure)))
        {
            _replacements[measure.Replaces!.Measure] = measure;
        }

        Items = [.. _items.Values.OrderBy(i => i.Key, StringComparer.Ordinal)];
        _nextDuty = new(NextDutyOf);
        _turns = [.. TurningDays().Distinct().Order().Select(calendar.StartOf)];
    }

    /// <summary>The same rules on another date, on which the same plans count.</summary>
    private Rulebook(Rulebook same, DateOnly on)
    {
        (_measures, _items, _sections, _rules) = (same._measures, same._items, same._sections, same._rules);
        _off = same._off;
        (_byMeasure, _askedBy, _watchers, _memories) = (same._byMeasure, same._askedBy, same._watchers, same._memories);
        (_replacements, _turns) = (same._replacements, same._turns);
        (Plans, Calendar, On, _noted, Outages) = (same.Plans, same.Calendar, on, same._noted, same.Outages);
        (Rules, Ordered, AreChained, Timed, Shares, Lasting, Counted) =
            (same.Rules, same.Ordered, same.AreChained, same.Timed, same.Shares, same.Lasting, same.Counted);
        JudgesOrganisations = same.JudgesOrganisations;
        (Measures, Items) = (same.Measures, same.Items);
        _nextDuty = new(NextDutyOf);
    }

    /// <summary>The rules of another date.</summary>
    public Rulebook OnDate(DateOnly on) => on == On ? this
        : Plans.All(p => p.Covers(on) == p.Covers(On)) ? new Rulebook(this, on)
        : With(Plans, on);

    /// <summary>The same authority's rules with other plans or of another date.</summary>
    public Rulebook With(IEnumerable<Plan> plans, DateOnly on) => new(plans, Calendar, on, _noted);

    public Calendar Calendar { get; }

    /// <summary>What the service's own outages change.</summary>
    public Outages Outages { get; }

    public DateOnly On { get; }

    public IReadOnlyList<Plan> Plans { get; }

    /// <summary>Triggers in force under any plan, by key.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The same, each after those that it looks at or is suppressed by.</summary>
    public IReadOnlyList<Rule> Ordered { get; }

    /// <summary>Whether any trigger looks at another one of its own subject.</summary>
    public bool AreChained { get; }

    /// <summary>Triggers that judge what is counted over providers, in that order.</summary>
    public IReadOnlyList<Rule> Shares { get; }

    /// <summary>Whether any trigger of any plan judges organisations, whatever the date.</summary>
    public bool JudgesOrganisations { get; }

    /// <summary>Triggers that time alone moves, silence for one, in that order.</summary>
    public IReadOnlyList<Rule> Timed { get; }

    /// <summary>Triggers on reports with a duration or a minimum hold, in that order.</summary>
    public IReadOnlyList<Rule> Lasting { get; }

    /// <summary>Everything that is counted over providers.</summary>
    public IReadOnlyList<Counted> Counted { get; }

    public IReadOnlyList<Measure> Measures { get; }

    public IReadOnlyList<Item> Items { get; }

    public Measure? MeasureOf(string key) => _measures.GetValueOrDefault(key);

    public Item? ItemOf(string key) => _items.GetValueOrDefault(key);

    public Rule? RuleOf(string trigger) => _rules.GetValueOrDefault(trigger);

    /// <summary>How a trigger was switched off; null when it was not, or another plan has it that counts before that one.</summary>
    public SwitchedOff? OffOf(string trigger) => RuleOf(trigger)?.Plan.Covers(On) is true ? null : _off.GetValueOrDefault(trigger);

    /// <summary>Triggers that are switched off and in force under no plan, by key.</summary>
    public IEnumerable<SwitchedOff> Off => _off.Values.Where(o => RuleOf(o.Trigger.Key) is null).OrderBy(o => o.Trigger.Key, StringComparer.Ordinal);

    /// <summary>What plans in force would watch and nobody does.</summary>
    public IReadOnlyList<WatchGap> Gaps => field ??= WatchGap.Of(this);

    /// <summary>The section that holds a measure or an item, in the plan that counts for it.</summary>
    public string SectionOf(string key) => _sections[key];

    /// <summary>Triggers that read a measure, as input or as floor.</summary>
    public IReadOnlyList<Rule> Reading(string measure) => _byMeasure.TryGetValue(measure, out var rules) ? rules : [];

    /// <summary>Triggers that look at another one, of the same subject or of the providers they count.</summary>
    public IReadOnlyList<Rule> Watching(string trigger) => _watchers.TryGetValue(trigger, out var rules) ? rules : [];

    /// <summary>The measure that takes the place of one that is not asked any more; null when none does.</summary>
    public Measure? ReplacementOf(string measure) => _replacements.GetValueOrDefault(measure);

    /// <summary>Measures that take the place of others, by the key of those.</summary>
    public IReadOnlyDictionary<string, Measure> Replacements => _replacements;

    /// <summary>How far back a measure must be remembered; null when no trigger looks at its change.</summary>
    public Memory? MemoryOf(string measure) => _memories.GetValueOrDefault(measure);

    /// <summary>Plans that ask for a measure or an item, earliest first.</summary>
    public IReadOnlyList<Plan> AskedBy(string key) => _askedBy.TryGetValue(key, out var plans) ? plans : [];

    /// <summary>Whether any plan asks for a measure on a date.</summary>
    public bool IsAsked(Measure measure, DateOnly on) => measure.IsInForce(on) && AskedBy(measure.Key).Any(p => p.Covers(on));

    /// <summary>When a plan, a measure or a trigger next comes into force or ends, after an instant; null when none will.</summary>
    public DateTime? NextTurn(DateTime at)
    {
        var index = Array.BinarySearch(_turns, at);
        var next = index < 0 ? ~index : index + 1;
        return next < _turns.Length ? _turns[next] : null;
    }

    /// <summary>When one of the authority's own items next falls due, comes into force or ends, after the date; always at midnight.</summary>
    public DateTime? NextDuty => _nextDuty.Value;

    private DateTime? NextDutyOf()
    {
        var authority = new SubjectState(SubjectState.Authority);
        return Items.Where(i => Duties.AppliesTo(i, authority)).Select(i => Duties.NextOn(i, authority, this, Calendar.EndOf(On))).Min();
    }

    private IEnumerable<DateOnly> TurningDays() =>
    [
        .. Plans.SelectMany(p => new[] { p.From, p.To.AddDays(1) }),
        .. Measures.Select(m => m.InForce).Concat(Rules.Select(r => r.Trigger.InForce)).OfType<InForce>()
            .SelectMany(f => new[] { f.From, f.To?.AddDays(1) }).OfType<DateOnly>(),
    ];

    private void Add(Plan plan)
    {
        foreach (var section in plan.Checklist.Sections)
        {
            foreach (var key in section.Measures.Select(m => m.Key).Concat(section.Items.Select(i => i.Key)))
            {
                _sections[key] = section.Key;
            }
        }

        foreach (var measure in plan.Checklist.Measures)
        {
            _measures[measure.Key] = measure;
            Asked(measure.Key, plan);
        }

        foreach (var item in plan.Checklist.Items.Where(i => plan.OffReason(i.Key) is null))
        {
            _items[item.Key] = item;
            Asked(item.Key, plan);
        }

        foreach (var trigger in plan.EffectiveTriggers())
        {
            _rules[trigger.Key] = new Rule(trigger, plan);
            _off.Remove(trigger.Key);
        }

        foreach (var off in plan.SwitchedOff())
        {
            _off[off.Trigger.Key] = off;
        }
    }

    private void Asked(string key, Plan plan) => (_askedBy.TryGetValue(key, out var plans) ? plans : _askedBy[key] = []).Add(plan);
}
