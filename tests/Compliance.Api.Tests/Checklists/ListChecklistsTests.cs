using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Checklists;

public sealed class ListChecklistsTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task Every_role_finds_the_winter_plan_and_its_address()
    {
        foreach (var client in new[] { _authority.Lead, _authority.Reviewer, _authority.Operator, _authority.Manager("beechwood") })
        {
            var list = await client.GetJsonAsync("/v1/checklists");

            var plan = list["items"]!.AsArray().Single(c => (string?)c!["checklist"] == "asc-winter-plan-2021-22" && (int)c["version"]! == 1)!;
            Assert.Equal("published", (string?)plan["status"]);
            Assert.Equal("england", (string?)plan["nations"]![0]);
            Assert.Equal("2021-11-03", (string?)plan["source"]!["published"]);
            Assert.Equal("asc-winter-plan-2021-22", (string?)(await client.GetJsonAsync(plan["address"]!))["checklist"]);
            Assert.Null(list["next"]);
        }
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("cursor=WyJhIl0", "cursor")]
    public async Task A_part_that_cannot_be_given_is_refused(string query, string pointer)
    {
        var answer = await _authority.Lead.GetAsync($"/v1/checklists?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
    }

    [Fact]
    public async Task Nobody_signed_in_gets_nothing() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync("/v1/checklists")).StatusCode);
}
