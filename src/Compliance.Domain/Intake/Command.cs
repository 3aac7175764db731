using Compliance.Domain.Calendars;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Intake;

/// <summary>Something a caller asks of one tenant's journal.</summary>
/// <param name="Who">Who asks, and as what.</param>
public abstract record Command(string Who)
{
    /// <summary>Subjects it needs loaded beside the authority; null means all.</summary>
    public virtual IReadOnlyList<string>? Subjects => [];

    /// <summary>Escalations it needs loaded by id.</summary>
    public virtual IReadOnlyList<string> Escalations => [];
}

/// <summary>Report for a provider or, as subject <c>@</c>, for the authority itself.</summary>
/// <param name="OnBehalf">Whether the authority enters it for a provider.</param>
/// <param name="Seen">For the status of one item: what the caller saw; null when it need not have seen anything.</param>
public sealed record SubmitReport(string Who, string Subject, GivenReport Report, bool OnBehalf = false, SeenStatus? Seen = null) : Command(Who)
{
    public override IReadOnlyList<string> Subjects => [Subject];
}

/// <summary>Which status of an item a caller saw.</summary>
/// <param name="Seq">The entry that gave it, 0 if none did; null when the caller did not say.</param>
public sealed record SeenStatus(long? Seq);

/// <summary>Put a provider on the register (no revision known) or change its entry (the revision the caller saw).</summary>
public sealed record SetProvider(string Who, ProviderSet Provider, int? Seen) : Command(Who)
{
    public override IReadOnlyList<string> Subjects => [Provider.Key];
}

/// <summary>Adopt a checklist for a season, or change the plan.</summary>
/// <param name="Seen">The revision the caller saw; null when it means to make a new plan.</param>
public sealed record SetPlan(
    string Who, Checklist Checklist, int Season, DateOnly From, DateOnly To, IReadOnlyList<Override> Overrides, int? Seen) : Command(Who)
{
    public override IReadOnlyList<string>? Subjects => null;
}

/// <summary>Act on an escalation.</summary>
/// <param name="Seen">The sequence the caller saw.</param>
/// <param name="Confirm">Members whose text is meant although it seems to hold an NHS number.</param>
public sealed record ActOnCase(
    string Who, ActingAs Role, string Escalation, string Subject, Act Act, int? Seen, IReadOnlyList<string>? Confirm = null) : Command(Who)
{
    public override IReadOnlyList<string> Subjects => [Subject];

    public override IReadOnlyList<string> Escalations => [Escalation];
}

/// <summary>Raise a case that no trigger has.</summary>
/// <param name="Ladder">Key of one of the plans' ladders; null for the one that they use for such a case.</param>
/// <param name="Confirm">Members whose text is meant although it seems to hold an NHS number.</param>
/// <param name="Audience">Whether the provider that it is about sees it; null: if the authority raises it.</param>
public sealed record RaiseCase(
    string Who,
    ActingAs Role,
    string Subject,
    string Title,
    string Reason,
    TriggerLevel Level,
    Tier Tier,
    string? Ladder = null,
    string? Section = null,
    IReadOnlyList<Attachment>? Attachments = null,
    IReadOnlyList<string>? Confirm = null,
    Audience? Audience = null) : Command(Who)
{
    public override IReadOnlyList<string> Subjects => [Subject];
}

/// <summary>Let time pass: apply what is due.</summary>
public sealed record LetTimePass() : Command(Cases.System);

/// <summary>Note that this service did not run for a time; nothing is noted twice, and nothing for a tenant without a plan.</summary>
/// <param name="Least">What is not known of it yet must be longer than this: of two processes that find the same outage, one comes a moment later.</param>
public sealed record NoteOutage(Outage Outage, TimeSpan Least) : Command(Cases.System)
{
    public override IReadOnlyList<string>? Subjects => null;
}

/// <summary>A report as a caller gave it.</summary>
/// <param name="AsAt">When it was true; null means when it is received or, for a correction, as the report it corrects.</param>
/// <param name="Corrects">Id of the report corrected.</param>
/// <param name="Confirm">Measures whose implausible value is meant, and items whose note is meant.</param>
/// <param name="Until">Last day of an excuse; null means that it lasts a week.</param>
/// <param name="Reason">Why a provider is excused.</param>
public sealed record GivenReport(
    ReportKind Kind,
    DateTime? AsAt,
    IReadOnlyList<GivenReading> Readings,
    IReadOnlyList<StatusAnswer> Statuses,
    string? Corrects,
    IReadOnlyList<string> Confirm,
    string? ToldBy,
    DateOnly? Until = null,
    string? Reason = null);

/// <summary>One answer as given: a value, or numerator and denominator, or unknown, or not applicable, or unchanged.</summary>
public sealed record GivenReading(
    string Measure,
    GivenValue? Value = null,
    decimal? Numerator = null,
    decimal? Denominator = null,
    bool Unknown = false,
    bool NotApplicable = false,
    bool Unchanged = false);

/// <summary>A value as given: exactly one of the two is set.</summary>
public sealed record GivenValue(decimal? Number, string? Text);
