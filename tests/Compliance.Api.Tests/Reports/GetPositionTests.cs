using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Intake;

namespace Compliance.Api.Tests.Reports;

public sealed class GetPositionTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Address => $"{_authority.Address}/providers/beechwood";

    public static TheoryData<string> Others => TestAuthority.RolesWithout(Permissions.ReadReports);

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_latest_answers_stand_there_with_their_age()
    {
        await _home.PostAsync($"{Address}/reports", new
        {
            asAt = "2026-11-18T08:00:00Z",
            statuses = new[] { new { item = "ppe-stock", status = "met" } },
            readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 9 } },
        });

        var answer = await _home.GetAsync($"{Address}/position");

        var reading = answer.Json["readings"]![0]!;
        Assert.Equal("staff-absent", (string?)reading["measure"]);
        Assert.Equal(9, (int)reading["value"]!);
        Assert.Equal("2026-11-18T08:00:00Z", (string?)reading["asAt"]);
        Assert.Equal("2026-11-26T08:00:00Z", (string?)reading["freshUntil"]);
        Assert.False((bool)reading["stale"]!);
        Assert.Equal("met", (string?)answer.Json["statuses"]![0]!["status"]);
        Assert.Equal("2026-11-18T08:00:00Z", (string?)answer.Json["statuses"]![0]!["asAt"]);
        Assert.Equal("red", (string?)Trigger(answer.Json, "staff-absence")["level"]);
        Assert.Equal("2026-11-18T08:00:00Z", (string?)Trigger(answer.Json, "staff-absence")["since"]);
        Assert.Equal("clear", (string?)Trigger(answer.Json, "ppe-low")["level"]);
        Assert.Empty(answer.Json["overdue"]!.AsArray());
        Assert.Equal($"\"{answer.Json["seq"]}\"", answer.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await _home.GetAsync($"{Address}/position", answer.ETag)).StatusCode);
    }

    [Fact]
    public async Task A_provider_that_never_reported_has_an_empty_position()
    {
        var position = await _home.GetJsonAsync($"{Address}/position");

        Assert.Empty(position["readings"]!.AsArray());
        Assert.Empty(position["statuses"]!.AsArray());
        Assert.Null(position["lastReportOn"]);
    }

    [Fact]
    public async Task An_answer_goes_stale_as_time_passes()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync();
        var home = await authority.RegisterAsync("beechwood");
        var address = $"{authority.Address}/providers/beechwood";
        await home.PostAsync($"{address}/reports", new { readings = new[] { new { measure = "staff-absent", value = 4 } } });

        own.Clock.Advance(TimeSpan.FromDays(8) + TimeSpan.FromMilliseconds(2));
        await authority.WriteAsync(new LetTimePass());

        var fresh = own.SignedIn(new ActingHat(Roles.ProviderManager, authority.Id, null, ["beechwood"]));
        var position = await fresh.GetJsonAsync($"{address}/position");
        Assert.True((bool)position["readings"]![0]!["stale"]!);
        Assert.Contains("ppe-days-masks", position["overdue"]!.AsArray().Select(o => (string?)o));
    }

    [Fact]
    public async Task Positions_of_others_are_not_found()
    {
        var elm = await _authority.RegisterAsync("elm");

        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.GetAsync($"{Address}/position")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elm.GetAsync($"{Address}/position")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _authority.Lead.GetAsync($"{_authority.Address}/providers/nowhere/position")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Other_roles_are_refused(string role)
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role).GetAsync($"{Address}/position")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role).GetAsync($"{Address}/due")).StatusCode);
    }

    private static JsonNode Trigger(JsonNode position, string key) =>
        position["triggers"]!.AsArray().Single(t => (string?)t!["trigger"] == key)!;
}
