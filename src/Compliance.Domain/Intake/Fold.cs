using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Intake;

/// <summary>Applies journal entries to a tenant's state: the one function behind live intake, replay, tests and receipts.</summary>
/// <remarks>It decides nothing. What may be written is decided before an entry exists; an entry always applies.</remarks>
public static class Fold
{
    public static void Apply(TenantState tenant, Entry entry)
    {
        var rules = tenant.RulesOn(tenant.Calendar.DateOf(entry.KnownOn));
        switch (entry.Content)
        {
            case PlanSet plan:
                ApplyPlan(tenant, plan, entry);
                break;
            case ProviderSet provider:
                tenant.Register[provider.Key] = provider;
                tenant.Changes.Register.Add(provider.Key);
                var isBack = tenant.Subjects.GetValueOrDefault(provider.Key)?.Membership is { } was && !IsPresent(was, rules);
                var leaves = Register(tenant, provider, entry, rules);
                Watching.NoteAgain(tenant, [provider.Key], entry, rules);
                Settle(tenant, provider.Key, entry, rules, leaves, isBack && IsPresent(tenant.SubjectOf(provider.Key).Membership!, rules));
                Watching.Note(tenant, [provider.Key], entry, rules);
                break;
            case ReportReceived report:
                ApplyReport(tenant, report, entry, rules);
                break;
            case Ticked tick:
                ApplyTick(tenant, tick, entry, rules);
                break;
            case Acted acted:
                tenant.Put(Acts.Apply(tenant.Escalations[acted.Escalation], acted.Act, entry.Who, entry.KnownOn, entry.Seq, tenant.Calendar));
                Lift(tenant, tenant.SubjectOf(entry.Subject), entry, rules);
                Watching.Note(tenant, [entry.Subject], entry, rules);
                break;
            case CaseRaised raised:
                tenant.Put(Cases.Raise(Ids.Of("raised", tenant.Id, entry.Season, entry.Seq, "", entry.Subject), entry, raised, tenant.Calendar));
                break;
            case OutageNoted outage:
                tenant.Note(new Outage(outage.From, outage.To));
                ApplyTick(
                    tenant, new Ticked([.. tenant.Subjects.Keys.Order(StringComparer.Ordinal)], []), entry,
                    tenant.RulesOn(tenant.Calendar.DateOf(entry.KnownOn)));
                break;
            default:
                throw new InvalidOperationException($"Nothing applies {entry.Content.GetType().Name}.");
        }

        tenant.Seq = entry.Seq;
        tenant.KnownOn = entry.KnownOn;
    }

    /// <summary>Standing one case down may leave others without a voice.</summary>
    private static void Lift(TenantState tenant, SubjectState subject, Entry entry, Rulebook rules)
    {
        if (subject.Suppressed.Count > 0)
        {
            Firings.Lift(tenant, subject, entry, rules);
            subject.Seq = entry.Seq;
            tenant.Changes.Subjects.Add(subject.Key);
        }
    }

    private static bool IsPresent(Membership member, Rulebook rules) => member.ReportsHere && member.Covers(rules.On);

    /// <returns>The organisation that it leaves with this entry; null when it leaves none that is judged.</returns>
    private static SubjectState? Register(TenantState tenant, ProviderSet provider, Entry entry, Rulebook rules)
    {
        var subject = tenant.SubjectOf(provider.Key);
        var leaves = subject.Membership?.Organisation == provider.Organisation ? null : tenant.OrganisationOf(subject, rules);
        if (leaves is not null)
        {
            Shares.Leave(subject, leaves);
        }

        var registered = subject.Membership?.Registered ?? tenant.Calendar.DateOf(entry.KnownOn);
        subject.Membership = new Membership(provider.ServiceType, provider.Joined, provider.Left, registered, provider.Host, provider.Closures, provider.Organisation);
        return leaves;
    }

    private static void ApplyPlan(TenantState tenant, PlanSet set, Entry entry)
    {
        var before = tenant.RulesOn(tenant.Calendar.DateOf(entry.KnownOn));
        tenant.SetPlan(new Plan(
            tenant.ContentOf(set.Hash), set.Season, set.From, set.To, Convert.FromHexString(set.Hash), set.Overrides, set.Revision, set.AdoptedOn, set.Since));
        var rules = tenant.RulesOn(tenant.Calendar.DateOf(entry.KnownOn));
        var again = rules.Rules.Select(r => r.Trigger.Key).Where(t => Unwatched.Of(t, before) is not null && Unwatched.Of(t, rules) is null).ToList();
        tenant.SubjectOf(SubjectState.Authority);
        Watching.NoteAgain(tenant, tenant.Subjects.Keys, entry, rules);
        foreach (var subject in tenant.Subjects.Values.OrderBy(s => s.Key, StringComparer.Ordinal).ToList())
        {
            var levels = Firings.LevelsOf(subject);
            Timeline.Change(subject, rules, entry.KnownOn);
            if (!rules.JudgesOrganisations)
            {
                Shares.ForgetOrganisations(subject);
            }

            SettleOne(tenant, subject, entry, rules);
            Firings.Judge(tenant, subject, levels, Unspoken(tenant, subject, again), entry, rules);
        }

        SettleAbove(tenant, [.. tenant.Subjects.Values], entry, rules, again);
        Watching.Note(tenant, tenant.Subjects.Keys, entry, rules);
    }

    /// <summary>Triggers that are watched again and have no open case: where they still stand above clear, somebody is told anew.</summary>
    private static HashSet<string> Unspoken(TenantState tenant, SubjectState subject, IEnumerable<string> again) =>
        again.Where(t => tenant.OpenCase(t, subject.Key) is null).ToHashSet(StringComparer.Ordinal);

    private static void ApplyReport(TenantState tenant, ReportReceived report, Entry entry, Rulebook rules)
    {
        if (report.ExcusedTo is { } until)
        {
            tenant.SubjectOf(entry.Subject).Grant(new Excuse(tenant.Calendar.DateOf(report.AsAt), until));
            Settle(tenant, entry.Subject, entry, rules);
            return;
        }

        var subject = tenant.SubjectOf(entry.Subject);
        var before = Firings.LevelsOf(subject);
        var point = new Point(
            report.AsAt, entry.Seq, 1, [.. report.Readings.Select(r => new PointReading(r.Measure, r.Answer, entry.Seq))], report.Renewed ?? []);
        var isOld = report.Corrects is not null || !Timeline.IsNewest(subject, point) || PassingTime.IsAheadOf(subject, point, rules);
        if (isOld || Trimming.IsFull(subject.Window, entry.KnownOn))
        {
            // A correction needs no room, and what it corrects must stay.
            Trimming.Trim(subject, rules, entry.KnownOn, keep: report.Corrects is null ? SubjectState.WindowReports - 1 : int.MaxValue);
        }

        var past = isOld ? Hindsight.RisesOf(subject, rules, tenant.KnownOn) : null;
        Timeline.Absorb(subject, point, report.Corrects, rules);
        TakeStatuses(subject, report, entry.Seq);
        subject.LastReportOn = entry.KnownOn;
        SettleOne(tenant, subject, entry, rules);
        if (past is not null)
        {
            Hindsight.Reconsider(tenant, subject, past, Hindsight.RisesOf(subject, rules, entry.KnownOn), entry, rules);
        }

        if (report.Statuses.Count > 0)
        {
            Hindsight.ReconsiderItems(tenant, subject, before, report, entry, rules);
        }

        Firings.Judge(tenant, subject, before, Timeline.Evaluated(subject, report.Readings, rules), entry, rules);
        SettleAbove(tenant, [subject], entry, rules);
    }

    private static void ApplyTick(TenantState tenant, Ticked tick, Entry entry, Rulebook rules)
    {
        Watching.NoteAgain(tenant, tick.Subjects, entry, rules);
        var subjects = tick.Subjects.Select(tenant.SubjectOf).ToList();
        foreach (var provider in subjects.Where(s => s.IsProvider))
        {
            var before = Firings.LevelsOf(provider);
            SettleOne(tenant, provider, entry, rules);
            Firings.Judge(tenant, provider, before, [], entry, rules);
        }

        SettleAbove(tenant, subjects, entry, rules);
        Watching.Note(tenant, tick.Subjects, entry, rules);
        foreach (var id in tick.Escalations)
        {
            tenant.Put(Cases.Tick(tenant.Escalations[id], entry.KnownOn, entry.Seq, tenant.Calendar));
        }
    }

    private static void Settle(TenantState tenant, string key, Entry entry, Rulebook rules, SubjectState? leaves = null, bool isBack = false)
    {
        var subject = tenant.SubjectOf(key);
        var before = Firings.LevelsOf(subject);
        SettleOne(tenant, subject, entry, rules);
        Firings.Judge(tenant, subject, before, isBack ? Unspoken(tenant, subject, subject.Triggers.Keys) : [], entry, rules);
        SettleAbove(tenant, leaves is null ? [subject] : [subject, leaves], entry, rules);
    }

    /// <summary>Brings one subject up to the entry's time and moves it in what is counted over providers.</summary>
    private static void SettleOne(TenantState tenant, SubjectState subject, Entry entry, Rulebook rules)
    {
        Clock.Settle(subject, rules, entry.KnownOn, entry.Seq);
        subject.Seq = entry.Seq;
        tenant.Changes.Subjects.Add(subject.Key);
        if (subject.IsProvider)
        {
            Shares.Move(subject, tenant.SubjectOf(SubjectState.Authority), tenant.OrganisationOf(subject, rules), rules, entry.KnownOn);
        }
    }

    /// <summary>Judges whom providers count for: the organisations among those touched and above them, then the authority itself.</summary>
    private static void SettleAbove(TenantState tenant, IReadOnlyCollection<SubjectState> touched, Entry entry, Rulebook rules, IReadOnlyList<string>? again = null)
    {
        var organisations = touched.Select(s => s.IsProvider ? tenant.OrganisationOf(s, rules) : s).OfType<SubjectState>()
            .Where(s => s.Scope == SubjectScope.Organisation).DistinctBy(s => s.Key).OrderBy(s => s.Key, StringComparer.Ordinal);
        foreach (var above in organisations.Append(tenant.SubjectOf(SubjectState.Authority)).ToList())
        {
            SettleSums(tenant, above, entry, rules, again ?? []);
        }
    }

    /// <summary>Judges the authority, or an organisation: its own clock and what it counts over its providers.</summary>
    private static void SettleSums(TenantState tenant, SubjectState above, Entry entry, Rulebook rules, IReadOnlyList<string> again)
    {
        var before = Firings.LevelsOf(above);
        Clock.Settle(above, rules, entry.KnownOn, entry.Seq);
        var (renewed, next) = Shares.Step(above, rules, entry.KnownOn, entry.Seq);
        above.DueOn = Deadlines.Earlier(above.DueOn, next);
        above.Seq = entry.Seq;
        tenant.Changes.Subjects.Add(above.Key);
        renewed.UnionWith(Unspoken(tenant, above, again));
        Firings.Judge(tenant, above, before, renewed, entry, rules);
    }

    private static void TakeStatuses(SubjectState subject, ReportReceived report, long seq)
    {
        foreach (var answer in report.Statuses)
        {
            // A late status, or a correction of one that has since been reported anew, changes only the past: at most since when it has stood.
            if (!subject.Statuses.TryGetValue(answer.Item, out var status))
            {
                subject.Statuses[answer.Item] = StatusBelief.First(answer.Status, report.AsAt, seq);
            }
            else
            {
                subject.Statuses[answer.Item] = status.AsAt <= report.AsAt
                    ? status.Then(answer.Status, report.AsAt, seq)
                    : status.Late(answer.Status, report.AsAt);
            }
        }
    }
}
