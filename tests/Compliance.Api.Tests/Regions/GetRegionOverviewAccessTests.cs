using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Regions;

public sealed class GetRegionOverviewAccessTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> Refused => TestAuthority.RolesWithout(Permissions.ReadRegions);

    private string Overview => $"/v1/regions/{_authority.Region}/overview";

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Other_roles_are_refused(string role)
    {
        await _authority.HasRowOfAsync("beechwood");

        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role, "beechwood").GetAsync(Overview)).StatusCode);
    }

    [Fact]
    public async Task A_reviewer_of_another_region_and_whoever_names_none_that_exists_find_nothing()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Reviewer.GetAsync(Overview)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.GetAsync(Overview)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Operator.GetAsync("/v1/regions/nowhere/overview")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync(Overview)).StatusCode);
    }

    [Fact]
    public async Task An_operator_sees_that_region_and_no_other()
    {
        app.NewAuthority();

        var overview = await _authority.Operator.GetJsonAsync(Overview);

        Assert.Equal([_authority.Id], overview["authorities"]!.Select("authority"));
    }

    [Fact]
    public async Task Before_anything_is_known_authorities_are_listed_without_a_plan()
    {
        var overview = await _authority.Reviewer.GetJsonAsync(Overview);

        Assert.Equal((null, null), (overview["changedOn"], overview["week"]));
        Assert.Equal((1, 1, 0), ((int)overview["total"]!["authorities"]!, (int)overview["total"]!["withoutPlan"]!, (int)overview["total"]!["expected"]!));
        Assert.False((bool)overview["authorities"]![0]!["planInForce"]!);
    }

    [Fact]
    public async Task An_unknown_form_is_refused()
    {
        var answer = await _authority.Reviewer.GetAsync($"{Overview}?format=pdf");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["format"], answer.Pointers);
    }
}
