using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

public sealed class SubmitReportTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    [Fact]
    public async Task Absence_at_the_red_limit_raises_an_escalation()
    {
        await _authority.AdoptPlanAsync();
        var home = await _authority.RegisterAsync("beechwood");

        var answer = await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new
        {
            kind = "routine",
            readings = new object[]
            {
                new { measure = "staff-employed", value = 40 },
                new { measure = "staff-absent", value = 8 },
            },
        });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("red", (string?)answer.Json["triggers"]![0]!["level"]);
        Assert.StartsWith("/v1/escalations/", (string?)answer.Json["triggers"]![0]!["escalation"], StringComparison.Ordinal);
    }
}
