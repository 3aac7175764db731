using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Providers;

public sealed class ListProvidersTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Address => $"{_authority.Address}/providers";

    public async ValueTask InitializeAsync()
    {
        await RegisterAsync("ash", "care-home", "green-care", "2026-07-01", null);
        await RegisterAsync("beech", "home-care", "green-care", "2026-07-01", "2026-11-17");
        await RegisterAsync("cedar", "home-care", null, "2026-11-19", null);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("", "ash,beech,cedar")]
    [InlineData("serviceType=home-care", "beech,cedar")]
    [InlineData("organisation=green-care", "ash,beech")]
    [InlineData("organisation=green-care&serviceType=home-care", "beech")]
    [InlineData("on=2026-11-17", "ash,beech")]
    [InlineData("on=2026-11-18", "ash")]
    [InlineData("on=2026-11-19", "ash,cedar")]
    [InlineData("on=2026-06-30", "")]
    [InlineData("serviceType=extra-care", "")]
    public async Task A_filter_leaves_what_fits(string query, string expected)
    {
        var list = await _authority.Lead.GetJsonAsync($"{Address}?{query}");

        Assert.Equal(expected, string.Join(',', list["items"]!.Select("provider")));
    }

    [Fact]
    public async Task The_register_is_read_in_parts_that_keep_the_filter()
    {
        var first = await _authority.Lead.GetAsync($"{Address}?limit=1&organisation=green-care");
        var rest = await _authority.Lead.GetJsonAsync(first.Headers["Link"].Split('<', '>')[1]);

        Assert.Equal(["ash"], first.Json["items"]!.Select("provider"));
        Assert.Equal(["beech"], rest["items"]!.Select("provider"));
        Assert.Null(rest["next"]);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=many")]
    [InlineData("cursor=x")]
    [InlineData("serviceType=hotel")]
    [InlineData("organisation=A%20B")]
    [InlineData("organisation=%00")]
    [InlineData("on=tomorrow")]
    public async Task A_filter_that_cannot_be_read_is_refused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _authority.Lead.GetAsync($"{Address}?{query}")).StatusCode);

    [Fact]
    public async Task A_manager_sees_only_its_own_services()
    {
        var manager = _authority.Manager("beech", "cedar");

        Assert.Equal(["beech", "cedar"], (await manager.GetJsonAsync(Address))["items"]!.Select("provider"));
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync($"{Address}/beech")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"{Address}/ash")).StatusCode);
    }

    [Fact]
    public async Task Who_holds_an_entry_need_not_read_it_again() =>
        Assert.Equal(HttpStatusCode.NotModified, (await _authority.Lead.GetAsync($"{Address}/ash", "\"1\"")).StatusCode);

    [Fact]
    public async Task The_region_the_operator_and_strangers_do_not_read_the_register()
    {
        var stranger = app.NewAuthority();
        foreach (var address in new[] { Address, $"{Address}/ash" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Reviewer.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await _authority.Operator.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Lead.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Manager("ash").GetAsync(address)).StatusCode);
        }
    }

    private async Task RegisterAsync(string provider, string serviceType, string? organisation, string joinedOn, string? leftOn) => Assert.Equal(
        HttpStatusCode.Created,
        (await _authority.Lead.PostAsync(Address, new { provider, name = provider, serviceType, organisation, joinedOn, leftOn })).StatusCode);
}
