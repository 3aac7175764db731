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

        if (node is YamlText text
            && DateTime.TryParseExact(text.Text, _times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return text.Text.Length == DateAlone.Length ? time + _nine : time;
        }

        fields.Break(node, $"`{key}` is a date, or a date and local time; write it as 2026-11-18 or 2026-11-18T09:00");
        return default;
    }
}
