using NpgsqlTypes;

namespace Compliance.Api.Data.Writing;

/// <summary>A column as the batch writer binds it.</summary>
internal readonly record struct Column(string Name, NpgsqlDbType Type, bool IsKey = false);

internal enum OnConflict { Fail, Ignore, Replace }

/// <summary>A table the batch writer fills, with one statement for any number of rows.</summary>
internal sealed class Table(string name, OnConflict onConflict, params Column[] columns)
{
    private const NpgsqlDbType Text = NpgsqlDbType.Text;
    private const NpgsqlDbType Int = NpgsqlDbType.Integer;
    private const NpgsqlDbType Long = NpgsqlDbType.Bigint;
    private const NpgsqlDbType Bytes = NpgsqlDbType.Bytea;
    private const NpgsqlDbType Bool = NpgsqlDbType.Boolean;
    private const NpgsqlDbType Date = NpgsqlDbType.Date;

    public static readonly Table Journal = new(
        "Journal", OnConflict.Fail, new("TenantId", Text, true), new("Season", Int, true), new("Seq", Long, true), new("KnownOn", Long), new("Kind", Text),
        new("Subject", Text), new("AsAt", Long), new("Who", Text), new("Payload", Bytes), new("PayloadHash", Bytes), new("Hash", Bytes));

    public static readonly Table Subjects = new(
        "Subjects", OnConflict.Replace, new("TenantId", Text, true), new("Key", Text, true), new("Seq", Long), new("DueOn", Long),
        new("Position", Bytes), new("Window", Bytes));

    public static readonly Table Providers = new(
        "Providers", OnConflict.Replace, new("TenantId", Text, true), new("Key", Text, true), new("Name", Text), new("ServiceType", Text),
        new("Organisation", Text), new("ServiceId", Text), new("CqcId", Text), new("OdsId", Text), new("JoinedOn", Date), new("LeftOn", Date),
        new("Host", Text), new("Closures", Text), new("Revision", Int), new("Seq", Long));

    public static readonly Table Plans = new(
        "Plans", OnConflict.Replace, new("TenantId", Text, true), new("Checklist", Text, true), new("Season", Int, true), new("Version", Int),
        new("From", Date), new("To", Date), new("ContentHash", Bytes), new("Overrides", Text), new("AdoptedOn", Date), new("Since", Text), new("Revision", Int), new("Seq", Long));

    public static readonly Table ChecklistContents = new(
        "ChecklistContents", OnConflict.Ignore, new("Hash", Bytes, true), new("Key", Text), new("Version", Int), new("Content", Bytes));

    public static readonly Table Firings = new(
        "Firings", OnConflict.Fail, new("TenantId", Text, true), new("Id", Text, true), new("Season", Int), new("Seq", Long), new("Trigger", Text),
        new("Subject", Text), new("Level", Text), new("KnownOn", Long), new("Receipt", Bytes), new("Mark", Text));

    public static readonly Table Escalations = new(
        "Escalations", OnConflict.Replace, new("TenantId", Text, true), new("Id", Text, true), new("FiringId", Text), new("Trigger", Text),
        new("SubjectKind", Text), new("Subject", Text), new("Season", Int), new("State", Text), new("Tier", Text), new("Level", Text),
        new("IsOpen", Bool), new("ForRegion", Bool), new("Overdue", Bool), new("Sequence", Int), new("RaisedOn", Long), new("ClosedOn", Long), new("DueOn", Long),
        new("NextOn", Long), new("Section", Text), new("StandDownProposed", Bool), new("QueueOn", Long), new("Seq", Long), new("KeptFromProvider", Bool), new("Content", Bytes));

    public static readonly Table Outbox = new(
        "Outbox", OnConflict.Ignore, new("TenantId", Text, true), new("Case", Text, true), new("Sequence", Int, true), new("HappenedOn", Long));

    /// <summary>The members of a notice that is new; all others are null.</summary>
    public static readonly Table Notices = new(
        "Notices", OnConflict.Ignore, new("TenantId", Text, true), new("Id", Text, true), new("Case", Text), new("Sequence", Int), new("Event", Text),
        new("Roles", Text), new("Instead", Text), new("Side", Text), new("Channel", Text), new("Recipient", Text), new("Urgent", Bool),
        new("State", Text), new("Why", Text), new("CreatedOn", Long), new("DueOn", Long), new("Attempts", Int), new("Replayed", Bool));

    public static readonly Table AccessLog = new(
        "AccessLog", OnConflict.Ignore, new("TenantId", Text, true), new("ReadOn", Long, true), new("Id", Text, true), new("UserId", Text), new("Role", Text),
        new("RegionId", Text), new("Method", Text), new("Address", Text), new("Provider", Text), new("Cases", Text), new("ShareId", Text));

    public static readonly Table Idempotency = new(
        "Idempotency", OnConflict.Fail, new("TenantId", Text, true), new("Key", Text, true), new("BodyHash", Bytes), new("Status", Int),
        new("Answer", Bytes), new("ExpiresOn", Long));

    public static readonly Table Heads = new(
        "TenantHeads", OnConflict.Replace, new("TenantId", Text, true), new("RegionId", Text), new("Seq", Long), new("KnownOn", Long), new("Hash", Bytes),
        new("Format", Int), new("Outages", Text));

    public string Name => name;

    public IReadOnlyList<Column> Columns => columns;

    /// <summary>One row a call, prepared once.</summary>
    public string RowStatement { get; } =
        $"INSERT INTO \"{name}\" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))}){Conflict(onConflict, columns)}";

    /// <summary>All rows a call, a parameter a column.</summary>
    public string ArrayStatement { get; } =
        $"INSERT INTO \"{name}\" ({Names(columns)}) SELECT * FROM unnest({string.Join(", ", columns.Select((_, i) => $"@p{i}"))}){Conflict(onConflict, columns)}";

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private static string Conflict(OnConflict onConflict, Column[] columns) => onConflict switch
    {
        OnConflict.Fail => "",
        OnConflict.Ignore => " ON CONFLICT DO NOTHING",
        _ => $" ON CONFLICT ({Names(columns.Where(c => c.IsKey))}) DO UPDATE SET " +
            string.Join(", ", columns.Where(c => !c.IsKey).Select(c => $"\"{c.Name}\" = excluded.\"{c.Name}\"")),
    };
}
