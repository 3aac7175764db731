using Compliance.Api.Receipts;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Receipts;

public sealed class VerifyCommandTests(ComplianceApp app) : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_receipt_is_verified_without_the_service()
    {
        var authority = app.NewAuthority();
        var shown = (await authority.Lead.GetAsync(await authority.AbsenceAsync())).Text;

        Assert.Equal((0, $"{_file}: verified. All it says follows from its own readings.{Environment.NewLine}"), Run(shown));

        var (code, said) = Run(shown.Replace("\"after\":\"red\"", "\"after\":\"amber\"", StringComparison.Ordinal));
        Assert.Equal(1, code);
        Assert.Contains("/after: The receipt says the level after is amber; by its own readings it is red.", said);
    }

    [Theory]
    [InlineData("{", "It is not well-formed JSON")]
    [InlineData("{}", "Something is missing here")]
    [InlineData("", "It is not well-formed JSON")]
    public void What_cannot_be_read_is_said(string text, string why)
    {
        var (code, said) = Run(text);

        Assert.Equal(2, code);
        Assert.Contains(why, said);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said()
    {
        var output = new StringWriter();

        Assert.Equal(2, VerifyCommand.Run(["receipts", "verify", _file + "-missing"], output));
        Assert.Contains("cannot be read as a receipt", output.ToString());
    }

    [Fact]
    public void Anything_else_says_how_it_is_used()
    {
        var output = new StringWriter();

        Assert.Equal(2, VerifyCommand.Run(["receipts"], output));
        Assert.Equal("Use: receipts verify FILE", output.ToString().Trim());
    }

    private (int Code, string Said) Run(string text)
    {
        File.WriteAllText(_file, text);
        var output = new StringWriter();
        return (VerifyCommand.Run(["receipts", "verify", _file], output), output.ToString());
    }
}
