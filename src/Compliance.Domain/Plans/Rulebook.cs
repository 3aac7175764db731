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
    private readonly Dictionary<string, List<Rule>> _byMeasure = [];
    private readonly Dictionary<string, List<Plan>> _askedBy = [];
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

        foreach (var rule in _rules.Values.OrderBy(r => r.Trigger.Key, StringComparer.Ordinal))
        {
            foreach (var measure in rule.Trigger.Value.Reads.Append(rule.Trigger.AndAtLeast?.Measure).OfType<string>().Distinct())
            {
                (_byMeasure.TryGetValue(measure, out var rules) ? rules : _byMeasure[measure] = []).Add(rule);
            }
        }

        Rules = [.. _rules.Values.OrderBy(r => r.Trigger.Key, StringComparer.Ordinal)];
        Shares = [.. Rules.Where(r => r.Trigger.Value is TriggerValue.ShareOfProviders)];
        Silences = [.. Rules.Where(r => r.Trigger.Value is TriggerValue.SilentFor)];
        Measures = [.. _measures.Values.OrderBy(m => m.Key, StringComparer.Ordinal)];
        Items = [.. _items.Values.OrderBy(i => i.Key, StringComparer.Ordinal)];
        _nextDuty = new(NextDutyOf);
        _turns = [.. TurningDays().Distinct().Order().Select(calendar.StartOf)];
    }

    /// <summary>The same authority's rules with other plans or of another date.</summary>
    public Rulebook With(IEnumerable<Plan> plans, DateOnly on) => new(plans, Calendar, on, _noted);

    public Calendar Calendar { get; }

    /// <summary>What the service's own outages change.</summary>
    public Outages Outages { get; }

    public DateOnly On { get; }

    public IReadOnlyList<Plan> Plans { get; }

    /// <summary>Triggers in force under any plan, by key.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>Triggers that judge a share of providers.</summary>
    public IReadOnlyList<Rule> Shares { get; }

    /// <summary>Triggers that judge silence.</summary>
    public IReadOnlyList<Rule> Silences { get; }

    public IReadOnlyList<Measure> Measures { get; }

    public IReadOnlyList<Item> Items { get; }

    public Measure? MeasureOf(string key) => _measures.GetValueOrDefault(key);

    public Item? ItemOf(string key) => _items.GetValueOrDefault(key);

    public Rule? RuleOf(string trigger) => _rules.GetValueOrDefault(trigger);

    /// <summary>The section that holds a measure or an item, in the plan that counts for it.</summary>
    public string SectionOf(string key) => _sections[key];

    /// <summary>Triggers that read a measure, as input or as floor.</summary>
    public IReadOnlyList<Rule> Reading(string measure) => _byMeasure.TryGetValue(measure, out var rules) ? rules : [];

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
        }
    }

    private void Asked(string key, Plan plan) => (_askedBy.TryGetValue(key, out var plans) ? plans : _askedBy[key] = []).Add(plan);
}

/// <summary>A trigger as one plan has it, with the plan's own thresholds.</summary>
public sealed record Rule(Trigger Trigger, Plan Plan)
{
    private byte[]? _hash;

    /// <summary>SHA-256 of the trigger's canonical content, own thresholds included.</summary>
    public byte[] Hash => _hash ??= Journal.Canonical.Hash(Journal.Canonical.Write(Trigger));

    /// <summary>Whether it judges what was true on a date.</summary>
    public bool Covers(DateOnly date) => Plan.Covers(date) && Trigger.IsInForce(date);

    public Level LevelOf(TriggerLevel name) => Trigger.Levels.First(l => l.Name == name);
}
