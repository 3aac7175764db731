using System.Globalization;
using Compliance.Api.Endpoints;

namespace Compliance.Api.Reports;

/// <summary>A place in a list of reports: the entry of the last one seen.</summary>
internal static class ReportCursor
{
    public static Cursor After(ReportResponse report) => Cursor.Of(report.Seq.ToString(CultureInfo.InvariantCulture));

    public static bool IsOne(string? text) => text is null || TryRead(text, out _);

    /// <summary>The entry before which to go on; beyond every entry for no cursor.</summary>
    public static long Before(string? text) => TryRead(text, out var seq) ? seq : long.MaxValue;

    private static bool TryRead(string? text, out long seq)
    {
        seq = 0;
        return Cursor.TryRead(text, 1, out var cursor) && long.TryParse(cursor.Parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out seq);
    }
}
