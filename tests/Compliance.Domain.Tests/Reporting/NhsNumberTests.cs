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
    [InlineData("943.476.5919", true)]
    [InlineData("943\u00b7476\u00b75919", true)]
    [InlineData("\uff19\uff14\uff13\uff0e\uff14\uff17\uff16\uff0e\uff15\uff19\uff11\uff19", true)]
    [InlineData("\uff19\uff14\uff13 \uff14\uff17\uff16 \uff15\uff19\uff11\uff19", true)]
    [InlineData("943\u200b476\u200b5919", true)]
    [InlineData("Rooms 943. Then 476.5919", false)]
    [InlineData("9434765918", false)]
    [InlineData("943476591", false)]
    [InlineData("943,476,5919", false)]
    [InlineData("0000000000", false)]
    [InlineData("1111111111", false)]
    [InlineData("4 of 40 staff", false)]
    [InlineData("", false)]
    public void Ten_digits_with_a_valid_check_digit_are_found(string text, bool found) => Assert.Equal(found, NhsNumber.IsIn(text));
}
