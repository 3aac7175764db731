using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Intake;

/// <summary>What is loaded of one tenant while entries are applied to it: all of it in a replay, live only what the entries touch.</summary>
/// <param name="contentOf">Gives an adopted checklist by the hash of its content.</param>
public sealed class TenantState(string id, Calendar calendar, Func<string, Checklist> contentOf)
{
    // Dues and silence of a season and its evaluation; what happened before moves nothing any more.
    private const int OutageDays = 400;

    private Rulebook? _rules;

    public string Id => id;

    public Calendar Calendar => calendar;

    /// <summary>The last entry applied.</summary>
    public long Seq { get; set; }

    /// <summary>When the last entry became known.</summary>
    public DateTime KnownOn { get; set; } = DateTime.UnixEpoch;

    /// <summary>Chain head.</summary>
    public byte[] Hash { get; set; } = Chain.Start;

    public List<Plan> Plans { get; } = [];

    /// <summary>The service's own outages, as far as they still matter.</summary>
    public List<Outage> Outages { get; } = [];

    public Dictionary<string, SubjectState> Subjects { get; } = new(StringComparer.Ordinal) { [SubjectState.Authority] = new(SubjectState.Authority) };

    /// <summary>The register: entries as they are now.</summary>
    public Dictionary<string, ProviderSet> Register { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Escalation> Escalations { get; } = new(StringComparer.Ordinal);

    /// <summary>What the entries applied so far have changed; whoever stores the changes clears it.</summary>
    public Changes Changes { get; private set; } = new();

    /// <summary>Gives subjects that are not loaded, as they are stored; null where all are loaded. Asked seldom, so it may be slow.</summary>
    public Func<IEnumerable<SubjectState>>? Stored { get; set; }

    /// <summary>All subjects in the order of their keys. Where one is loaded, that counts: it may have changed since it was stored.</summary>
    public IEnumerable<SubjectState> Everybody() => Subjects.Values
        .Concat((Stored?.Invoke() ?? []).Where(s => !Subjects.ContainsKey(s.Key)))
        .OrderBy(s => s.Key, StringComparer.Ordinal);

    public Checklist ContentOf(string hash) => contentOf(hash);

    /// <summary>The rules of a date.</summary>
    public Rulebook RulesOn(DateOnly date) => _rules = _rules?.OnDate(date) ?? new Rulebook(Plans, calendar, date, Outages);

    /// <summary>Uses rules built elsewhere from the same plans.</summary>
    public void UseRules(Rulebook rules) => _rules = rules;

    public void SetPlan(Plan plan)
    {
        Plans.RemoveAll(p => p.Checklist.Key == plan.Checklist.Key && p.Season == plan.Season);
        Plans.Add(plan);
        _rules = null;
        Changes.Plans.Add(plan);
    }

    public void Note(Outage outage)
    {
        Outages.RemoveAll(o => o.To < outage.To.AddDays(-OutageDays));
        Outages.Add(outage);
        _rules = null;
    }

    public SubjectState SubjectOf(string key)
    {
        if (!Subjects.TryGetValue(key, out var subject))
        {
            Subjects[key] = subject = new SubjectState(key);
        }

        return subject;
    }

    /// <summary>The organisation above a provider, as a subject; null when it has none, or no trigger judges organisations.</summary>
    public SubjectState? OrganisationOf(SubjectState provider, Rulebook rules) =>
        rules.JudgesOrganisations && provider.Membership?.Organisation is { } organisation ? SubjectOf(SubjectState.OfOrganisation(organisation)) : null;

    /// <summary>The open case of a trigger and subject. Of what people raise there may be several, and none is another's.</summary>
    public Escalation? OpenCase(string? trigger, string subject) => trigger is null
        ? null
        : Escalations.Values.FirstOrDefault(e => e.IsOpen && e.Trigger == trigger && e.Subject == subject);

    /// <summary>The case of a trigger and subject closed last, if the watch over it has not ended.</summary>
    public Escalation? WatchedCase(string trigger, string subject, DateTime at) => Escalations.Values
        .Where(e => e.Trigger == trigger && e.Subject == subject && at <= e.WatchedUntil)
        .MaxBy(e => (e.ClosedOn, e.Season, e.RaisedOn, e.Id));

    public void Put(Escalation escalation)
    {
        Escalations[escalation.Id] = escalation;
        Changes.Escalations.Add(escalation.Id);
    }

    public Changes TakeChanges()
    {
        var taken = Changes;
        Changes = new Changes();
        return taken;
    }
}

/// <summary>What entries changed.</summary>
public sealed class Changes
{
    public List<Plan> Plans { get; } = [];

    public HashSet<string> Subjects { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Register { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Escalations { get; } = new(StringComparer.Ordinal);

    public List<Firing> Firings { get; } = [];

    /// <summary>What later news says of firings, by trigger, subject and the entry that fired them.</summary>
    public Dictionary<(string Trigger, string Subject, long Seq), FiringMark> Marks { get; } = [];

    /// <summary>Triggers whose level moved, in order.</summary>
    public List<Movement> Movements { get; } = [];

    /// <summary>Levels that were risen to in the past and left since, in order. They are told of, and moved nothing.</summary>
    public List<Movement> Late { get; } = [];
}

/// <summary>A trigger's level moved for a subject.</summary>
/// <param name="Escalation">The case it raised or changed; null when there is none.</param>
/// <param name="SuppressedBy">The trigger whose case speaks for it, so that it has none of its own; else null.</param>
/// <param name="Mark">Discovered late, where it was so only in the past; else null.</param>
public sealed record Movement(
    string Trigger, string Subject, TriggerLevel Was, TriggerLevel Level, string? Escalation, string? SuppressedBy = null, FiringMark? Mark = null);
