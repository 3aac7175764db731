using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Endpoints;

public sealed class HeadTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task What_can_be_got_can_be_asked_about()
    {
        await _authority.RegisterAsync("beechwood");
        var address = $"{_authority.Address}/providers/beechwood";

        var got = await _authority.Lead.GetAsync(address);
        var head = await _authority.Lead.SendAsync(HttpMethod.Head, address, null, null, null);

        Assert.Equal((HttpStatusCode.OK, got.ETag), (head.StatusCode, head.ETag));
        Assert.NotNull(head.ETag);
    }

    [Fact]
    public async Task Who_may_not_read_may_not_ask_about_it_either()
    {
        var address = $"{_authority.Address}/providers/beechwood";

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().SendAsync(HttpMethod.Head, address, null, null, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.SendAsync(HttpMethod.Head, address, null, null, null)).StatusCode);
    }

    [Fact]
    public async Task What_can_only_be_sent_to_is_not_there_to_be_asked_about() => Assert.Equal(
        HttpStatusCode.MethodNotAllowed, (await app.Anonymous().SendAsync(HttpMethod.Head, "/v1/sign-in", null, null, null)).StatusCode);
}
