using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Intake;

/// <summary>Where a command becomes an entry: decided by the rules, numbered, applied, and answered.</summary>
public static class Desk
{
    /// <summary>Takes one command. A refusal leaves the tenant untouched.</summary>
    /// <param name="at">The time; a tenant's journal never runs backwards, so an earlier one than its last entry's counts as that.</param>
    public static (Outcome Outcome, Entry? Entry) Take(TenantState tenant, Command command, DateTime at)
    {
        at = tenant.KnownOn > at ? tenant.KnownOn : at;
        var (refusal, subject, content) = Decide(tenant, command, at);
        if (refusal is not null)
        {
            return (refusal, null);
        }

        var mark = Mark.Of(tenant);
        var entry = EntryOf(tenant, subject!, command.Who, content!, at);
        Fold.Apply(tenant, entry);
        return (Answer(tenant, command, entry, mark), entry);
    }

    /// <summary>Applies what time has changed among the loaded subjects and cases; null when nothing has.</summary>
    public static Entry? LetTimePass(TenantState tenant, DateTime at)
    {
        at = tenant.KnownOn > at ? tenant.KnownOn : at;
        var subjects = tenant.Subjects.Values.Where(s => s.DueOn <= at).Select(s => s.Key).Order(StringComparer.Ordinal).ToList();
        var cases = tenant.Escalations.Values
            .Where(e => Deadlines.NextOn(e, tenant.Calendar) <= at).Select(e => e.Id).Order(StringComparer.Ordinal).ToList();
        if (subjects.Count + cases.Count == 0)
        {
            return null;
        }

        var entry = EntryOf(tenant, SubjectState.Authority, Cases.System, new Ticked(subjects, cases), at);
        Fold.Apply(tenant, entry);
        return entry;
    }

    private static Entry EntryOf(TenantState tenant, string subject, string who, EntryContent content, DateTime at) =>
        new(tenant.Seq + 1, at, Season.Of(at, tenant.Calendar), subject, who, content);

    private static (Outcome? Refusal, string? Subject, EntryContent? Content) Decide(TenantState tenant, Command command, DateTime at)
    {
        switch (command)
        {
            case SubmitReport submit:
                var (refused, report) = ReportRules.Decide(tenant, submit, at);
                return (refused, submit.Subject, report);
            case SetProvider set:
                var (refusedProvider, provider) = RegisterRules.Decide(tenant, set, at);
                return (refusedProvider, set.Provider.Key, provider);
            case SetPlan set:
                var (refusedPlan, plan) = PlanRules.Decide(tenant, set, at);
                return (refusedPlan, SubjectState.Authority, plan);
            case ActOnCase act:
                var (refusedAct, acted) = CaseRules.Decide(tenant, act, at);
                return (refusedAct, act.Subject, acted);
            case RaiseCase raise:
                var (refusedCase, raised) = RaiseRules.Decide(tenant, raise, at);
                return (refusedCase, raise.Subject, raised);
            case NoteOutage note:
                var (known, outage) = DecideOutage(tenant, note);
                return (known, SubjectState.Authority, outage);
            default:
                throw new ArgumentOutOfRangeException(nameof(command));
        }
    }

    /// <summary>What of an outage no entry says yet; the accepted outcome at once when nothing is left of it.</summary>
    private static (Outcome? Known, OutageNoted? Content) DecideOutage(TenantState tenant, NoteOutage note)
    {
        var noted = tenant.Outages.Count == 0 ? DateTime.MinValue : tenant.Outages.Max(o => o.To);
        var from = noted > note.Outage.From ? noted : note.Outage.From;
        return tenant.Plans.Count == 0 || note.Outage.To - from <= note.Least
            ? (new Stored(0, tenant.Seq, false, []), null)
            : (null, new OutageNoted(from, note.Outage.To));
    }

    private static Outcome Answer(TenantState tenant, Command command, Entry entry, Mark mark) => command switch
    {
        SubmitReport => ReportRules.Answer(tenant, entry, mark),
        SetProvider set => new Stored(((ProviderSet)entry.Content).Revision, entry.Seq, set.Seen is null, []),
        SetPlan set => new Stored(((PlanSet)entry.Content).Revision, entry.Seq, set.Seen is null, PlanRules.Warnings(set)),
        NoteOutage => new Stored(0, entry.Seq, true, []),
        ActOnCase act => new CaseChanged(tenant.Escalations[act.Escalation]),
        RaiseCase => new CaseChanged(tenant.Escalations.Values.Single(e => e.Trigger is null && e.Timeline[0].Seq == entry.Seq)),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}

/// <summary>How much had changed before a command, so that its own changes can be told apart from its batch's.</summary>
internal readonly record struct Mark(int Movements, int Late)
{
    public static Mark Of(TenantState tenant) => new(tenant.Changes.Movements.Count, tenant.Changes.Late.Count);

    /// <summary>What moved since, or is known only now to have moved.</summary>
    public IEnumerable<Movement> Of(Changes changes) => changes.Movements.Skip(Movements).Concat(changes.Late.Skip(Late));
}
