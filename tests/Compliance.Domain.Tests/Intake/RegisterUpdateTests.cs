using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Tests.Calendars;

namespace Compliance.Domain.Tests.Intake;

public sealed class RegisterUpdateTests
{
    private static readonly ProviderSet _elm = new(
        "elm", "Elm", "care-home", "green-care", "elm", "1-123456789", null, new DateOnly(2026, 7, 1), null, 3);

    private static readonly ReferenceData _reference = new(
        [], [], [new Authority("rotherham", "Rotherham", "north", [new DatedCode("E1", null, null)], [])],
        [new ServiceType("care-home", "Care home", true, true)], new Dictionary<string, Domain.Calendars.Calendar>(), new DateOnly(2020, 1, 1));

    [Fact]
    public void What_a_row_leaves_out_stays_and_an_empty_cell_takes_away()
    {
        var step = Assert.Single(Of([("provider", "elm"), ("organisation", "")]).Steps);

        Assert.Equal(_elm with { Organisation = null }, step.Entry);
        Assert.Equal(3, step.ToCommand("lead").Seen);
        Assert.False(step.IsUnchanged);
    }

    [Fact]
    public void A_row_that_says_what_is_known_changes_nothing() =>
        Assert.True(Assert.Single(Of([("provider", "elm"), ("name", "Elm"), ("joinedOn", "2026-07-01"), ("leftOn", "")]).Steps).IsUnchanged);

    [Fact]
    public void A_new_service_is_given_whole()
    {
        var update = Of([("provider", "oak")]);

        Assert.Equal(["/rows/2/joinedOn", "/rows/2/name", "/rows/2/serviceType"], update.Faults.Select(f => f.Pointer).Order(StringComparer.Ordinal));
        Assert.Null(Assert.Single(update.Steps).ToCommand("lead").Seen);
    }

    [Theory]
    [InlineData("joinedOn", "01/07/2026", "/rows/2/joinedOn")]
    [InlineData("joinedOn", "", "/rows/2/joinedOn")]
    [InlineData("joinedOn", "1947-12-31", "/rows/2/joinedOn")]
    [InlineData("leftOn", "2026-06-30", "/rows/2/leftOn")]
    [InlineData("name", "", "/rows/2/name")]
    [InlineData("serviceType", "hotel", "/rows/2/serviceType")]
    [InlineData("organisation", "Green Care", "/rows/2/organisation")]
    [InlineData("cqcId", "1", "/rows/2/cqcId")]
    [InlineData("odsId", "x", "/rows/2/odsId")]
    [InlineData("host", "rotheram", "/rows/2/host")]
    [InlineData("host", "doncaster", "/rows/2/host")]
    public void A_mistake_is_said_once_at_its_cell(string member, string value, string pointer) =>
        Assert.Equal(pointer, Of([("provider", "elm"), (member, value)]).Faults.Select(f => f.Pointer).Distinct().Single());

    [Fact]
    public void A_key_stands_in_one_row_only()
    {
        var fault = Assert.Single(Of([("provider", "elm")], [("provider", "elm")]).Faults);

        Assert.Equal("/rows/3/provider", fault.Pointer);
        Assert.Contains("row 2", fault.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "elm")]
    [InlineData("2026-11-18", "elm")]
    [InlineData("2026-11-17", "")]
    public void Services_that_the_file_does_not_name_are_listed_while_they_are_on_the_register(string? left, string listed)
    {
        var known = _elm with { Left = left is null ? null : London.Day(left) };

        var update = RegisterUpdate.Of([], new Dictionary<string, ProviderSet> { ["elm"] = known }, "doncaster", _reference, London.Day("2026-11-18"));

        Assert.Equal(listed, string.Join(' ', update.NotInFile));
    }

    private static RegisterUpdate Of(params (string Member, string Value)[][] rows) => RegisterUpdate.Of(
        [.. rows.Select((r, i) => new RegisterRow(i + 2, new GivenEntry(r.ToDictionary(c => c.Member, c => c.Value))))],
        new Dictionary<string, ProviderSet> { ["elm"] = _elm }, "doncaster", _reference, London.Day("2026-11-18"));
}
