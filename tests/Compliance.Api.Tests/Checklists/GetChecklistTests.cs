using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Checklists;

public sealed class GetChecklistTests(ComplianceApp app)
{
    private const string Address = "/v1/checklists/asc-winter-plan-2021-22/versions/1";
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task A_measure_tells_what_is_asked_why_and_how_often()
    {
        var checklist = await _authority.Manager("beechwood").GetJsonAsync(Address);

        var absent = Find(checklist["sections"]!.AsArray().SelectMany(s => s!["measures"]!.AsArray()), "staff-absent");
        Assert.Equal("count", (string?)absent["kind"]);
        Assert.Equal("provider", (string?)absent["owner"]);
        Assert.Equal("week", (string?)absent["every"]);
        Assert.Equal("ask", (string?)absent["reuse"]);
        Assert.Equal("capacity-tracker", (string?)absent["heldBy"]);
        Assert.NotEmpty((string)absent["question"]!);
        Assert.NotEmpty((string)absent["why"]!);
        Assert.Equal("staff-employed", (string?)absent["refuse"]![0]!["aboveMeasure"]);
        Assert.Null(absent["refuse"]![0]!["percent"]);
        Assert.Equal(50, (int)absent["confirm"]![0]!["percent"]!);
    }

    [Fact]
    public async Task A_trigger_tells_what_it_reads_and_its_levels_in_rising_order()
    {
        var checklist = await _authority.Lead.GetJsonAsync(Address);

        var absence = Find(checklist["triggers"]!.AsArray(), "staff-absence");
        Assert.Equal("percent", (string?)absence["value"]!["kind"]);
        Assert.Equal(["staff-absent", "staff-employed"], absence["value"]!["measures"]!.AsArray().Select(m => (string?)m));
        Assert.Equal(["amber", "red"], absence["levels"]!.Select("level"));
        Assert.Equal(["10", "20"], absence["levels"]!.Select("atLeast"));
        Assert.Equal(["8", "15"], absence["levels"]!.Select("clearsBelow"));
        Assert.Equal(3, (int)absence["andAtLeast"]!["count"]!);
        var share = Find(checklist["triggers"]!.AsArray(), "staff-absence-widespread")["value"]!["share"]!;
        Assert.Equal("red", (string?)share["atLeast"]);
        Assert.Equal("lower-bound", (string?)share["fireOn"]);
        var low = Find(checklist["triggers"]!.AsArray(), "ppe-low");
        Assert.Equal(["7", "2"], low["levels"]!.Select("atMost"));
        Assert.Equal("no", (string?)Find(checklist["triggers"]!.AsArray(), "cannot-meet-needs")["levels"]![0]!["is"]);
    }

    [Fact]
    public async Task Everything_a_trigger_names_is_in_the_same_answer()
    {
        var checklist = await _authority.Lead.GetJsonAsync(Address);

        var ladders = checklist["ladders"]!.Select("key").ToHashSet();
        var contingency = checklist["contingency"]!.Select("key").ToHashSet();
        foreach (var trigger in checklist["triggers"]!.AsArray())
        {
            Assert.Subset(ladders!, trigger!["levels"]!.Select("ladder").ToHashSet()!);
            Assert.Subset(contingency!, trigger["contingency"]!.AsArray().Select(c => (string?)c).ToHashSet()!);
        }
    }

    [Fact]
    public async Task Who_holds_the_version_need_not_read_it_again()
    {
        var first = await _authority.Lead.GetAsync(Address);

        Assert.Equal(HttpStatusCode.NotModified, (await _authority.Lead.GetAsync(Address, first.ETag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.GetAsync(Address, "\"other\"")).StatusCode);
    }

    [Theory]
    [InlineData("/v1/checklists/asc-winter-plan-2021-22/versions/999")]
    [InlineData("/v1/checklists/no-such-checklist/versions/1")]
    [InlineData("/v1/checklists/asc-winter-plan-2021-22/versions/first")]
    public async Task A_version_that_is_not_there_is_not_found(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.GetAsync(address)).StatusCode);

    private static JsonNode Find(IEnumerable<JsonNode?> nodes, string key) => nodes.Single(n => (string?)n!["key"] == key)!;
}
