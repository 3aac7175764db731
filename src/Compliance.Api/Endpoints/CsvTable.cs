using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Compliance.Api.Endpoints;

/// <summary>A view as a sheet: UTF-8 without a mark, lines and quotes as RFC 4180 has them.</summary>
/// <param name="Headers">Named as in the JSON of the same view.</param>
/// <param name="Rows">One value a header. Nothing stays empty; words of a fixed set, instants and dates are written as in JSON.</param>
public sealed record CsvTable(IReadOnlyList<string> Headers, IEnumerable<object?[]> Rows)
{
    // Spreadsheets take what begins like this for a formula, and run it.
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    private static readonly CsvConfiguration _format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        using (var csv = new CsvWriter(text, _format))
        {
            WriteRow(csv, Headers);
            foreach (var row in Rows)
            {
                WriteRow(csv, row);
            }
        }

        return bytes.ToArray();
    }

    private static void WriteRow(CsvWriter csv, IEnumerable<object?> cells)
    {
        foreach (var cell in cells)
        {
            if (cell is string { Length: > 0 } text && Formula.Contains(text[0], StringComparison.Ordinal))
            {
                csv.WriteField("'" + text, shouldQuote: true);
            }
            else
            {
                csv.WriteField(TextOf(cell));
            }
        }

        csv.NextRecord();
    }

    private static string? TextOf(object? cell) => cell switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        Enum word => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString()),
        DateTime on => InstantConverter.TextOf(on),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };
}
