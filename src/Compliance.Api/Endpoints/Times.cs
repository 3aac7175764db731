using System.Globalization;
using System.Text.RegularExpressions;

namespace Compliance.Api.Endpoints;

/// <summary>Dates and instants as parameters of addresses.</summary>
internal static partial class Times
{
    public const string DateMend = "Give a date such as 2026-11-18, or leave it out.";
    public const string InstantMend = "Give an instant with its offset, such as 2026-11-18T09:10:00Z, or leave it out.";

    public static bool IsDate(string? text) => text is null || DateOf(text) is not null;

    public static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1900 and < 9000 ? date : null;

    public static bool IsInstant(string? text) => text is null || InstantOf(text) is not null;

    /// <summary>The instant in UTC. Without an offset it would be anybody's guess which hour is meant.</summary>
    public static DateTime? InstantOf(string? text) =>
        text is not null && Instant().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on.UtcDateTime : null;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Instant();
}
