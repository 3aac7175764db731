using System.Globalization;
using Compliance.Api.Yaml;

namespace Compliance.Api.Checklists;

/// <summary>Reads the local times of a test. A date alone means nine in the morning.</summary>
internal static class TestTimes
{
    public const string DateAlone = "yyyy-MM-dd";

    private static readonly string[] _times = [DateAlone, "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly TimeSpan _nine = TimeSpan.FromHours(9);

    public static DateTime Read(Fields fields, string key)
    {
        if (fields.Required(key) is not { } node)
        {
            return default;
        }

        // No calendar reaches further, and a deadline counted from the end of time would come after it.
        if (node is YamlText text
            && DateTime.TryParseExact(text.Text, _times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Year is >= 2000 and <= 2099)
        {
            return text.Text.Length == DateAlone.Length ? time + _nine : time;
        }

        fields.Break(node, $"`{key}` is a date, or a date and local time from 2000 to 2099; write it as 2026-11-18 or 2026-11-18T09:00");
        return default;
    }
}
