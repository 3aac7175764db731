using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

public sealed class GetAuthorityDueTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> Others => TestAuthority.RolesWithout(Permissions.ReadReadings);

    private string Due => $"{_authority.Address}/due";

    public async ValueTask InitializeAsync() => await _authority.AdoptPlanAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_answered_is_owed_no_more_and_providers_questions_are_not_the_authoritys()
    {
        var before = await _authority.Lead.GetJsonAsync(Due);
        Assert.Equal(["ppe-days-council"], before["questions"]!.Select("measure"));

        await _authority.Lead.PostAsync($"{_authority.Address}/reports", new { readings = new[] { new { measure = "ppe-days-council", value = 20 } } });

        Assert.Empty((await _authority.Lead.GetJsonAsync(Due))["questions"]!.AsArray());
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Other_roles_are_refused(string role) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role).GetAsync(Due)).StatusCode);

    [Fact]
    public async Task Another_authoritys_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.GetAsync(Due)).StatusCode);
}
