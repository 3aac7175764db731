using Compliance.Domain.Checklists;
using Compliance.Domain.Notices;

namespace Compliance.Domain.Tests.Notices;

public sealed class WordingTests
{
    private static NoticeLine Line(TriggerLevel level, string? subject, string happened = "raised", string? due = null) =>
        new(happened, DateTime.UnixEpoch, level, "Doncaster", subject, due, "https://example.org/1", []);

    [Fact]
    public void The_highest_level_stands_first_and_in_the_subject()
    {
        NoticeLine[] lines = [Line(TriggerLevel.Amber, "Oak"), Line(TriggerLevel.Red, null, due: "an answer by 13:00")];

        Assert.Equal("2 notices, the highest red: Doncaster", Wording.Subject(lines));
        Assert.StartsWith("2 things happened; those at the highest level come first.\n\nRed at Doncaster as a whole. A case was raised.\nDue: an answer by 13:00.\n", Wording.Body(lines), StringComparison.Ordinal);
        Assert.Equal("2 notices, the highest red at Doncaster as a whole. An answer by 13:00. https://example.org/1", Wording.Short(lines));
    }

    [Fact]
    public void A_name_with_a_line_break_makes_no_header() =>
        Assert.Equal("Red at Oak  Bcc: x@example.org, Doncaster: a case was raised", Wording.Subject([Line(TriggerLevel.Red, "Oak\r\nBcc: x@example.org")]));

    [Fact]
    public void A_list_ends_and_says_how_much_more_there_is() =>
        Assert.Contains("And 7 more: open the queue", Wording.Body([.. Enumerable.Repeat(Line(TriggerLevel.Red, "Oak"), 307)]), StringComparison.Ordinal);

    [Theory]
    [InlineData("trigger-switched-off", "nobody watches any more")]
    [InlineData("not-watched", "Nobody watches any more")]
    [InlineData("trigger-switched-on", "it is watched again")]
    [InlineData("watched-again", "It is watched again")]
    public void Nobody_takes_what_is_not_watched_for_what_is_over(string happened, string words) =>
        Assert.Contains(words, Line(TriggerLevel.Red, "Oak", happened).What, StringComparison.Ordinal);

    [Theory]
    [InlineData("raised", true, "A case was raised about the past: it was so before it became known, and may be over")]
    [InlineData("raised", false, "A case was raised")]
    [InlineData("information-provided", true, "Information asked for on a case was given, after its time")]
    [InlineData("information-provided", false, "Information asked for on a case was given")]
    public void News_of_the_past_says_that_it_is(string happened, bool isLate, string what) => Assert.Equal(what, (Line(TriggerLevel.Red, "Oak", happened) with { IsLate = isLate }).What);

    [Fact]
    public void An_event_without_words_of_its_own_is_still_said() => Assert.Equal("A case has changed (something new)", Line(TriggerLevel.Red, "Oak", "something-new").What);
}
