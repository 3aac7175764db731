using Compliance.Domain.Actions;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Plans;

/// <summary>What adopting a checklist, or changing a plan, would mean; nothing is changed by asking.</summary>
/// <param name="Begins">The day it would count from: the plan's first or, if later, today.</param>
/// <param name="Items">Every item of the checklist, authority's and providers', as it stands at the plan's start, and what will have ended by the day it counts from.</param>
/// <param name="Measures">Questions asked before or after.</param>
/// <param name="Triggers">Triggers in force before or after.</param>
/// <param name="Providers">What it would mean to each provider on the register that day.</param>
/// <param name="Moves">Triggers that would stand at another level at once, on what is known already.</param>
public sealed record Preview(
    DateOnly Begins,
    IReadOnlyList<PlannedAction> Items,
    IReadOnlyList<PreviewMeasure> Measures,
    IReadOnlyList<PreviewTrigger> Triggers,
    IReadOnlyList<PreviewProvider> Providers,
    IReadOnlyList<PreviewMove> Moves)
{
    private static readonly ILookup<string, ActionWord> _nothingSaid = Array.Empty<ActionWord>().ToLookup(_ => "");

    /// <summary>Why it could not be adopted as it stands; empty when it could.</summary>
    public static IReadOnlyList<Fault> Check(SetPlan set) => [.. PlanRules.Faults(set)];

    /// <summary>The refusal of an older version than the plan runs on; null when it is none. A draft may be looked at.</summary>
    public static Refused? Refuse(Plan? known, Checklist checklist) => PlanRules.Older(known, checklist);

    /// <summary>What would work but trouble somebody later.</summary>
    public static IReadOnlyList<string> Warnings(SetPlan set) => PlanRules.Warnings(set);

    /// <summary>Makes the preview.</summary>
    /// <param name="rules">The rules as they are; a plan of the same checklist and season would be replaced.</param>
    /// <param name="subjects">All subjects of the tenant, with their windows. They are folded again under the new rules, so they must be the caller's own.</param>
    public static Preview Of(Rulebook rules, Plan next, IReadOnlyList<SubjectState> subjects, DateTime at)
    {
        var calendar = rules.Calendar;
        var today = calendar.DateOf(at);
        var begins = today > next.From ? today : next.From;
        var before = rules.With(rules.Plans, today);
        List<Plan> planned = [.. rules.Plans.Where(p => p.Checklist.Key != next.Checklist.Key || p.Season != next.Season), next];
        var after = rules.With(planned, begins);
        var on = calendar.StartOf(begins) is var start && start > at ? start : at;
        var judged = subjects.Where(s => s.Membership?.Covers(today) is true).ToList();
        var reached = Reached(before, judged, at);
        var present = rules.With(planned, today);
        List<PreviewMove> moves = [.. MovesOf(subjects, present, at)];
        var wouldReach = Reached(present, judged, at);
        List<PreviewTrigger> triggers = [.. TriggersOf(before, after, reached, wouldReach)];
        return new Preview(
            begins,
            [.. new[] { Owner.Authority, Owner.Provider }.SelectMany(o => ItemsOf(next, o, begins, calendar))],
            [.. MeasuresOf(before, today, after, begins)],
            triggers,
            [.. subjects.Where(s => s.Membership?.Covers(begins) is true).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => ProviderOf(s, after, begins, on))],
            moves);
    }

    private static IEnumerable<PlannedAction> ItemsOf(Plan next, Owner owner, DateOnly begins, Calendar calendar) => PlannedAction
        .Of(next, _nothingSaid, calendar, calendar.StartOf(next.From), owner)
        .Select(i => i.State != ActionState.Off && Duties.HasEnded(i.Item, next, begins) ? i with { State = ActionState.Ended, DueOn = null } : i);

    private static IEnumerable<PreviewMeasure> MeasuresOf(Rulebook before, DateOnly today, Rulebook after, DateOnly begins)
    {
        var (was, will) = (AskedOn(before, today), AskedOn(after, begins));
        return will.Select(m => new PreviewMeasure(m, after.SectionOf(m.Key), was.Any(w => w.Key == m.Key) ? PreviewChange.Unchanged : PreviewChange.New))
            .Concat(was.Where(w => will.All(m => m.Key != w.Key)).Select(m => new PreviewMeasure(m, before.SectionOf(m.Key), PreviewChange.Retired)));
    }

    private static List<Measure> AskedOn(Rulebook rules, DateOnly date) =>
        [.. rules.Measures.Where(m => rules.IsAsked(m, date))];

    private static IEnumerable<PreviewTrigger> TriggersOf(
        Rulebook before, Rulebook after, Dictionary<string, List<TriggerLevel>> reached, Dictionary<string, List<TriggerLevel>> wouldReach)
    {
        return after.Rules
            .Select(r => (r.Trigger, Change: before.RuleOf(r.Trigger.Key) is not { } was ? PreviewChange.New
                : was.Hash.AsSpan().SequenceEqual(r.Hash) ? PreviewChange.Unchanged
                : PreviewChange.Changed))
            .Concat(before.Rules.Where(r => after.RuleOf(r.Trigger.Key) is null).Select(r => (r.Trigger, Change: PreviewChange.Retired)))
            .Select(t => new PreviewTrigger(t.Trigger, t.Change, t.Change == PreviewChange.Unchanged ? [] : Reach(t.Trigger)));

        IReadOnlyList<PreviewReach> Reach(Trigger trigger)
        {
            var (now, then) = (reached.GetValueOrDefault(trigger.Key) ?? [], wouldReach.GetValueOrDefault(trigger.Key) ?? []);
            return
            [
                .. now.Concat(then).Where(l => l > TriggerLevel.Clear).Distinct().Order()
                    .Select(l => new PreviewReach(l, now.Count(n => n == l), then.Count(t => t == l))),
            ];
        }
    }

    /// <summary>The levels that providers' latest answers reach by themselves, trigger by trigger.</summary>
    private static Dictionary<string, List<TriggerLevel>> Reached(Rulebook rules, IReadOnlyList<SubjectState> providers, DateTime at)
    {
        var judging = rules.Rules.Where(r => r.Trigger.Subject == SubjectScope.Provider && r.Covers(rules.On)).ToList();
        var levels = new Sweep(rules, judging, providers).Reached(at);
        return judging.Zip(levels).ToDictionary(r => r.First.Trigger.Key, r => r.Second.ToList());
    }

    private static PreviewProvider ProviderOf(SubjectState provider, Rulebook after, DateOnly begins, DateTime on)
    {
        var asked = Debt.Asked(provider, after, begins).ToList();
        var mapped = asked.Where(m => provider.BeliefOf(m.Key) is { CarriedFrom: not null }).ToList();
        var answered = asked.Except(mapped).Where(m => provider.BeliefOf(m.Key) is not null).ToList();
        var kept = answered.Where(m => provider.BeliefOf(m.Key) is { Answer.Kind: not AnswerKind.Unknown } b && Evaluation.IsFresh(b, m, on)).ToList();
        return new PreviewProvider(
            provider.Key,
            provider.Membership!.ServiceType,
            [.. kept.Select(m => m.Key)],
            [.. answered.Except(kept).Select(m => m.Key)],
            [.. asked.Except(answered).Except(mapped).Select(m => m.Key)],
            [.. provider.Beliefs.Keys.Where(k => asked.All(m => m.Key != k)).Order(StringComparer.Ordinal)],
            asked.Count(m => m.Every != Cadence.Month),
            [.. mapped.Select(m => new PreviewMapping(m.Key, provider.BeliefOf(m.Key)!.Value.CarriedFrom!))]);
    }

    private static IEnumerable<PreviewMove> MovesOf(IReadOnlyList<SubjectState> subjects, Rulebook rules, DateTime at)
    {
        var authority = subjects.FirstOrDefault(s => s.IsAuthority) ?? new SubjectState(SubjectState.Authority);
        var organisations = subjects.Where(s => s.Scope == SubjectScope.Organisation).ToDictionary(s => s.Key);
        foreach (var subject in subjects.Where(s => s.IsProvider).OrderBy(s => s.Key, StringComparer.Ordinal).Concat(Above()))
        {
            var before = Intake.Firings.LevelsOf(subject);
            Timeline.Change(subject, rules, at);
            Clock.Settle(subject, rules, at, 0);
            if (subject.IsProvider)
            {
                Shares.Move(subject, authority, OrganisationOf(subject), rules, at);
            }
            else
            {
                Shares.Step(subject, rules, at, 0);
            }

            foreach (var trigger in before.Keys.Union(subject.Triggers.Keys).Order(StringComparer.Ordinal))
            {
                var was = before.GetValueOrDefault(trigger)?.Level ?? TriggerLevel.Clear;
                // What is switched off is not judged any more.
                var level = rules.RuleOf(trigger) is null ? TriggerLevel.Clear : subject.StateOf(trigger).Level;
                if (level != was)
                {
                    yield return new PreviewMove(trigger, subject.Key, was, level);
                }
            }
        }

        // Asked for only once all providers are moved: until then not all organisations are there.
        IEnumerable<SubjectState> Above()
        {
            foreach (var organisation in organisations.Values.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                yield return organisation;
            }

            yield return authority;
        }

        SubjectState? OrganisationOf(SubjectState provider)
        {
            if (!rules.JudgesOrganisations || provider.Membership?.Organisation is not { } key)
            {
                return null;
            }

            var subject = SubjectState.OfOrganisation(key);
            return organisations.TryGetValue(subject, out var known) ? known : organisations[subject] = new SubjectState(subject);
        }
    }
}

public enum PreviewChange { Unchanged, New, Changed, Retired }

public sealed record PreviewMeasure(Measure Measure, string Section, PreviewChange Change);

/// <param name="Reach">For a trigger on providers that is changed: how many of them their latest answers take to each level.</param>
public sealed record PreviewTrigger(Trigger Trigger, PreviewChange Change, IReadOnlyList<PreviewReach> Reach);

/// <summary>Providers whose latest answers reach a level by themselves, as it is and as it would be.</summary>
public sealed record PreviewReach(TriggerLevel Level, int Now, int Then);

/// <summary>An answer carried over to a measure from the one that it replaces.</summary>
public sealed record PreviewMapping(string Measure, string From);

/// <summary>What a plan would ask of one provider.</summary>
/// <param name="Kept">Measures whose last answer would still count.</param>
/// <param name="AskedAgain">Measures answered before, too long ago or as not known.</param>
/// <param name="New">Measures never answered.</param>
/// <param name="Retired">Measures answered before and not asked any more; their answers stay readable.</param>
/// <param name="Weekly">Questions asked every week, or more often.</param>
/// <param name="Mapped">Measures that take over the answer to one they replace; it counts, and is asked again.</param>
public sealed record PreviewProvider(
    string Provider,
    string ServiceType,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> AskedAgain,
    IReadOnlyList<string> New,
    IReadOnlyList<string> Retired,
    int Weekly,
    IReadOnlyList<PreviewMapping> Mapped);

/// <summary>A trigger that would stand at another level for a subject.</summary>
public sealed record PreviewMove(string Trigger, string Subject, TriggerLevel Was, TriggerLevel Level);
