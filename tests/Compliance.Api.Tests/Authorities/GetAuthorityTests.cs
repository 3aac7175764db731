using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Authorities;

public sealed class GetAuthorityTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task Its_lead_and_its_providers_see_whom_to_call_and_when_but_no_address()
    {
        var tag = (await _authority.Lead.GetAsync($"{_authority.Address}/contacts")).ETag;
        await _authority.Lead.PutAsync($"{_authority.Address}/contacts", new
        {
            contacts = new object[]
            {
                new { role = "authority-lead", name = "Commissioning desk", email = "desk@example.org", phone = "01632 960001" },
                new { role = "authority-out-of-hours", name = "Emergency duty team", phone = "01632 960000", roundTheClock = true },
            },
        }, tag);

        foreach (var client in new[] { _authority.Lead, _authority.Manager("beechwood") })
        {
            var authority = await client.GetJsonAsync(_authority.Address);

            Assert.Equal(["working-hours", "round-the-clock"], authority["contacts"]!.Select("hours"));
            Assert.Equal(["01632 960001", "01632 960000"], authority["contacts"]!.Select("phone"));
            Assert.DoesNotContain("desk@example.org", authority.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Others_who_reach_it_see_no_contacts()
    {
        foreach (var client in new[] { _authority.Reviewer, _authority.Operator })
        {
            var authority = await client.GetJsonAsync(_authority.Address);

            Assert.Equal(_authority.Id, (string?)authority["authority"]);
            Assert.Null(authority["contacts"]);
        }
    }

    [Fact]
    public async Task An_authority_of_others_and_one_that_is_not_there_are_not_found()
    {
        var other = app.NewAuthority();

        foreach (var client in new[] { other.Lead, other.Reviewer, other.Manager("beechwood") })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(_authority.Address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/v1/authorities/nowhere")).StatusCode);
        }
    }
}
