using System.Text;
using Compliance.Api.Endpoints;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Tests.Endpoints;

public sealed class CsvTableTests
{
    [Fact]
    public void Lines_and_quotes_are_those_of_the_standard_and_there_is_no_mark_in_front()
    {
        var bytes = new CsvTable(["name", "note"], [["Elm, House", "says \"yes\""], ["two\r\nlines", null], ["Café", ""]]).ToBytes();

        Assert.Equal((byte)'n', bytes[0]);
        Assert.Equal("name,note\r\n\"Elm, House\",\"says \"\"yes\"\"\"\r\n\"two\r\nlines\",\r\nCafé,\r\n", Encoding.UTF8.GetString(bytes));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+44 1632 960000", "\"'+44 1632 960000\"")]
    [InlineData("-5", "\"'-5\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("'=1", "'=1")]
    public void Text_that_a_spreadsheet_would_run_is_kept_as_text(string cell, string written) => Assert.Equal(written, Written(cell));

    [Fact]
    public void Numbers_stay_numbers_and_words_are_those_of_the_json()
    {
        Assert.Equal(["-5", "-0.5", "99.9", "true"], [Written(-5), Written(-0.5m), Written(99.9m), Written(true)]);
        Assert.Equal("not-applicable", Written(ItemStatus.NotApplicable));
        Assert.Equal("2026-11-18T09:12:04Z", Written(new DateTime(2026, 11, 18, 9, 12, 4, DateTimeKind.Utc)));
        Assert.Equal("2026-11-18T09:12:04.250Z", Written(new DateTime(2026, 11, 18, 9, 12, 4, 250, DateTimeKind.Utc)));
        Assert.Equal("2026-11-18", Written(new DateOnly(2026, 11, 18)));
        Assert.Equal("", Written(null));
    }

    private static string Written(object? cell) => Encoding.UTF8.GetString(new CsvTable(["h"], [[cell]]).ToBytes())[3..^2];
}
