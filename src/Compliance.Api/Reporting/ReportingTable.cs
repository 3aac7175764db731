using Compliance.Api.Endpoints;

namespace Compliance.Api.Reporting;

/// <summary>Completeness and debt as one sheet, so that one filter on its first column gives each list.</summary>
internal static class ReportingTable
{
    private static readonly string[] _headers = ["part", "key", "section", .. CountsResponse.Headers, "owing", "owedSince", "workingDaysSilent"];

    public static CsvTable Of(GetReportingResponse reporting) => new(
        _headers,
        [
            Row("total", reporting.Authority, null, reporting.Total, reporting.Debt.Owing),
            .. Measures(reporting),
            .. reporting.Weeks.Select(w => Row("week", w.From, null, w, null)),
            .. Providers(reporting),
        ]);

    // Who owes something may have owed nothing between the dates asked for, and the other way round.
    private static IEnumerable<object?[]> Measures(GetReportingResponse reporting)
    {
        var (counts, owed) = (reporting.Measures.ToDictionary(m => m.Measure), reporting.Debt.Measures.ToDictionary(m => m.Measure));
        return counts.Keys.Union(owed.Keys).Select(key => Row(
            "measure", key, counts.GetValueOrDefault(key)?.Section ?? owed.GetValueOrDefault(key)?.Section,
            counts.GetValueOrDefault(key), owed.GetValueOrDefault(key)?.Providers ?? 0));
    }

    private static IEnumerable<object?[]> Providers(GetReportingResponse reporting)
    {
        var counts = (reporting.Providers ?? []).ToDictionary(p => p.Provider);
        var owing = (reporting.Debt.Providers ?? []).ToDictionary(p => p.Provider);
        return counts.Keys.Union(owing.Keys).Order(StringComparer.Ordinal).Select(key =>
        {
            var owes = owing.GetValueOrDefault(key);
            return Row("provider", key, null, counts.GetValueOrDefault(key), owes?.Measures.Count ?? 0, owes?.Since, owes?.WorkingDaysSilent);
        });
    }

    private static object?[] Row(
        string part, object key, string? section, CountsResponse? counts, int? owing, DateTime? since = null, int? workingDays = null) =>
        [part, key, section, .. counts?.Cells ?? new object?[CountsResponse.Headers.Count], owing, since, workingDays];
}
