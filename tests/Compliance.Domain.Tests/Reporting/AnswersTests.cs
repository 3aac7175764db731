using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using Compliance.Domain.Tests.Intake;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Reporting;

public sealed class AnswersTests
{
    [Theory]
    [InlineData(MeasureKind.Count, "0", 0L)]
    [InlineData(MeasureKind.Count, "40.0", 40L)]
    [InlineData(MeasureKind.Count, "1000000000", 1_000_000_000L)]
    [InlineData(MeasureKind.Count, "1000000001", null)]
    [InlineData(MeasureKind.Count, "-1", null)]
    [InlineData(MeasureKind.Count, "1.5", null)]
    [InlineData(MeasureKind.Number, "2.125", 2125L)]
    [InlineData(MeasureKind.Number, "2.1255", null)]
    [InlineData(MeasureKind.Number, "1000000", 1_000_000_000L)]
    [InlineData(MeasureKind.Number, "1000000.001", null)]
    [InlineData(MeasureKind.Money, "100000000000", 100_000_000_000L)]
    [InlineData(MeasureKind.Money, "0.5", null)]
    [InlineData(MeasureKind.YesNo, "1", null)]
    public void Numbers_are_taken_within_their_kind(MeasureKind kind, string given, long? expected)
    {
        var number = new GivenValue(decimal.Parse(given, CultureInfo.InvariantCulture), null);

        Expect(expected, Answers.Of(new GivenReading("m", number), Small.Measure("m", Cadence.Week, 8, kind)));
    }

    [Theory]
    [InlineData(MeasureKind.YesNo, "yes", 1L)]
    [InlineData(MeasureKind.YesNo, "no", 0L)]
    [InlineData(MeasureKind.YesNo, "Yes", null)]
    [InlineData(MeasureKind.Choice, "some", 0L)]
    [InlineData(MeasureKind.Choice, "more", null)]
    [InlineData(MeasureKind.Date, "2026-11-18", 739937L)]
    [InlineData(MeasureKind.Date, "18/11/2026", null)]
    [InlineData(MeasureKind.Date, "2026-02-29", null)]
    [InlineData(MeasureKind.Count, "4", null)]
    public void Words_are_taken_as_they_are_spelt(MeasureKind kind, string given, long? expected) =>
        Expect(expected, Answers.Of(new GivenReading("m", new GivenValue(null, given)), Small.Measure("m", Cadence.Week, 8, kind)));

    [Theory]
    [InlineData(11, 40, true)]
    [InlineData(40, 40, true)]
    [InlineData(41, 40, false)]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, true)]
    public void The_part_is_never_more_than_the_whole(int numerator, int denominator, bool accepted)
    {
        var (answer, mend) = Answers.Of(
            new GivenReading("m", Numerator: numerator, Denominator: denominator), Small.Measure("m", Cadence.Week, 8, MeasureKind.Percentage));

        Assert.Equal(accepted, mend is null);
        Assert.Equal(accepted && denominator > 0, answer.ToInterval() != Interval.Unknown);
    }

    [Fact]
    public void Exactly_one_way_of_answering_is_taken()
    {
        var measure = Small.Measure("m", Cadence.Week, 8);

        Assert.NotNull(Answers.Of(new GivenReading("m"), measure).Mend);
        Assert.NotNull(Answers.Of(new GivenReading("m", new GivenValue(1, null), Unknown: true), measure).Mend);
        Assert.Equal(Answer.Unknown, Answers.Of(new GivenReading("m", Unknown: true), measure).Answer);
        Assert.Equal(Answer.NotApplicable, Answers.Of(new GivenReading("m", NotApplicable: true), measure).Answer);
    }

    private static void Expect(long? value, (Answer Answer, string? Mend) got)
    {
        Assert.Equal(value is null, got.Mend is not null);
        Assert.Equal(value ?? 0, got.Answer.Value);
    }
}
