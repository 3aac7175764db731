using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Reports;

/// <summary>Reads reports back from the journal, as much of them as the caller may see.</summary>
internal sealed class ReportReader(ComplianceDb db, TenantReader reader, CurrentUser user)
{
    /// <summary>The reports of a subject, newest first.</summary>
    /// <param name="before">Only those received before this entry.</param>
    public async Task<List<ReportResponse>> ListAsync(string authority, string subject, long before, int count, CancellationToken ct)
    {
        var rows = await Rows(authority, subject).Where(j => j.Seq < before).OrderByDescending(j => j.Seq).Take(count).ToListAsync(ct);
        return await ReadAsync(authority, rows, ct);
    }

    public async Task<ReportResponse?> FindAsync(string authority, string subject, string id, CancellationToken ct) =>
        Entry.TryParseId(id, out var season, out var seq)
        && await Rows(authority, subject).SingleOrDefaultAsync(j => j.Season == season && j.Seq == seq, ct) is { } row
            ? (await ReadAsync(authority, [row], ct)).Single()
            : null;

    private IQueryable<JournalRow> Rows(string authority, string subject) =>
        db.Journal.AsNoTracking().Where(j => j.TenantId == authority && j.Subject == subject && j.Kind == "report");

    private async Task<List<ReportResponse>> ReadAsync(string authority, List<JournalRow> rows, CancellationToken ct)
    {
        var head = await reader.HeadAsync(authority, ct);
        var rules = await reader.RulesAsync(authority, head.KnownOn, ct);
        var writers = rows.Select(r => Split(r.Who)).ToList();
        var own = writers.Where(IsOwnSide).Select(w => w.Id).Distinct().ToList();
        var names = await db.Users.Where(u => own.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        var seasons = await SeasonsOfAsync(authority, rows, ct);
        return [.. rows.Zip(writers, (row, writer) => Of(row, writer, names, seasons, rules))];
    }

    // A correction holds only the number of the report it corrects, which may lie in the season before.
    private async Task<Dictionary<long, int>> SeasonsOfAsync(string authority, List<JournalRow> rows, CancellationToken ct)
    {
        var corrected = rows.Select(r => ContentOf(r).Corrects).OfType<long>().Distinct().ToList();
        return corrected.Count == 0
            ? []
            : await db.Journal.Where(j => j.TenantId == authority && corrected.Contains(j.Seq)).ToDictionaryAsync(j => j.Seq, j => j.Season, ct);
    }

    private ReportResponse Of(
        JournalRow row, (string Role, string Id) writer, Dictionary<string, string> names, Dictionary<long, int> seasons, Rulebook rules)
    {
        var content = ContentOf(row);
        return new ReportResponse(
            Entry.IdOf(row.Season, row.Seq), content.Report, content.AsAt, row.KnownOn,
            new ReporterResponse(writer.Role, IsOwnSide(writer) ? names.GetValueOrDefault(writer.Id) : null),
            content.ToldBy,
            content.Corrects is { } seq ? Entry.IdOf(seasons.GetValueOrDefault(seq, row.Season), seq) : null,
            [.. content.Readings.Select(r => new ReadingResponse(r.Measure, r.Answer, KindOf(r, rules)))],
            [.. content.Statuses.Select(s => new StatusResponse(s.Item, s.Status, NoteOf(s, writer), s.Evidence))],
            content.Confirmed,
            content.Renewed ?? [],
            content.ExcusedTo,
            content.Reason)
        {
            Seq = row.Seq,
        };
    }

    private NoteResponse? NoteOf(StatusAnswer status, (string, string) writer) =>
        status.Note is { } note && (note.Audience == Side.Of(user.Hat) || IsOwnSide(writer)) ? new NoteResponse(note.Text, note.Audience) : null;

    private bool IsOwnSide((string Role, string Id) writer) => Side.OfRole(writer.Role) == Side.Of(user.Hat);

    private static ReportReceived ContentOf(JournalRow row) => (ReportReceived)Canonical.Read<EntryContent>(row.Payload);

    // A measure that has since left the plans is shown by the look of its answer.
    private static MeasureKind KindOf(Reading reading, Rulebook rules) => rules.MeasureOf(reading.Measure)?.Kind ?? reading.Answer switch
    {
        { Choice: not null } => MeasureKind.Choice,
        { Of: Answer.Thousandths } => MeasureKind.Number,
        { Of: 1 } => MeasureKind.Count,
        _ => MeasureKind.Percentage,
    };

    private static (string Role, string Id) Split(string who) => who.Split(':', 2) is [var role, var id] ? (role, id) : (who, "");
}
