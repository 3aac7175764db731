using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Api.Checklists;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;

namespace Compliance.Api.Tests.Checklists;

public sealed class EveryFormTests
{
    private static readonly Checklist _checklist = ChecklistReader.Read("every-form.yaml", EveryFormChecklist.Text).Checklist!;

    [Fact]
    public void It_has_no_mistakes_beside_its_earlier_version() =>
        Assert.Empty(ChecklistSet.Read(EveryFormChecklist.Folder).Mistakes);

    [Fact]
    public void Every_form_stands_in_it()
    {
        var forms = typeof(TriggerValue).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(TriggerValue)));

        Assert.Equal(
            forms.Select(t => t.Name).Order(),
            _checklist.Triggers.SelectMany(t => t.Values.Append(t.Value)).Select(v => v.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void It_comes_back_from_the_journal_as_it_went_in()
    {
        var written = Canonical.Write(_checklist);

        Assert.Equal(written, Canonical.Write(Canonical.Read<Checklist>(written)));
    }

    [Fact]
    public void What_is_not_used_leaves_no_trace_in_what_is_hashed()
    {
        var small = System.Text.Encoding.UTF8.GetString(Canonical.Write(ChecklistReader.Read("small.yaml", SmallChecklist.Text).Checklist!));

        Assert.All(["baselines", "suppressedBy", "replaces", "ofLast", "\"for\"", "holdFor", "when", "weightedBy"], w => Assert.DoesNotContain(w, small, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("absence", "percent")]
    [InlineData("fall-rate", "ratio")]
    [InlineData("low-stock", "least")]
    [InlineData("dear-cover", "most")]
    [InlineData("absence-rising", "rise")]
    [InlineData("staff-lost", "fall")]
    [InlineData("silence", "silent-for")]
    [InlineData("agreement-missing", "item-status")]
    [InlineData("agreement-stuck", "days-at")]
    [InlineData("training-late", "overdue")]
    [InlineData("mood-low", "reading")]
    [InlineData("crisis", "joined")]
    [InlineData("absence-widespread", "share")]
    [InlineData("outbreaks-many", "count")]
    [InlineData("beds-full", "sum")]
    public void A_trigger_is_shown_with_its_kind(string trigger, string kind) =>
        Assert.Equal(kind, (string?)Shown(trigger)["value"]!["kind"]);

    [Fact]
    public void What_a_level_needs_to_last_is_shown()
    {
        var absence = Shown("absence");

        Assert.Equal(3, (int)absence["levels"]![0]!["ofLast"]!);
        Assert.Equal("""{"amount":48,"unit":"hours"}""", absence["levels"]![1]!["for"]!.ToJsonString());
        Assert.Equal("""{"amount":3,"unit":"days"}""", absence["levels"]![1]!["holdFor"]!.ToJsonString());
        Assert.Equal("""[{"trigger":"outbreak-here","atLeast":"red"}]""", absence["suppressedBy"]!.ToJsonString());
    }

    [Fact]
    public void Conditions_are_shown_as_they_are_joined()
    {
        var level = Shown("crisis")["levels"]![0]!;

        Assert.Null(level["atLeast"]);
        var all = level["when"]!["all"]!.AsArray();
        Assert.Equal("15", all[0]!["test"]!["atLeast"]!.ToJsonString());
        Assert.Equal("12", all[0]!["test"]!["clearsBelow"]!.ToJsonString());
        Assert.Equal("amber", (string?)all[2]!["any"]![1]!["test"]!["reaches"]);
        Assert.Null(all[2]!["any"]![1]!["test"]!["atLeast"]);
        Assert.Equal("met", (string?)all[3]!["not"]!["test"]!["is"]);
    }

    [Fact]
    public void What_changes_and_since_when_is_shown()
    {
        Assert.Equal(
            """{"isPercentage":false,"since":"baseline","baseline":"before-winter","in":"percent"}""",
            Shown("staff-lost")["value"]!["change"]!.ToJsonString());
        Assert.Equal("before-winter", (string?)Shown()["baselines"]![0]!["key"]);
        Assert.Equal("""["residents","beds"]""", Shown("beds-full")["value"]!["measures"]!.ToJsonString());
        Assert.Equal("beds", (string?)Shown("absence-widespread")["value"]!["share"]!["weightedBy"]);
    }

    [Fact]
    public void What_a_measure_replaces_is_shown_choice_by_choice() =>
        Assert.Equal(
            """{"measure":"team-mood","choices":[{"old":"fine","now":"good"},{"old":"poor","now":"low"}]}""",
            Shown()["sections"]![0]!["measures"]!.AsArray().Single(m => (string?)m!["key"] == "mood")!["replaces"]!.ToJsonString());

    private static JsonNode Shown() => JsonSerializer.SerializeToNode(ChecklistResponse.From(_checklist), Canonical.Options)!;

    private static JsonNode Shown(string trigger) => Shown()["triggers"]!.AsArray().Single(t => (string?)t!["key"] == trigger)!;
}
