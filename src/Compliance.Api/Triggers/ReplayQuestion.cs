using System.Globalization;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Replays;

namespace Compliance.Api.Triggers;

/// <summary>What is asked of a replay, as far as it has been given.</summary>
/// <param name="Checklist">Key of the checklist whose plan is tried otherwise; null for the only one there is.</param>
/// <param name="Season">Null for every season.</param>
/// <param name="Overrides">Instead of the plan's own; null to keep those, or to try a draft as it is written.</param>
/// <param name="Moved">Limits to be moved among the plan's own overrides, or among those given.</param>
/// <param name="Draft">What a draft is called and its text; null without one.</param>
internal sealed record ReplayQuestion(
    string? Checklist, int? Season, DateOnly From, DateOnly To, IReadOnlyList<Override>? Overrides, IReadOnlyList<Override> Moved, (string File, string Text)? Draft)
{
    public const int MostDays = 400;

    private const string ReasonInReplay = "Tried in a replay";

    /// <summary>The proposal, if it can be tried over a journal; else everything that is wrong with the question.</summary>
    /// <param name="today">The local date; what is yet to come cannot be replayed.</param>
    public ReplayPlan Against(string authority, JournalSetting journal, DateOnly today, ReadDraft read)
    {
        if (Days(today).ToList() is { Count: > 0 } wrong)
        {
            return new ReplayPlan(null, wrong, []);
        }

        Checklist? draft = null;
        if (Draft is var (file, text))
        {
            (draft, var mistakes) = read(file, text);
            if (draft is null)
            {
                return new ReplayPlan(null, [], mistakes);
            }
        }

        var key = Checklist ?? draft?.Key;
        var (plan, fault) = PlanOf(authority, key, journal);
        fault ??= draft is null ? null : Unfit(draft, plan!, journal.Nation);
        fault ??= draft is null && Overrides is null && Moved.Count == 0
            ? new FieldProblem("/overrides", "Say what is to be tried: overrides, a draft, or both. An empty list of overrides tries the checklist's own limits.")
            : null;
        return fault is not null ? new ReplayPlan(null, [fault], []) : Proposed(plan!, draft, draft ?? journal.ContentOf(plan!.Hash));
    }

    private ReplayPlan Proposed(PlanSet plan, Checklist? draft, Checklist content)
    {
        var given = Overrides ?? (draft is null ? plan.Overrides : []);
        List<Override> overrides = [.. Moved.Aggregate(given, Move).Select(o => string.IsNullOrWhiteSpace(o.Reason) ? o with { Reason = ReasonInReplay } : o)];
        var faults = Preview.Check(new Domain.Intake.SetPlan("", content, plan.Season, plan.From, plan.To, overrides, null));
        return faults.Count > 0
            ? new ReplayPlan(null, [.. faults.Select(f => new FieldProblem(f.Pointer, f.Sentence))], [])
            : new ReplayPlan(new Proposal(plan.Checklist, Season, overrides, draft), [], []);
    }

    /// <summary>An override that settles the same is moved; what it leaves open stays as it was.</summary>
    private static IReadOnlyList<Override> Move(IReadOnlyList<Override> given, Override moved)
    {
        var before = given.FirstOrDefault(o => o.Trigger == moved.Trigger && o.Level == moved.Level && !o.Off && !moved.Off);
        var after = before is null ? moved : before with
        {
            AtLeast = moved.AtLeast ?? before.AtLeast,
            ClearsBelow = moved.ClearsBelow ?? before.ClearsBelow,
            AtMost = moved.AtMost ?? before.AtMost,
            ClearsAbove = moved.ClearsAbove ?? before.ClearsAbove,
            Below = moved.Below ?? before.Below,
        };
        return [.. given.Where(o => !(o.Trigger == moved.Trigger && (o.Level == moved.Level || moved is { Off: true, Level: null } || o is { Off: true, Level: null }))), after];
    }

    private IEnumerable<FieldProblem> Days(DateOnly today)
    {
        if (To < From)
        {
            yield return new FieldProblem("/to", "The last day is before the first; exchange them.");
        }
        else if (To.DayNumber - From.DayNumber >= MostDays)
        {
            yield return new FieldProblem("/to", Text($"Ask for at most {MostDays} days at a time."));
        }
        else if (To > today)
        {
            yield return new FieldProblem("/to", Text($"What is yet to come cannot be replayed; choose a last day up to {today:yyyy-MM-dd}."));
        }
    }

    private (PlanSet? Plan, FieldProblem? Fault) PlanOf(string authority, string? key, JournalSetting journal)
    {
        var plans = journal.Plans.GroupBy(p => (p.Checklist, p.Season)).Select(g => g.Last()).ToList();
        var keys = plans.Select(p => p.Checklist).Distinct().Order(StringComparer.Ordinal).ToList();
        if (key is null ? keys.Count != 1 : !keys.Contains(key))
        {
            return (null, new FieldProblem("/checklist", keys.Count == 0 ? $"{authority} has no plan yet, so nothing has been judged that could be replayed."
                : key is null ? $"Name the checklist; {authority} has plans of: {string.Join(", ", keys)}."
                : $"{authority} has no plan of this checklist; it has plans of: {string.Join(", ", keys)}."));
        }

        plans = [.. plans.Where(p => p.Checklist == (key ?? keys[0]) && (Season is null || p.Season == Season))];
        if (plans.Count == 0)
        {
            return (null, new FieldProblem("/season", Text($"{authority} has no plan of it for season {Season}; leave the season out, or name one that it has.")));
        }

        return plans.LastOrDefault(p => p.From <= To && From <= p.To) is { } plan ? (plan, null)
            : (null, new FieldProblem("/from", $"No plan ran on these days; choose some of: {string.Join(", ", plans.Select(p => Text($"{p.From:yyyy-MM-dd} to {p.To:yyyy-MM-dd}")))}."));
    }

    private static FieldProblem? Unfit(Checklist draft, PlanSet plan, string nation) =>
        draft.Key != plan.Checklist ? new FieldProblem("/draft", $"The draft is called `{draft.Key}`; call it `{plan.Checklist}`, as the plan that it is tried in place of.")
        : draft.Nations.Count > 0 && !draft.Nations.Contains(nation) ? new FieldProblem("/draft", $"The draft is written for {string.Join(", ", draft.Nations)}; write it for {nation}.")
        : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What came of a question.</summary>
/// <param name="Proposal">Null when there is anything wrong.</param>
/// <param name="Mistakes">Mistakes in the draft, as <c>checklists check</c> tells them.</param>
internal sealed record ReplayPlan(Proposal? Proposal, IReadOnlyList<FieldProblem> Faults, IReadOnlyList<Mistake> Mistakes);
