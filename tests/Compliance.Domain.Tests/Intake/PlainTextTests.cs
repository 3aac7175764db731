using Compliance.Domain.Intake;

namespace Compliance.Domain.Tests.Intake;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Duty desk", true)]
    [InlineData("Ŵyn Ó’Zoë – “nights”", true)]
    [InlineData("دائرة", true)]
    [InlineData("12345678901234567890", true)]
    [InlineData("123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("Duty\ndesk", false)]
    [InlineData("Duty\rdesk", false)]
    [InlineData("Duty\u2028desk", false)]
    [InlineData("Duty\u2029desk", false)]
    [InlineData("Duty\u0085desk", false)]
    [InlineData("\u202Eksed ytuD", false)]
    [InlineData("Duty\u202A", false)]
    [InlineData("Duty\u2066desk\u2069", false)]
    [InlineData("Duty\u200Fdesk", false)]
    [InlineData("Duty\u061Cdesk", false)]
    [InlineData("Duty\u2065\u206A", true)]
    [InlineData("Duty\u2027desk", true)]
    [InlineData("Duty\u202Fdesk", true)]
    public void One_line_reads_as_it_was_written(string text, bool taken) => Assert.Equal(taken, PlainText.IsLine(text, 20));

    [Theory]
    [InlineData("First\nsecond\tthird", true)]
    [InlineData("First\u202Esecond", false)]
    public void Several_lines_may_be_parted_but_not_turned_round(string text, bool plain) => Assert.Equal(plain, PlainText.IsPlain(text));
}
