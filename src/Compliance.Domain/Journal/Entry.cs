using System.Text.Json.Serialization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Journal;

/// <summary>One entry of a tenant's log.</summary>
/// <param name="Seq">Counts up by one within the tenant, across seasons.</param>
/// <param name="KnownOn">When it became known; never runs backwards within a tenant.</param>
/// <param name="Subject">The provider it is about; <c>@</c> for the authority.</param>
/// <param name="Who">Who did it and as what, for instance <c>authority-lead:4f2a</c>; <c>system</c> for the clock.</param>
public sealed record Entry(long Seq, DateTime KnownOn, int Season, string Subject, string Who, EntryContent Content)
{
    /// <summary>The address of an entry within its tenant: season and number.</summary>
    public string Id => IdOf(Season, Seq);

    public static string IdOf(int season, long seq) => FormattableString.Invariant($"{season}-{seq}");

    public static bool TryParseId(string id, out int season, out long seq)
    {
        seq = 0;
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return int.TryParse(dash < 0 ? id : id[..dash], System.Globalization.NumberStyles.None, null, out season)
            && dash > 0 && long.TryParse(id[(dash + 1)..], System.Globalization.NumberStyles.None, null, out seq);
    }
}

/// <summary>What an entry says. Written once in canonical form and never changed.</summary>
[JsonDerivedType(typeof(PlanSet), "plan")]
[JsonDerivedType(typeof(ProviderSet), "provider")]
[JsonDerivedType(typeof(ReportReceived), "report")]
[JsonDerivedType(typeof(Ticked), "tick")]
[JsonDerivedType(typeof(Acted), "escalation")]
[JsonDerivedType(typeof(OutageNoted), "outage")]
[JsonDerivedType(typeof(CaseRaised), "case")]
public abstract record EntryContent
{
    /// <summary>The kind as it is written in the journal.</summary>
    [JsonIgnore]
    public string Kind => this switch
    {
        PlanSet => "plan",
        ProviderSet => "provider",
        ReportReceived => "report",
        Ticked => "tick",
        Acted => "escalation",
        OutageNoted => "outage",
        CaseRaised => "case",
        _ => throw new InvalidOperationException($"{GetType().Name} has no kind."),
    };
}

/// <summary>A checklist was adopted, or a plan's dates or thresholds changed. Holds the whole plan as it is from now on.</summary>
/// <param name="AdoptedOn">The day on which it was first adopted.</param>
/// <param name="Since">For measures and items that a later version of the checklist added: the day on which the plan took them on; null when there are none.</param>
/// <param name="Hash">Lower-case hexadecimal SHA-256 of the checklist's canonical content.</param>
public sealed record PlanSet(
    string Checklist, int Version, int Season, DateOnly From, DateOnly To, string Hash, IReadOnlyList<Override> Overrides, int Revision, DateOnly AdoptedOn,
    IReadOnlyDictionary<string, DateOnly>? Since = null) : EntryContent;

/// <summary>A provider was put on the register, or its entry changed. Holds the whole register entry as it is from now on.</summary>
/// <param name="Host">The authority to which a service on several registers reports; null when it reports here.</param>
/// <param name="Closures">Days on which it is closed as planned, the earliest first; null when there are none.</param>
public sealed record ProviderSet(
    string Key,
    string Name,
    string ServiceType,
    string? Organisation,
    string? ServiceId,
    string? CqcId,
    string? OdsId,
    DateOnly Joined,
    DateOnly? Left,
    int Revision,
    string? Host = null,
    IReadOnlyList<Closure>? Closures = null) : EntryContent;

/// <summary>A report was received.</summary>
/// <param name="Corrects">Number of the entry it corrects; null unless a correction.</param>
/// <param name="Confirmed">Measures whose implausible value was said to be meant.</param>
/// <param name="ToldBy">Who told it, when the authority entered it for a provider.</param>
/// <param name="Renewed">Measures whose last answer was said to be unchanged; null when none was.</param>
/// <param name="ExcusedTo">Last day of an excuse, which begins on the local date of <paramref name="AsAt"/>; null for all else.</param>
/// <param name="Reason">Why it was excused.</param>
public sealed record ReportReceived(
    ReportKind Report,
    DateTime AsAt,
    IReadOnlyList<Reading> Readings,
    IReadOnlyList<StatusAnswer> Statuses,
    long? Corrects,
    IReadOnlyList<string> Confirmed,
    string? ToldBy,
    IReadOnlyList<string>? Renewed = null,
    DateOnly? ExcusedTo = null,
    string? Reason = null) : EntryContent;

/// <summary>Time passed and changed something: answers fell due or went stale, silence or a deadline was reached.</summary>
public sealed record Ticked(IReadOnlyList<string> Subjects, IReadOnlyList<string> Escalations) : EntryContent;

/// <summary>A person acted on an escalation.</summary>
public sealed record Acted(string Escalation, Act Act) : EntryContent;

/// <summary>A person raised a case that no trigger did.</summary>
/// <param name="Tier">Where it starts.</param>
/// <param name="Ladder">The plan's ladder as it was, whole.</param>
/// <param name="By">On which side whoever raised it stands.</param>
/// <param name="Section">Section of a checklist that it belongs to; null for none.</param>
/// <param name="KeptFromProvider">True where the provider that it is about is not to see it; else null.</param>
public sealed record CaseRaised(
    string Title, string Reason, TriggerLevel Level, Tier Tier, Ladder Ladder, ActingAs By, string? Section = null,
    IReadOnlyList<Attachment>? Attachments = null, bool? KeptFromProvider = null) : EntryContent;

/// <summary>This service did not run for a time, which is held against nobody.</summary>
/// <param name="From">When it was last known to run.</param>
/// <param name="To">When it was found to run again.</param>
public sealed record OutageNoted(DateTime From, DateTime To) : EntryContent;
