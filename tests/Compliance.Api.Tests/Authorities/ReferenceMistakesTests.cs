namespace Compliance.Api.Tests.Authorities;

public sealed class ReferenceMistakesTests : IDisposable
{
    private const string Authorities = "reference/authorities.json";
    private const string Doncaster = """{ "slug": "doncaster", "name": "Doncaster", "region": "yorkshire-and-the-humber", "codes": [ { "code": "E08000017" } ] }""";

    private readonly ReferenceFolder _folder = new();

    [Fact]
    public void A_faultless_copy_is_read() => Assert.Equal(154, _folder.Read().Authorities.Count);

    [Theory]
    [InlineData("\"slug\": \"doncaster\"", "\"slug\": \"Doncaster\"",
        "reference/authorities.json, Doncaster: a key is lower-case letters and digits, in words joined by single hyphens")]
    [InlineData("\"slug\": \"doncaster\"", "\"slug\": \"york\"",
        "reference/authorities.json, york: this key stands twice; remove or rename one")]
    [InlineData("[ { \"code\": \"E08000017\" } ]", "[ ]",
        "reference/authorities.json, doncaster: has no ONS code; give at least one")]
    [InlineData("\"E08000017\"", "\"E0800017\"",
        "reference/authorities.json, doncaster: `E0800017` is not an ONS code: a letter of E, N, S, W and eight digits")]
    [InlineData("\"E08000017\"", "\"E08000018\"",
        "reference/authorities.json, rotherham: `E08000018` already belongs to `doncaster` on some of these days")]
    [InlineData("{ \"code\": \"E08000017\" }", "{ \"code\": \"E08000017\", \"validFrom\": \"2025-01-02\", \"validTo\": \"2025-01-01\" }",
        "reference/authorities.json, doncaster: `E08000017` ends before it begins")]
    [InlineData("[ { \"code\": \"E08000017\" } ]", "[ { \"code\": \"E08000017\", \"validTo\": \"2025-01-01\" }, { \"code\": \"E08000099\", \"validFrom\": \"2025-01-03\" } ]",
        "reference/authorities.json, doncaster: `E08000099` must begin on the day after `E08000017` ends")]
    [InlineData("[ { \"code\": \"E08000017\" } ]", "[ { \"code\": \"E08000017\" } ], \"successors\": [ \"york\" ]",
        "reference/authorities.json, doncaster: has successors but has not ended; give its last code a validTo")]
    [InlineData("[ { \"code\": \"E08000017\" } ]", "[ { \"code\": \"E08000017\", \"validTo\": \"2030-01-01\" } ], \"successors\": [ \"yorc\" ]",
        "reference/authorities.json, doncaster: unknown successor `yorc`; add it, or mend its spelling")]
    public void A_mistake_in_an_authority_is_named_with_its_mend(string old, string with, string expected)
    {
        var spoiled = Doncaster.Replace(old, with, StringComparison.Ordinal);

        Assert.Equal([expected], _folder.Replace(Authorities, Doncaster, spoiled).Mistakes());
    }

    [Theory]
    [InlineData("\"name\": \"Doncaster\"", "\"nmae\": \"Doncaster\"", "nmae")]
    [InlineData("\"name\": \"Doncaster\", ", "", "name")]
    [InlineData("\"name\": \"Doncaster\"", "\"name\": null", "name")]
    [InlineData("\"codes\": [ { \"code\": \"E08000017\" } ]", "\"codes\": [ { \"code\": \"E08000017\", \"validTo\": \"2025-02-30\" } ]", "$.codes[0].validTo")]
    public void An_entry_that_cannot_be_read_is_named_by_its_number(string old, string with, string fault)
    {
        var spoiled = Doncaster.Replace(old, with, StringComparison.Ordinal);

        var mistake = Assert.Single(_folder.Replace(Authorities, Doncaster, spoiled).Mistakes());

        Assert.StartsWith("reference/authorities.json, authorities, entry 37: ", mistake, StringComparison.Ordinal);
        Assert.Contains(fault, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_region_nation_or_calendar_is_answered_with_those_known()
    {
        var mistakes = _folder
            .Replace(Authorities, Doncaster, Doncaster.Replace("yorkshire-and-the-humber", "yorkshire", StringComparison.Ordinal))
            .Replace("reference/regions.json", "\"name\": \"London\", \"nation\": \"england\"", "\"name\": \"London\", \"nation\": \"englnd\"")
            .Replace("reference/nations.json", "\"calendar\": \"scotland\"", "\"calendar\": \"scottish\"")
            .Mistakes();

        Assert.Equal(
            [
                "reference/nations.json, scotland: unknown calendar `scottish`; known are england-and-wales, northern-ireland, scotland",
                "reference/regions.json, london: unknown nation `englnd`; known are england, scotland, wales, northern-ireland",
                "reference/authorities.json, doncaster: unknown region `yorkshire`; known are north-east, north-west, "
                    + "yorkshire-and-the-humber, east-midlands, west-midlands, east-of-england, london, south-east, south-west",
            ],
            mistakes);
    }

    [Theory]
    [InlineData("\"date\": \"2026-12-28\"", "\"date\": \"2026-12-26\"", "2026-12-26: falls on a Saturday; give its substitute day")]
    [InlineData("\"date\": \"2026-12-28\"", "\"date\": \"2026-12-25\"", "2026-12-25: dates stand once each, in order")]
    [InlineData("\"lastYear\": 2029", "\"lastYear\": 2030", "2030: has no bank holidays; add them, or let the calendar end earlier")]
    [InlineData("\"calendar\": \"scotland\"", "\"calendar\": \"scottish\"", "calendar: calls itself `scottish`; the file's name says `scotland`")]
    [InlineData("Europe/London", "Europe/Glasgow", "zone: name a time zone that this machine knows, such as Europe/London")]
    public void A_mistake_in_a_calendar_is_named_with_its_mend(string old, string with, string expected) =>
        Assert.Equal([$"calendars/scotland.json, {expected}"], _folder.Replace("calendars/scotland.json", old, with).Mistakes());

    [Fact]
    public void Holidays_outside_the_years_of_their_calendar_are_named()
    {
        var mistakes = _folder.Replace("calendars/scotland.json", "\"firstYear\": 2021", "\"firstYear\": 2022").Mistakes();

        Assert.Contains("calendars/scotland.json, 2021-01-01: lies outside the years 2022 to 2029", mistakes);
    }

    [Fact]
    public void Every_file_is_read_even_when_others_cannot_be()
    {
        var mistakes = _folder
            .Delete("reference/service-types.json")
            .Write("reference/nations.json", "{\n  \"nations\": [\n    oops\n  ]\n}")
            .Write("reference/regions.json", "{ \"regions\": {} }")
            .Replace("calendars/scotland.json", "\"zone\"", "\"zones\"")
            .Mistakes();

        Assert.Equal(5, mistakes.Count);
        Assert.Equal("calendars/scotland.json: `zone` is missing at the top", mistakes[0]);
        Assert.StartsWith("calendars/scotland.json: `zones` is not known at the top", mistakes[1], StringComparison.Ordinal);
        Assert.StartsWith("reference/nations.json, line 3: not valid JSON", mistakes[2], StringComparison.Ordinal);
        Assert.Equal("reference/regions.json, regions: this must be a list", mistakes[3]);
        Assert.Equal("reference/service-types.json: the file is missing", mistakes[4]);
    }

    public void Dispose() => _folder.Dispose();
}
