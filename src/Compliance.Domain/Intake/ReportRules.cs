using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Intake;

/// <summary>What makes a report acceptable, and what its sender is told.</summary>
internal static class ReportRules
{
    public static (Outcome? Refusal, ReportReceived? Content) Decide(TenantState tenant, SubmitReport submit, DateTime at)
    {
        var given = submit.Report;
        if (!tenant.Subjects.TryGetValue(submit.Subject, out var subject) || subject is { IsAuthority: false, Membership: null })
        {
            return (new Missing(), null);
        }

        if (subject.Membership is { ReportsHere: false } hosted)
        {
            return (new Refused(
                "reports-to-host", $"This service reports to its host, the authority `{hosted.Host}`, and not to `{tenant.Id}`; send the report there.", [hosted.Host!]), null);
        }

        var faults = new List<Fault>();
        var corrected = CorrectedBy(given, subject, faults);
        var asAt = corrected?.AsAt ?? Truncate(given.AsAt ?? at);
        var rules = tenant.RulesOn(tenant.Calendar.DateOf(at));
        CheckTime(subject, rules, asAt, at, faults);
        faults.AddRange(KindRules.Check(submit, subject, asAt, at, tenant.Calendar));
        if (faults.Count == 0)
        {
            ReadingRules.CheckStatuses(given, subject, rules, asAt, faults);
        }

        var readings = faults.Count > 0 ? []
            : given.Kind == ReportKind.Nil ? KindRules.NilReadings(subject, rules, asAt)
            : ReadingRules.Check(given, subject, rules, asAt, corrected, faults);
        var renewed = faults.Count > 0 ? [] : KindRules.Renewed(given, subject, rules, asAt);
        if (faults.Count == 0 && given.Kind == ReportKind.NoChange && readings.Count + renewed.Count + given.Statuses.Count == 0)
        {
            faults.Add(new Fault("/kind", "No last answer may stand unchanged: nothing was answered yet, or it is too old or must be asked afresh. Answer the questions; \"due\" names them."));
        }

        if (faults.Count > 0)
        {
            return (new Invalid(faults), null);
        }

        if (submit.Seen is { } seen && given.Statuses is [var status])
        {
            var known = subject.Statuses.TryGetValue(status.Item, out var belief) ? belief.Seq : 0;
            if (seen.Seq != known)
            {
                return (seen.Seq is null ? new MatchNeeded() : new Stale(), null);
            }
        }

        var doubtful = ReadingRules.Doubtful(readings, given.Confirm, subject, rules, asAt, corrected);
        if (doubtful.Count > 0)
        {
            var names = string.Join(", ", doubtful.Select(d => $"`{d.Measure}` ({d.Why})"));
            return (new Refused("confirm-needed", $"Check {names}. If that is right, send the report again with \"confirm\" naming it.", [.. doubtful.Select(d => d.Measure)]), null);
        }

        return (null, new ReportReceived(
            given.Kind, asAt, readings, NoteRules.Keep(given), corrected?.Seq, [.. given.Confirm.Distinct()], given.ToldBy,
            renewed.Count == 0 ? null : renewed, KindRules.ExcusedTo(given, tenant.Calendar.DateOf(asAt)), given.Reason));
    }

    public static ReportAccepted Answer(TenantState tenant, Entry entry, Mark mark)
    {
        var content = (ReportReceived)entry.Content;
        var subject = tenant.Subjects[entry.Subject];
        var revision = content.Corrects is { } seq ? subject.Points.FirstOrDefault(p => p.Seq == seq)?.Revision ?? 2 : 1;
        var touched = tenant.Changes.Escalations.Select(e => tenant.Escalations[e]).Where(e => e.Timeline[^1].Seq == entry.Seq).ToList();
        var moved = mark.Of(tenant.Changes).Where(m => m.Level > m.Was).Select(m => m.Escalation).ToHashSet();

        // Red again on an open case tells nobody anew; the sender must still see who has been told of it.
        var spoken = touched.Where(e => moved.Contains(e.Id) || e is { StandDownProposed: false, Level: >= TriggerLevel.Red }).ToList();
        List<Telling> tellings =
        [
            .. touched.SelectMany(e => e.Timeline.Where(t => t.Seq == entry.Seq && t.Told is { Count: > 0 }).Select(t => TellingOf(e, t, before: false))),
            .. spoken.SelectMany(e => Cases.Tellings(e).Where(t => t.Seq < entry.Seq).Select(t => TellingOf(e, t, before: true))),
        ];
        return new ReportAccepted(
            entry.Id,
            revision,
            entry.Seq,
            entry.KnownOn,
            content.AsAt,
            [.. NoteRules.Warnings(content), .. LateWarning(content, entry), .. KindWarning(content)],
            [.. Owed(subject, tenant.RulesOn(tenant.Calendar.DateOf(entry.KnownOn)), entry.KnownOn)],
            [.. mark.Of(tenant.Changes)],
            [.. tellings.Where(t => !t.Before).SelectMany(t => t.Roles).Distinct()],
            [.. spoken.SelectMany(e => NotYet(e, tenant).Where(t => !Cases.Told(e).Contains(t.Role))).OrderBy(t => t.On).DistinctBy(t => (t.Role, t.Subject))],
            NotJudged(subject, content, tenant.RulesOn(tenant.Calendar.DateOf(entry.KnownOn))),
            tellings);
    }

    /// <summary>Triggers and levels that the authority has switched off and that would have looked at these answers: who reports must not believe that somebody is told.</summary>
    private static List<NotJudged>? NotJudged(SubjectState subject, ReportReceived content, Rulebook rules)
    {
        List<NotJudged> found =
        [
            .. from gap in rules.Gaps
               where gap.Why.Because == UnwatchedBecause.SwitchedOff && gap.Trigger.Subject == subject.Scope
                   && (content.Readings.Any(r => r.Answer.Kind != AnswerKind.Nil && gap.Reads(r.Measure)) || content.Statuses.Any(s => gap.LooksAt(s.Item)))
               select new NotJudged(gap.Trigger.Key, gap.Level, gap.Why.Reason, gap.Why.Since, gap.Sentence(rules.Calendar)),
        ];
        return found.Count == 0 ? null : found;
    }

    private static Telling TellingOf(Escalation escalation, CaseEvent happened, bool before) =>
        new(escalation.Id, escalation.Subject, happened.Sequence, happened.On, happened.Told!, before, escalation.IsOpen);

    // Instants are kept to the millisecond: what is finer would be lost when stored, and order reports differently in a replay.
    private static DateTime Truncate(DateTime on) => new(on.Ticks - on.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    /// <summary>Measures owed now and not answered, soonest first.</summary>
    private static IEnumerable<Owed> Owed(SubjectState subject, Rulebook rules, DateTime at) => Debt.Now(subject, rules, at)
        .Select(o => new Owed(o.Measure.Key, o.DueOn))
        .OrderBy(o => o.DueOn).ThenBy(o => o.Measure, StringComparer.Ordinal);

    private static Point? CorrectedBy(GivenReport given, SubjectState subject, List<Fault> faults)
    {
        if ((given.Kind == ReportKind.Correction) != (given.Corrects is not null))
        {
            faults.Add(given.Corrects is null
                ? new Fault("/corrects", "A correction names the report it corrects: give its id in \"corrects\".")
                : new Fault("/corrects", "Only a report of kind \"correction\" has \"corrects\"; leave it out or change the kind."));
            return null;
        }

        if (given.Corrects is null)
        {
            return null;
        }

        if (given.AsAt is not null)
        {
            faults.Add(new Fault("/asAt", "A correction is about the same time as the report it corrects; leave \"asAt\" out."));
        }

        var point = Entry.TryParseId(given.Corrects, out _, out var seq) ? subject.Points.FirstOrDefault(p => p.Seq == seq) : null;
        if (point is null)
        {
            faults.Add(new Fault("/corrects", FormattableString.Invariant(
                $"No report among the latest {SubjectState.WindowReports} of the last {SubjectState.WindowDays} days has the id \"{given.Corrects}\" here; give the id of the first report, not of an earlier correction. An excuse is not corrected but granted anew with another \"until\".")));
        }

        return point;
    }

    private static void CheckTime(SubjectState subject, Rulebook rules, DateTime asAt, DateTime at, List<Fault> faults)
    {
        var date = rules.Calendar.DateOf(asAt);
        if (asAt > at)
        {
            faults.Add(new Fault("/asAt", "A report cannot be about the future; give the time at which the answers were true, or leave it out."));
        }
        else if (asAt < at.AddDays(-SubjectState.WindowDays))
        {
            faults.Add(new Fault("/asAt", FormattableString.Invariant($"A report can be about the last {SubjectState.WindowDays} days at most; check the date.")));
        }
        else if (subject.Membership is { } member && !member.Covers(date))
        {
            faults.Add(new Fault("/asAt", FormattableString.Invariant($"The provider was not on the register on {date:yyyy-MM-dd}; check the date, or ask the authority to change the register.")));
        }
        else if (!rules.Plans.Any(p => p.Covers(date)))
        {
            faults.Add(new Fault("/asAt", FormattableString.Invariant($"No plan of this authority covers {date:yyyy-MM-dd}; nothing is asked for that day. If needs cannot be met safely, do not wait for a plan: ring the authority, and 999 if anyone is in danger.")));
        }
    }

    private static IEnumerable<string> LateWarning(ReportReceived content, Entry entry)
    {
        if (content.Corrects is null && content.ExcusedTo is null && entry.KnownOn - content.AsAt > TimeSpan.FromDays(7))
        {
            yield return FormattableString.Invariant($"The answers are taken as true on {content.AsAt:yyyy-MM-dd}, more than a week ago.");
        }
    }

    private static IEnumerable<string> KindWarning(ReportReceived content)
    {
        if (content.ExcusedTo is { } until)
        {
            yield return FormattableString.Invariant($"Nothing falls due from the day of the excuse to {until:yyyy-MM-dd}. What was owed before stays owed, and nothing is known meanwhile.");
        }

        if (content.Report == ReportKind.Nil)
        {
            yield return "Taken as: nobody is cared for here and nobody is employed. If that is not so, correct this report at once.";
        }
    }

    // What follows only if a person lets a review, a reply or a mitigation's end pass is not yet to be expected.
    private static IEnumerable<ToBeTold> NotYet(Escalation escalation, TenantState tenant) =>
        from next in CaseNext.Of(escalation, tenant.Calendar).TakeWhile(n => n.Happens is "told" or "overdue")
        from role in next.Told
        select new ToBeTold(role, next.On, next.UnlessAcknowledged, next.Why, escalation.Subject);
}
