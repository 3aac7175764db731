using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

/// <summary>An excuse shows wherever somebody would otherwise ring the service.</summary>
public sealed class ExcusedTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Home => $"{_authority.Address}/providers/beechwood";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
        await _home.PostAsync($"{Home}/reports", new { asAt = "2026-11-02T09:00:00Z", readings = new[] { new { measure = "staff-absent", value = 2 } } });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task It_lasts_a_week_if_nothing_is_said_and_the_answer_says_until_when()
    {
        var granted = await _authority.Lead.PostAsync($"{Home}/reports", new { kind = "excused", reason = "Burst pipe" });

        Assert.Contains("2026-11-24", (string?)granted.Json["warnings"]![0], StringComparison.Ordinal);
        Assert.Equal("2026-11-24", (string?)(await _home.GetJsonAsync($"{Home}/due"))["excusedTo"]);
    }

    [Fact]
    public async Task It_counts_neither_as_reported_nor_as_late_until_the_service_reports_again()
    {
        var other = app.NewAuthority();
        await other.AdoptPlanAsync();
        var elm = await other.RegisterAsync("elm");
        await other.Lead.PostAsync($"{other.Address}/providers/elm/reports", new { kind = "excused", reason = "Burst pipe" });
        var board = await other.Lead.GetJsonAsync($"{other.Address}/board");
        Assert.Equal((1, 0, 0, 1), ((int)board["expected"]!, (int)board["reported"]!, (int)board["late"]!, (int)board["excused"]!));
        Assert.Equal("2026-11-24", (string?)board["providers"]![0]!["excusedTo"]);
        var explained = await other.Lead.GetJsonAsync($"{other.Address}/providers/elm/board");
        Assert.NotEmpty(explained["cells"]!.AsArray());
        Assert.All(explained["cells"]!.AsArray(), c => Assert.EndsWith("The authority has excused it until 24 November 2026.", (string?)c!["sentence"], StringComparison.Ordinal));

        await elm.PostAsync($"{other.Address}/providers/elm/reports", new { readings = new[] { new { measure = "staff-absent", value = 2 } } });

        var after = await other.Lead.GetJsonAsync($"{other.Address}/board");
        Assert.Equal((1, 0), ((int)after["reported"]!, (int)after["excused"]!));
        Assert.Equal(["no-report"], after["providers"]![0]!["cells"]!.Select("status").Distinct());
    }

    [Fact]
    public async Task It_cannot_begin_long_ago()
    {
        var before = await Snapshot.OfAsync(_authority);
        var answer = await _authority.Lead.PostAsync($"{Home}/reports", new { kind = "excused", reason = "Burst pipe", asAt = "2026-11-04T08:59:59Z" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["/asAt"], answer.Pointers);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }
}
