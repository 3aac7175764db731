using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;

namespace Compliance.Domain.Tests.Escalations;

public sealed class AttachmentTests
{
    [Theory]
    [InlineData("https://files.example.org/rota?week=47#top")]
    [InlineData("HTTPS://files.example.org")]
    [InlineData("https://files.example.org/@duty/rota")]
    [InlineData("https://files.example.org:8443/rota")]
    public void An_address_is_kept_as_it_was_given(string url) =>
        Assert.Equal(url, Assert.Single(Assert.IsType<CaseChanged>(Note([new Attachment("Rota", url)])).Escalation.Timeline[^1].Attachments!).Url);

    [Theory]
    [InlineData("")]
    [InlineData("http://files.example.org/rota")]
    [InlineData("ftp://files.example.org/rota")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//files.example.org/rota")]
    [InlineData("https:///rota")]
    [InlineData("https://")]
    [InlineData("https://duty:secret@files.example.org/rota")]
    [InlineData("https://duty@files.example.org/rota")]
    [InlineData("https://@files.example.org/rota")]
    [InlineData("https://files.example.org/a b")]
    [InlineData("https://files.example.org\\@other.example/")]
    [InlineData("https://files.example.org/\u0007")]
    public void Whatever_is_no_plain_https_address_is_refused(string url) =>
        Assert.Equal(["/attachments/0/url"], Pointers(Note([new Attachment("Rota", url)])));

    [Theory]
    [InlineData(2000, true)]
    [InlineData(2001, false)]
    public void Addresses_are_of_bounded_length(int length, bool accepted) =>
        Assert.Equal(accepted, Note([new Attachment("Rota", "https://files.example.org/".PadRight(length, 'x'))]).IsAccepted);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Titles_are_of_bounded_length(int length, bool accepted) =>
        Assert.Equal(accepted, Note([new Attachment(new string('x', length), "https://files.example.org/")]).IsAccepted);

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void There_are_ten_at_most(int count, bool accepted) =>
        Assert.Equal(accepted, Note([.. Enumerable.Repeat(new Attachment("Rota", "https://files.example.org/"), count)]).IsAccepted);

    [Fact]
    public void Each_mistake_has_its_place() => Assert.Equal(
        ["/attachments/0/url", "/attachments/1/title"],
        Pointers(Note([new Attachment("Rota", "rota.pdf"), new Attachment("two\nlines", "https://files.example.org/")])));

    [Fact]
    public void A_title_that_seems_to_hold_an_NHS_number_is_sent_again_with_confirm() =>
        Assert.Equal(["attachments"], Assert.IsType<Refused>(Note([new Attachment("About 943 476 5919", "https://files.example.org/")])).Names);

    [Theory]
    [InlineData(CaseAction.Acknowledge)]
    [InlineData(CaseAction.RequestInformation)]
    [InlineData(CaseAction.PassUp)]
    public void Every_act_takes_them(CaseAction action)
    {
        var council = TestActs.Red();

        var after = council.Act("2026-11-18T10:00Z", ActingAs.Authority, TestActs.Of(action) with { Attachments = [new Attachment("Rota", "https://files.example.org/")] });

        Assert.Equal("Rota", Assert.Single(after.Timeline[^1].Attachments!).Title);
    }

    private static Outcome Note(IReadOnlyList<Attachment> attachments) =>
        TestActs.Red().Try("2026-11-18T10:00Z", ActingAs.Authority, TestActs.Of(CaseAction.Notes) with { Attachments = attachments });

    private static IEnumerable<string> Pointers(Outcome outcome) => Assert.IsType<Invalid>(outcome).Faults.Select(f => f.Pointer);
}
