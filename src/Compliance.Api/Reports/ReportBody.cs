using System.Text.Json;
using Compliance.Api.Endpoints;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using FluentValidation;

namespace Compliance.Api.Reports;

/// <summary>A report: answers to measures, and statuses of items. One answer is enough.</summary>
public record ReportBody
{
    /// <summary>
    /// What is due; news between reports; a correction of an earlier report; no change, which lets the last answers stand as far as
    /// they may; nil, when there is nobody cared for and nobody employed; or excused, which only the authority grants.
    /// </summary>
    public ReportKind Kind { get; init; }

    /// <summary>When the answers were true; the time of receipt if left out. Never later than that, and at most 92 days before. Left out in a correction.</summary>
    public DateTime? AsAt { get; init; }

    /// <summary>Statuses of items, each item once.</summary>
    public IReadOnlyList<StatusBody> Statuses { get; init; } = [];

    /// <summary>Answers to measures, each measure once.</summary>
    public IReadOnlyList<ReadingBody> Readings { get; init; } = [];

    /// <summary>For a correction: the id of the report it corrects. It replaces only the answers it repeats.</summary>
    public string? Corrects { get; init; }

    /// <summary>Measures whose implausible value is meant, and items whose note is meant.</summary>
    public IReadOnlyList<string> Confirm { get; init; } = [];

    /// <summary>Who told it, when the authority enters it for a provider: a role, not a name.</summary>
    public string? ToldBy { get; init; }

    /// <summary>For an excuse: its last day, at most 31 days on; a week if left out. It begins with <c>asAt</c>, at most 14 days ago.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>For an excuse: why.</summary>
    public string? Reason { get; init; }

    /// <param name="side">The writer's own.</param>
    internal GivenReport ToReport(Audience side) => new(
        Kind, AsAt, [.. Readings.Select(r => r.ToReading())], [.. Statuses.Select(s => s.ToStatus(side))], Corrects, Confirm, ToldBy, Until, Reason);
}

/// <summary>An answer to one measure: exactly one of value, numerator with denominator, unknown, notApplicable and unchanged.</summary>
public sealed record ReadingBody
{
    /// <summary>Key of the measure, as in <c>due</c>.</summary>
    public string Measure { get; init; } = "";

    /// <summary>A whole number for a count, a number with at most three decimals, <c>yes</c> or <c>no</c>, a choice's key, a date such as <c>2026-11-18</c>, or whole pence.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Of a percentage: the part.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>Of a percentage: the whole.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>Asked, and not known.</summary>
    public bool Unknown { get; init; }

    /// <summary>The question does not fit this service.</summary>
    public bool NotApplicable { get; init; }

    /// <summary>The last answer still holds. For at most three periods running where it is to be confirmed, and never where it is asked afresh.</summary>
    public bool Unchanged { get; init; }

    internal GivenReading ToReading() => new(Measure, ToValue(), Numerator, Denominator, Unknown, NotApplicable, Unchanged);

    private GivenValue? ToValue() => Value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.Number } number => new GivenValue(NumberOf(number), null),
        { ValueKind: JsonValueKind.String } text => new GivenValue(null, text.GetString()),
        _ => new GivenValue(null, null),
    };

    // What is nearer to zero than a decimal can tell must not pass for a zero.
    private static decimal? NumberOf(JsonElement number) =>
        number.TryGetDecimal(out var value) && (value != 0 || !number.GetRawText().Split('e', 'E')[0].Any(c => c is >= '1' and <= '9')) ? value : null;
}

/// <summary>The status of one item.</summary>
public sealed record StatusBody
{
    /// <summary>Key of the item.</summary>
    public string Item { get; init; } = "";

    public ItemStatus Status { get; init; }

    /// <summary>What somebody should know about it; never about a person.</summary>
    public NoteBody? Note { get; init; }

    /// <summary>Where the evidence is: an address or a reference, at most 500 characters. Needed for <c>met</c> where the item says so.</summary>
    public string? Evidence { get; init; }

    internal StatusAnswer ToStatus(Audience side) => new(Item, Status, Note is null ? null : new Note(Note.Text, Note.Audience ?? side), Evidence);
}

/// <summary>Free text and who may read it.</summary>
public sealed record NoteBody
{
    /// <summary>At most 2,000 characters; names nobody.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who may read it; the writer's own side if left out.</summary>
    public Audience? Audience { get; init; }
}

internal sealed class ReportBodyValidator : AbstractValidator<ReportBody>
{
    private const int MostAnswers = 200;

    public ReportBodyValidator()
    {
        RuleFor(b => b.Readings).Must(r => r.Count <= MostAnswers).WithMessage($"Send at most {MostAnswers} answers in one report.");
        RuleFor(b => b.Statuses).Must(s => s.Count <= MostAnswers).WithMessage($"Send at most {MostAnswers} statuses in one report.");
        RuleFor(b => b.Confirm).Must(c => c.Count <= MostAnswers && c.All(IsKey)).WithMessage("Name measures or items, each by its key.");
        RuleFor(b => b.ToldBy).Must(t => t is null || (t.Length <= 100 && !t.Any(char.IsControl)))
            .WithMessage("Say in at most 100 characters who told it, without line breaks.");
        RuleFor(b => b.Reason).Must(r => r is null || Texts.IsNote(r)).WithMessage(Texts.NoteMend);
        RuleFor(b => b.Corrects).Must(c => c is null || c.Length <= 32).WithMessage("Give the id as it was answered when the report was sent.");
        RuleForEach(b => b.Readings).NotNull().WithMessage("Give an answer as an object that names its measure.").ChildRules(r =>
        {
            r.RuleFor(x => x.Measure).Must(IsKey).WithMessage("Name the measure by its key, such as staff-absent.");
            r.RuleFor(x => x.Value).Must(IsReadable).WithMessage("The text holds half a character; write it in whole ones.");
        }).When(b => b.Readings.Count <= MostAnswers);
        RuleForEach(b => b.Statuses).NotNull().WithMessage("Give a status as an object that names its item.").ChildRules(s =>
        {
            s.RuleFor(x => x.Item).Must(IsKey).WithMessage("Name the item by its key, such as ppe-stock.");
            s.RuleFor(x => x.Note!.Text).Must(Texts.IsNote).When(x => x.Note is not null).WithMessage(Texts.NoteMend);
            s.RuleFor(x => x.Evidence).Must(Texts.IsReference).When(x => x.Evidence is not null).WithMessage(Texts.ReferenceMend);
        }).When(b => b.Statuses.Count <= MostAnswers);
    }

    private static bool IsKey(string? key) => key is { Length: > 0 and <= 80 } && !key.Any(char.IsControl);

    // A value's text is decoded here for the first time, and may turn out to be none.
    private static bool IsReadable(JsonElement? value)
    {
        try
        {
            _ = value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
