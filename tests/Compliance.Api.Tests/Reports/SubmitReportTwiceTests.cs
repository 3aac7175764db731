using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

/// <summary>Requests repeated, with their key and without.</summary>
public sealed class SubmitReportTwiceTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Reports => $"{_authority.Address}/providers/beechwood/reports";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_twin_gets_the_first_ones_answer_and_writes_nothing()
    {
        var first = await _home.PostAsync(Reports, Absence(8), key: "one");
        var before = await Snapshot.OfAsync(_authority);

        var twin = await _home.PostAsync(Reports, Absence(8), key: "one");

        Assert.Equal(HttpStatusCode.Created, twin.StatusCode);
        Assert.Equal(first.Text, twin.Text);
        Assert.Equal(first.ETag, twin.ETag);
        Assert.Equal(first.Headers["Location"], twin.Headers["Location"]);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task A_key_used_again_with_another_body_is_refused()
    {
        await _home.PostAsync(Reports, Absence(8), key: "one");
        var before = await Snapshot.OfAsync(_authority);

        var other = await _home.PostAsync(Reports, Absence(9), key: "one");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("key-reused", other.Problem);
        Assert.Contains("new key", (string?)other.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task A_key_counts_for_one_caller_and_one_address()
    {
        await _authority.RegisterAsync("elm");
        await _home.PostAsync(Reports, Absence(8), key: "one");

        Assert.Equal(HttpStatusCode.Created, (await _authority.Lead.PostAsync(Reports, Absence(9), key: "one")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await _authority.Lead.PostAsync($"{_authority.Address}/providers/elm/reports", Absence(7), key: "one")).StatusCode);
    }

    [Fact]
    public async Task A_refused_request_leaves_its_key_free()
    {
        Assert.Equal(HttpStatusCode.Conflict, (await _home.PostAsync(Reports, Absence(30), key: "one")).StatusCode);

        Assert.Equal(HttpStatusCode.Created, (await _home.PostAsync(Reports, Absence(3), key: "one")).StatusCode);
    }

    [Fact]
    public async Task A_key_too_long_is_refused()
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await _home.PostAsync(Reports, Absence(8), key: new string('k', 201));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("200 characters", (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    [Fact]
    public async Task Twins_that_come_together_get_one_entry()
    {
        var before = await Snapshot.OfAsync(_authority);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _home.PostAsync(Reports, Absence(8), key: "one")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(answers.Select(a => (string?)a.Json["id"]).Distinct());
        var after = await Snapshot.OfAsync(_authority);
        Assert.Equal((before.Journal + 1, before.Answers + 1), (after.Journal, after.Answers));
    }

    [Fact]
    public async Task A_twin_gets_the_first_ones_answer_from_another_host_too()
    {
        await using var own = new ComplianceApp();
        var authority = own.NewAuthority();
        await authority.AdoptPlanAsync();
        var home = await authority.RegisterAsync("beechwood");
        var reports = $"{authority.Address}/providers/beechwood/reports";
        var first = await home.PostAsync(reports, Absence(8), key: "one");

        await using var restarted = own.WithWebHostBuilder(_ => { });
        var twin = await home.At(restarted.CreateClient()).PostAsync(reports, Absence(8), key: "one");
        var other = await home.At(restarted.CreateClient()).PostAsync(reports, Absence(9), key: "one");

        Assert.Equal(first.Text, twin.Text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task Without_a_key_a_report_sent_twice_is_two_reports()
    {
        var first = await _home.PostAsync(Reports, Absence(1));
        var second = await _home.PostAsync(Reports, Absence(1));

        Assert.NotEqual((string?)first.Json["id"], (string?)second.Json["id"]);
    }

    private static object Absence(int absent) => new
    {
        kind = "routine",
        toldBy = "duty manager",
        readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = absent } },
    };
}
