using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Actions;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Actions;

/// <summary>Reads an authority's own items with everything that was said of them.</summary>
internal sealed class ActionReader(ComplianceDb db, TenantReader reader, CurrentUser user)
{
    /// <summary>Actions of the plans of a season as they stand at an instant, in the order of the checklists.</summary>
    public async Task<IReadOnlyList<PlannedAction>> ReadAsync(string authority, int season, DateTime at, CancellationToken ct)
    {
        var rules = await reader.RulesAsync(authority, at, ct);
        var plans = rules.Plans.Where(p => p.Season == season).ToList();
        if (plans.Count == 0)
        {
            return [];
        }

        // What is said in the weeks after a season of its last days still belongs to it.
        var rows = await db.Journal.AsNoTracking()
            .Where(j => j.TenantId == authority && j.Subject == SubjectState.Authority && j.Kind == "report" && j.Season >= season && j.Season <= season + 1)
            .OrderBy(j => j.Seq).Select(j => new { j.Seq, j.KnownOn, j.Who, j.Payload }).ToListAsync(ct);
        var said = rows
            .Select(r => (r.Seq, r.KnownOn, r.Who, Content: (ReportReceived)Canonical.Read<EntryContent>(r.Payload)))
            .SelectMany(r => r.Content.Statuses.Select(s => (
                s.Item, Word: new ActionWord(s.Status, r.Content.AsAt, r.KnownOn, r.Seq, r.Who, Readable(s.Note, r.Who), s.Evidence))))
            .ToLookup(s => s.Item, s => s.Word);
        return [.. plans.SelectMany(p => PlannedAction.Of(p, said, rules.Calendar, at))];
    }

    /// <summary>One action of the season of the last entry, with the tag that names the last word about it; null where no plan of that season has it.</summary>
    public async Task<(PlannedAction Action, EntityTag Tag)?> FindAsync(string authority, string item, CancellationToken ct)
    {
        var head = await reader.HeadAsync(authority, ct);
        var season = Season.Of(head.KnownOn, await reader.CalendarAsync(authority, ct));
        var subject = await reader.SubjectAsync(authority, SubjectState.Authority, ct);
        return (await ReadAsync(authority, season, head.KnownOn, ct)).LastOrDefault(a => a.Item.Key == item) is { } action
            ? (action, EntityTag.Of(subject.Statuses.TryGetValue(item, out var status) ? status.Seq : 0))
            : null;
    }

    public static ProblemHttpResult NotFound() => Problems.NotFound("No plan of this season has an action of that key; see the list of actions.");

    private Note? Readable(Note? note, string who) =>
        note is not null && (note.Audience == Side.Of(user.Hat) || Side.OfRole(who.Split(':')[0]) == Side.Of(user.Hat)) ? note : null;
}
