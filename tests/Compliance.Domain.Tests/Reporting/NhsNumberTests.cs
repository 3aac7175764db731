using Compliance.Domain.Reporting;

namespace Compliance.Domain.Tests.Reporting;

public sealed class NhsNumberTests
{
    [Theory]
    [InlineData("9434765919", true)]
    [InlineData("943 476 5919", true)]
    [InlineData("943-476-5919.", true)]
    [InlineData("943\u00a0476\u00a05919", true)]
    [InlineData("943\u2011476\u20115919", true)]
    [InlineData("Ring 01632 960000, then 9434765919", true)]
    [InlineData("9434765918", false)]
    [InlineData("943476591", false)]
    [InlineData("943,476,5919", false)]
    [InlineData("0000000000", false)]
    [InlineData("1111111111", false)]
    [InlineData("4 of 40 staff", false)]
    [InlineData("", false)]
    public void Ten_digits_with_a_valid_check_digit_are_found(string text, bool found) => Assert.Equal(found, NhsNumber.IsIn(text));
}
