using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Authorities;

public sealed class ListAuthoritiesTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task A_lead_and_its_providers_see_their_own_authority_only()
    {
        foreach (var client in new[] { _authority.Lead, _authority.Manager("beechwood") })
        {
            var list = await client.GetJsonAsync("/v1/authorities");

            var own = Assert.Single(list["items"]!.AsArray())!;
            Assert.Equal(_authority.Id, (string?)own["authority"]);
            Assert.Equal(_authority.Region, (string?)own["region"]);
            Assert.Equal("england", (string?)own["nation"]);
            Assert.Null(own["contacts"]);
        }
    }

    [Fact]
    public async Task A_reviewer_sees_the_authorities_of_the_region_in_parts()
    {
        app.NewAuthority(_authority.Region, _authority.Id + "-b");
        app.NewAuthority(_authority.Region, _authority.Id + "-c");

        var first = await _authority.Reviewer.GetAsync("/v1/authorities?limit=2");
        var rest = await _authority.Reviewer.GetJsonAsync($"/v1/authorities?limit=2&cursor={(string?)first.Json["next"]}");

        Assert.Equal([_authority.Id, _authority.Id + "-b"], first.Json["items"]!.Select("authority"));
        Assert.Contains("rel=\"next\"", first.Headers["Link"], StringComparison.Ordinal);
        Assert.Equal([_authority.Id + "-c"], rest["items"]!.Select("authority"));
        Assert.Null(rest["next"]);
    }

    [Fact]
    public async Task The_operator_sees_the_authorities_that_are_shipped_with_their_dated_codes()
    {
        // Other tests add authorities all the time: the list is read to its end, part by part.
        var listed = new List<JsonNode>();
        for (var next = ""; next is not null;)
        {
            var list = await _authority.Operator.GetJsonAsync($"/v1/authorities?limit=500{next}");
            listed.AddRange(list["items"]!.AsArray().Select(a => a!));
            next = list["next"] is { } cursor ? $"&cursor={cursor}" : null;
        }

        var barnsley = listed.Single(a => (string?)a["authority"] == "barnsley");
        Assert.Equal(["E08000016", "E08000038"], barnsley["codes"]!.Select("code"));
        Assert.Equal("2025-03-31", (string?)barnsley["codes"]![0]!["validTo"]);
        Assert.Null(barnsley["codes"]![1]!["validTo"]);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("cursor=WyJcdTAwMDAiXQ", "cursor")]
    public async Task A_part_that_cannot_be_given_is_refused(string query, string pointer)
    {
        var answer = await _authority.Lead.GetAsync($"/v1/authorities?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
    }
}
