using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Plans;

public sealed class GetPlanTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Plans => $"{_authority.Address}/plans";

    private string Plan => $"{Plans}/asc-winter-plan-2021-22";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync(new DateOnly(2025, 10, 1), new DateOnly(2026, 3, 31));
        await _authority.AdoptPlanAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Without_a_season_it_is_the_one_of_today()
    {
        Assert.Equal(2026, (int)(await _authority.Lead.GetJsonAsync(Plan))["season"]!);
        Assert.Equal(2025, (int)(await _authority.Lead.GetJsonAsync($"{Plan}?season=2025"))["season"]!);
    }

    [Fact]
    public async Task Who_holds_the_revision_need_not_read_it_again() =>
        Assert.Equal(HttpStatusCode.NotModified, (await _authority.Lead.GetAsync(Plan, "\"1\"")).StatusCode);

    [Fact]
    public async Task Plans_are_listed_by_season_and_in_parts()
    {
        var first = await _authority.Lead.GetJsonAsync($"{Plans}?limit=1");
        var rest = await _authority.Lead.GetJsonAsync($"{Plans}?limit=1&cursor={(string?)first["next"]}");

        Assert.Equal(["2025"], first["items"]!.Select("season"));
        Assert.Equal(["2026"], rest["items"]!.Select("season"));
        Assert.Null(rest["next"]);
        Assert.Equal(["2026"], (await _authority.Lead.GetJsonAsync($"{Plans}?season=2026"))["items"]!.Select("season"));
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?cursor=WyJhIl0")]
    [InlineData("?season=next")]
    public async Task A_list_that_cannot_be_given_is_refused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _authority.Lead.GetAsync(Plans + query)).StatusCode);

    [Theory]
    [InlineData("asc-winter-plan-2021-22?season=2024")]
    [InlineData("asc-winter-plan-2021-22?season=-1")]
    [InlineData("no-such-plan")]
    public async Task A_plan_that_is_not_there_is_not_found(string plan) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.GetAsync($"{Plans}/{plan}")).StatusCode);

    [Fact]
    public async Task The_region_and_the_providers_read_plans_and_others_do_not()
    {
        var stranger = app.NewAuthority();
        foreach (var address in new[] { Plans, Plan })
        {
            Assert.Equal(HttpStatusCode.OK, (await _authority.Reviewer.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await _authority.Manager("beechwood").GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Operator.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Lead.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Reviewer.GetAsync(address)).StatusCode);
        }
    }
}
