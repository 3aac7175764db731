using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reporting;

public sealed class GetReportingAccessTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> Refused => TestAuthority.RolesWithout(Permissions.ReadReporting);

    private string Address => $"{_authority.Address}/reporting";

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Other_roles_are_refused(string role)
    {
        await _authority.HasRowOfAsync("beechwood");

        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role, "beechwood").GetAsync(Address)).StatusCode);
    }

    [Fact]
    public async Task Of_another_authority_or_region_it_is_not_found()
    {
        var other = app.NewAuthority();

        Assert.Equal(HttpStatusCode.NotFound, (await other.Lead.GetAsync(Address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Reviewer.GetAsync(Address)).StatusCode);
    }

    [Theory]
    [InlineData("from=18/11/2026", "from")]
    [InlineData("from=2026-11-31", "from")]
    [InlineData("to=2026-1-1", "to")]
    [InlineData("from=2026-11-18&to=2026-11-17", "from")]
    [InlineData("from=2025-11-17&to=2026-11-18", "from")]
    [InlineData("format=xml", "format")]
    public async Task What_cannot_be_meant_is_refused_with_its_place(string query, string pointer)
    {
        var answer = await _authority.Lead.GetAsync($"{Address}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
    }

    [Theory]
    [InlineData("from=2026-11-18&to=2026-11-18")]
    [InlineData("from=2025-11-18&to=2026-11-18")]
    [InlineData("from=2026-12-01")]
    [InlineData("to=0001-01-01")]
    [InlineData("from=9999-12-31&to=9999-12-31")]
    [InlineData("from=0001-01-01&to=0001-01-01")]
    public async Task A_range_of_a_day_to_a_year_is_answered_wherever_it_lies(string query)
    {
        await _authority.AdoptPlanAsync();
        await _authority.RegisterAsync("beechwood");

        var answer = await _authority.Lead.GetAsync($"{Address}?{query}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, (int)answer.Json["total"]!["expected"]!);
        Assert.Null(answer.Json["total"]!["percent"]);
    }

    [Fact]
    public async Task Before_the_first_entry_there_is_nothing_to_tell()
    {
        var answer = await _authority.Lead.GetAsync(Address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((null, null, null), (answer.Json["changedOn"], answer.Json["from"], answer.Json["to"]));
        Assert.Equal(0, (int)answer.Json["debt"]!["owing"]!);
    }

    [Fact]
    public async Task A_plan_that_began_less_than_eight_weeks_ago_is_shown_from_its_first_day()
    {
        await _authority.AdoptPlanAsync(new DateOnly(2026, 11, 2));

        Assert.Equal("2026-11-02", (string?)(await _authority.Lead.GetJsonAsync(Address))["from"]);
        Assert.Equal("2026-11-12", (string?)(await _authority.Lead.GetJsonAsync($"{Address}?from=2026-11-12"))["from"]);
        Assert.Equal("2026-09-06", (string?)(await _authority.Lead.GetJsonAsync($"{Address}?to=2026-11-01"))["from"]);
    }
}
