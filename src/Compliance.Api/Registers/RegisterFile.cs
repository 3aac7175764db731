using System.Globalization;
using System.Text;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using CsvHelper;
using CsvHelper.Configuration;

namespace Compliance.Api.Registers;

/// <summary>A register as a spreadsheet writes it: CSV in UTF-8 with one header row of member names, in any order.</summary>
/// <remarks>Cells are text and nothing else; one that looks like a formula is a name like any other.</remarks>
public sealed class RegisterFile
{
    public const string MediaType = "text/csv";

    public const int MostRows = 2000;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<RegisterRow> _rows = [];
    private readonly List<Fault> _faults = [];

    private IReadOnlyList<string> _columns = [];

    private RegisterFile()
    {
    }

    public IReadOnlyList<RegisterRow> Rows => _rows;

    /// <summary>The header, as far as there is one.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>What cannot be read, each fault at <c>/rows/{row}</c> or at a cell of it.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    public static RegisterFile Read(ReadOnlySpan<byte> utf8)
    {
        var file = new RegisterFile();
        try
        {
            file.ReadText(_strict.GetString(utf8).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            file._faults.Add(new Fault("", "The file is not in UTF-8; save it from the spreadsheet as “CSV UTF-8”."));
        }

        return file;
    }

    private void ReadText(string text)
    {
        var isBad = false;
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = ",",
            IgnoreBlankLines = false,
            LineBreakInQuotedFieldIsBadData = true,
            BadDataFound = _ => isBad = true,
        };
        using var parser = new CsvParser(new StringReader(text), settings);
        IReadOnlyList<string>? header = null;
        for (var row = 1; parser.Read(); row++)
        {
            isBad = false;
            var cells = (parser.Record ?? []).Select(c => c.Trim()).ToList();
            if (isBad)
            {
                Say(row, "", "This row's quotation marks do not match; write a cell that holds one as \"…\", with each inner mark doubled.");
            }
            else if (header is null)
            {
                _columns = header = cells;
                CheckHeader(header);
            }
            else if (cells.Any(c => c.Length > 0))
            {
                ReadRow(row, header, cells);
            }
        }

        CheckLength(header);
    }

    private void CheckHeader(IReadOnlyList<string> header)
    {
        foreach (var column in header.Where(c => !GivenEntry.Members.Contains(c)))
        {
            var near = Nearest.To(column.ToUpperInvariant(), GivenEntry.Members.Select(m => m.ToUpperInvariant()));
            Say(1, column, GivenEntry.Members.FirstOrDefault(m => m.Equals(near, StringComparison.OrdinalIgnoreCase)) is { } meant
                ? $"There is no column `{Nearest.Shown(column)}`; did you mean `{meant}`?"
                : $"There is no column `{Nearest.Shown(column)}`; the columns are {string.Join(", ", GivenEntry.Members)}, with commas between them.");
        }

        foreach (var column in header.GroupBy(c => c).Where(g => g.Count() > 1 && GivenEntry.Members.Contains(g.Key)).Select(g => g.Key))
        {
            Say(1, column, $"The column `{column}` stands here twice; keep one.");
        }

        if (!header.Contains(GivenEntry.KeyMember))
        {
            Say(1, "", $"The first row names the columns, and one of them is `{GivenEntry.KeyMember}`; add it.");
        }
    }

    private void ReadRow(int row, IReadOnlyList<string> header, List<string> cells)
    {
        if (cells.Count != header.Count)
        {
            Say(row, "", FormattableString.Invariant($"This row has {cells.Count} cells and the header {header.Count}; put a cell that holds a comma in quotation marks."));
            return;
        }

        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Count; i++)
        {
            given[header[i]] = cells[i];
        }

        _rows.Add(new RegisterRow(row, new GivenEntry(given)));
    }

    private void CheckLength(IReadOnlyList<string>? header)
    {
        if (header is null)
        {
            _faults.Add(new Fault("", "The file is empty; begin with a row that names the columns."));
        }
        else if (_rows.Count == 0 && _faults.Count == 0)
        {
            _faults.Add(new Fault("", "The file names no service; write one a row below the header."));
        }
        else if (_rows.Count > MostRows)
        {
            _faults.Add(new Fault("", FormattableString.Invariant($"The file has {_rows.Count} rows and may have {MostRows}; send it in parts.")));
        }
    }

    private void Say(int row, string column, string sentence) => _faults.Add(new Fault(
        FormattableString.Invariant($"/rows/{row}") + (column.Length == 0 ? "" : "/" + Nearest.Shown(column).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)),
        sentence));
}
