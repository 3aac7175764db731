using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Reports;

/// <summary>What needs confirming and what is corrected.</summary>
public sealed class SubmitReportRefusalTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Address => $"{_authority.Address}/providers/beechwood";

    public async ValueTask InitializeAsync()
    {
        await _authority.AdoptPlanAsync();
        _home = await _authority.RegisterAsync("beechwood");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_unlikely_value_is_asked_about_by_name_and_taken_once_confirmed()
    {
        var before = await Snapshot.OfAsync(_authority);

        var refused = await ReportAsync(new { kind = "routine", readings = Absence(40, 21) });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("confirm-needed", refused.Problem);
        Assert.Equal("""["staff-absent"]""", refused.Json["names"]!.ToJsonString());
        Assert.Contains("50 % of `staff-employed`", (string?)refused.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
        var confirmed = await ReportAsync(new { kind = "routine", readings = Absence(40, 21), confirm = new[] { "staff-absent" } });
        Assert.Equal(HttpStatusCode.Created, confirmed.StatusCode);
    }

    [Fact]
    public async Task More_absent_than_employed_is_refused_in_one_report_and_asked_about_against_an_older_one()
    {
        var impossible = await ReportAsync(new { kind = "routine", readings = Absence(10, 11) });
        await ReportAsync(new { kind = "routine", asAt = "2026-11-17T09:00:00Z", readings = Absence(10, 1) });
        var doubtful = await ReportAsync(new { kind = "update", readings = new[] { new { measure = "staff-absent", value = 11 } } });

        Assert.Equal(HttpStatusCode.BadRequest, impossible.StatusCode);
        Assert.Equal(["/readings/1/value"], impossible.Pointers);
        Assert.Equal(HttpStatusCode.Conflict, doubtful.StatusCode);
        Assert.Equal("confirm-needed", doubtful.Problem);
    }

    [Fact]
    public async Task A_correction_is_the_second_revision_and_replaces_only_what_it_repeats()
    {
        var first = await ReportAsync(new { kind = "routine", asAt = "2026-11-18T08:00:00Z", readings = Absence(40, 9) });

        var correction = await CorrectAsync(first, new[] { new { measure = "staff-absent", value = 1 } });

        Assert.Equal(HttpStatusCode.Created, correction.StatusCode);
        Assert.Equal(2, (int)correction.Json["revision"]!);
        Assert.Equal("2026-11-18T08:00:00Z", (string?)correction.Json["asAt"]);
        Assert.Equal("clear", (string?)correction.Json["triggers"]![0]!["level"]);
        var position = await _home.GetJsonAsync($"{Address}/position");
        Assert.Equal(["1", "40"], position["readings"]!.Select("value").Order(StringComparer.Ordinal));
        var read = await _home.GetJsonAsync(correction.Headers["Location"]);
        Assert.Equal((string?)first.Json["id"], (string?)read["corrects"]);
        Assert.Equal(["staff-absent"], read["readings"]!.Select("measure"));
    }

    [Fact]
    public async Task A_report_can_be_corrected_again_and_its_statuses_too()
    {
        var first = await ReportAsync(new { kind = "routine", asAt = "2026-11-18T08:00:00Z", statuses = new[] { new { item = "ppe-stock", status = "met" } } });

        foreach (var status in new[] { "at-risk", "not-met" })
        {
            await ReportAsync(new { kind = "correction", corrects = (string?)first.Json["id"], statuses = new[] { new { item = "ppe-stock", status } } });
        }

        Assert.Equal("not-met", (string?)(await _home.GetJsonAsync($"{Address}/position"))["statuses"]![0]!["status"]);
    }

    [Fact]
    public async Task A_correction_leaves_a_status_alone_that_was_reported_anew_since()
    {
        var first = await ReportAsync(new { kind = "routine", asAt = "2026-11-18T07:00:00Z", statuses = new[] { new { item = "ppe-stock", status = "not-met" } } });
        await ReportAsync(new { kind = "update", asAt = "2026-11-18T08:00:00Z", statuses = new[] { new { item = "ppe-stock", status = "met" } } });

        await ReportAsync(new { kind = "correction", corrects = (string?)first.Json["id"], statuses = new[] { new { item = "ppe-stock", status = "at-risk" } } });

        Assert.Equal("met", (string?)(await _home.GetJsonAsync($"{Address}/position"))["statuses"]![0]!["status"]);
    }

    [Fact]
    public async Task A_correction_of_another_providers_report_is_refused()
    {
        var elm = await _authority.RegisterAsync("elm");
        var foreign = await elm.PostAsync($"{_authority.Address}/providers/elm/reports", new { kind = "routine", readings = Absence(40, 1) });

        await RefusedAsync(new { kind = "correction", corrects = (string?)foreign.Json["id"], readings = Absence(40, 2) }, "/corrects", "No report");
    }

    [Fact]
    public async Task A_correction_of_another_tenants_report_is_refused()
    {
        var other = app.NewAuthority();
        await other.AdoptPlanAsync();
        await other.RegisterAsync("elm");
        var rowan = await other.RegisterAsync("rowan");
        var foreign = await rowan.PostAsync($"{other.Address}/providers/rowan/reports", new { kind = "routine", readings = Absence(40, 1) });

        await RefusedAsync(new { kind = "correction", corrects = (string?)foreign.Json["id"], readings = Absence(40, 2) }, "/corrects", "No report");
    }

    [Theory]
    [InlineData("2026-999999")]
    [InlineData("2026-99999999999999999999999")]
    [InlineData("nonsense")]
    [InlineData("-")]
    [InlineData("2026--1")]
    [InlineData("")]
    public Task A_correction_of_an_unknown_report_is_refused(string id) =>
        RefusedAsync(new { kind = "correction", corrects = id, readings = Absence(40, 2) }, "/corrects", "No report");

    [Fact]
    public Task A_correction_that_names_no_report_is_refused() =>
        RefusedAsync(new { kind = "correction", readings = Absence(40, 2) }, "/corrects", "give its id");

    [Fact]
    public Task A_report_that_corrects_and_is_no_correction_is_refused() =>
        RefusedAsync(new { kind = "update", corrects = "2026-3", readings = Absence(40, 2) }, "/corrects", "change the kind");

    [Fact]
    public async Task A_correction_takes_its_time_from_the_report_it_corrects()
    {
        var first = await ReportAsync(new { kind = "routine", asAt = "2026-11-18T08:00:00Z", readings = Absence(40, 2) });

        await RefusedAsync(
            new { kind = "correction", corrects = (string?)first.Json["id"], asAt = "2026-11-18T08:00:00Z", readings = Absence(40, 3) }, "/asAt", "leave \"asAt\" out");
    }

    private static object[] Absence(int employed, int absent) =>
        [new { measure = "staff-employed", value = employed }, new { measure = "staff-absent", value = absent }];

    private Task<TestAnswer> ReportAsync(object body) => _home.PostAsync($"{Address}/reports", body);

    private Task<TestAnswer> CorrectAsync(TestAnswer first, object readings) =>
        ReportAsync(new { kind = "correction", corrects = (string?)first.Json["id"], readings });

    private async Task RefusedAsync(object body, string pointer, string words)
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await ReportAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Contains(words, (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }
}
