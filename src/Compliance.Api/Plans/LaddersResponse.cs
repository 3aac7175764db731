using Compliance.Domain.Authorities;
using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;

namespace Compliance.Api.Plans;

/// <summary>Who is told of cases, and when, by the plans that cover today.</summary>
/// <param name="Zone">The time zone of every time in words, such as <c>Europe/London</c>.</param>
/// <param name="Now">The instant at which the cases of this answer would be raised.</param>
public sealed record LaddersResponse(string Zone, DateTime Now, IReadOnlyList<LadderInForceResponse> Ladders);

/// <summary>A ladder of a plan that covers today.</summary>
/// <param name="Checklist">The checklist that it belongs to.</param>
/// <param name="StartedBy">Levels of triggers that start it, as the plan has them. Whoever raises a case by hand can choose any ladder.</param>
/// <param name="AnswerWithinHours">Hours on its clock within which somebody must answer.</param>
/// <param name="Deadline">By when a case raised now would have to be answered.</param>
/// <param name="Openings">The next ten times at which its clock runs, the present one first if it does; empty for one that never stops.</param>
public sealed record LadderInForceResponse(
    string Ladder,
    string Checklist,
    LadderClock Clock,
    IReadOnlyList<LadderStartResponse> StartedBy,
    int AnswerWithinHours,
    LadderTimeResponse Deadline,
    IReadOnlyList<LadderStepResponse> Steps,
    IReadOnlyList<LadderOpeningResponse> Openings);

/// <summary>A level of a trigger that starts a ladder.</summary>
/// <param name="Tier">Where its case starts.</param>
public sealed record LadderStartResponse(string Trigger, TriggerLevel Level, Tier Tier);

/// <summary>A time on a ladder's clock.</summary>
/// <param name="Because">The time in local words and how it comes about.</param>
public sealed record LadderTimeResponse(DateTime On, string Because);

/// <summary>A step of a ladder.</summary>
/// <param name="AfterHours">Hours on the ladder's clock.</param>
/// <param name="UnlessAcknowledged">Skipped once somebody has acknowledged.</param>
/// <param name="Due">When a case raised now would reach it.</param>
public sealed record LadderStepResponse(int AfterHours, bool UnlessAcknowledged, LadderTimeResponse Due, IReadOnlyList<LadderRoleResponse> Told);

/// <summary>A role that a step tells, and who that is.</summary>
/// <param name="Users">How many people sign in for it; of <c>provider</c>, each is told of the own services only.</param>
/// <param name="Contacts">How many contacts the authority has recorded for it.</param>
/// <param name="Names">Who they are; null for everybody but the authority's lead, and for those who sign in for the region or a provider.</param>
/// <param name="Instead">The role that is told because nobody holds this one; null when somebody does.</param>
public sealed record LadderRoleResponse(string Role, string Label, int Users, int Contacts, IReadOnlyList<string>? Names, string? Instead);

/// <summary>A time at which an office is open.</summary>
/// <param name="Local">The same in local words.</param>
public sealed record LadderOpeningResponse(DateTime Opens, DateTime Closes, string Local);

/// <summary>Shows ladders as of an instant, with those who hold their roles.</summary>
internal sealed class LaddersSeen(Calendar calendar, DateTime now, IReadOnlyList<Role> roles, RoleHolders holders, bool names)
{
    private const int Openings = 10;

    public IEnumerable<LadderInForceResponse> Of(Plan plan)
    {
        var levels = plan.EffectiveTriggers().SelectMany(t => t.Levels.Select(l => (Trigger: t.Key, Level: l))).ToLookup(l => l.Level.Ladder);
        return plan.Checklist.Ladders.Select(ladder => new LadderInForceResponse(
            ladder.Key, plan.Checklist.Key, ladder.Clock,
            [.. levels[ladder.Key].Select(l => new LadderStartResponse(l.Trigger, l.Level.Name, l.Level.Tier))],
            ladder.AnswerWithinHours, After(ladder, ladder.AnswerWithinHours),
            [.. ladder.Steps.Select(s => new LadderStepResponse(s.AfterHours, s.UnlessAcknowledged, After(ladder, s.AfterHours), [.. s.Tell.Select(Told)]))],
            ladder.Clock == LadderClock.RoundTheClock
                ? []
                : [.. calendar.OpeningsFrom(now).Take(Openings).Select(o => new LadderOpeningResponse(o.Opens, o.Closes, Words(o.Opens, o.Closes)))]));
    }

    private LadderTimeResponse After(Ladder ladder, int hours)
    {
        var on = Deadlines.Add(ladder, now, hours, calendar);
        return new LadderTimeResponse(on, on == now ? "at once" : Reckoning.Of(ladder, hours, now, on, calendar));
    }

    private LadderRoleResponse Told(string key)
    {
        var role = roles.FirstOrDefault(r => r.Key == key) ?? new Role(key, key);
        var (users, contacts) = (holders.UsersOf(role).ToList(), holders.ContactsOf(role).ToList());
        return new LadderRoleResponse(
            key, role.Label, users.Count, contacts.Count, names && role.Side is not ("region" or "provider") ? [.. users.Select(u => u.Name), .. contacts.Select(c => c.Name)] : null,
            users.Count + contacts.Count > 0 || key == ContactGaps.Lead ? null : ContactGaps.Lead);
    }

    private string Words(DateTime opens, DateTime closes) => $"{TimeWords.At(opens, calendar)} to {TimeWords.Clock(closes, calendar)}";
}
