using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Boards;

public sealed class GetBoardAsCsvTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    private string Board => $"{_authority.Address}/board";

    [Fact]
    public async Task A_row_a_provider_and_a_column_a_section()
    {
        await FillAsync();

        var answer = await _authority.Lead.GetAsync($"{Board}?format=csv");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Headers["Content-Type"]);
        Assert.Equal($"attachment; filename=\"{_authority.Id}-board-2026-11-18.csv\"", answer.Headers["Content-Disposition"]);
        Assert.Equal("Accept", answer.Headers["Vary"]);
        var lines = answer.Text.Split("\r\n");
        Assert.StartsWith("provider,serviceType,overdue,lastReportOn,excusedTo,closedFrom,closedTo,closedReason,notWatched,workforce,ppe", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("beechwood,care-home,0,2026-11-18T09:00:00Z,,,,,,off-track,no-report", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("rowan,home-care,0,,,,,,,no-report,no-report", lines[2], StringComparison.Ordinal);
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public async Task A_closure_stands_with_its_days_and_its_reason()
    {
        await FillAsync();
        await _authority.Lead.PatchAsync(
            $"{_authority.Address}/providers/rowan", new { closures = new[] { new { from = "2026-11-18", to = "2026-12-06", reason = "=New roof, and a boiler" } } }, "\"1\"");

        var lines = (await _authority.Lead.GetAsync($"{Board}?format=csv")).Text.Split("\r\n");

        Assert.StartsWith("beechwood,care-home,0,2026-11-18T09:00:00Z,,,,,,off-track", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("rowan,home-care,0,,,2026-11-18,2026-12-06,\"'=New roof, and a boiler\",", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_item_it_is_another_file()
    {
        await FillAsync();

        var answer = await _authority.Lead.GetAsync($"{Board}?by=item&format=csv");

        Assert.Equal($"attachment; filename=\"{_authority.Id}-board-by-item-2026-11-18.csv\"", answer.Headers["Content-Disposition"]);
        Assert.Contains(",staff-absent,", answer.Text.Split("\r\n")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("text/*", true)]
    [InlineData("text/csv; charset=utf-8, application/json;q=0.5", true)]
    [InlineData("text/csv, */*", true)]
    [InlineData("text/csv;q=0.5, application/json", false)]
    [InlineData("text/csv, application/json", false)]
    [InlineData("text/csv;q=0", false)]
    [InlineData("*/*", false)]
    [InlineData("text/html, image/png", false)]
    [InlineData("no type at all", false)]
    [InlineData(null, false)]
    public async Task What_is_accepted_decides_where_the_address_is_silent(string? accept, bool csv)
    {
        var answer = await _authority.Lead.GetAcceptingAsync(Board, accept);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(csv ? "text/csv" : "application/json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("Accept", answer.Headers["Vary"]);
        Assert.StartsWith("application/json", (await _authority.Lead.GetAcceptingAsync($"{Board}?format=json", accept)).Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_form_has_a_tag_of_its_own()
    {
        await FillAsync();
        var (json, csv) = (await _authority.Lead.GetAsync(Board), await _authority.Lead.GetAsync($"{Board}?format=csv"));

        Assert.Equal(json.ETag!.Insert(json.ETag.Length - 1, "-csv"), csv.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await _authority.Lead.GetAsync($"{Board}?format=csv", csv.ETag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.GetAsync($"{Board}?format=csv", json.ETag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.GetAsync(Board, csv.ETag)).StatusCode);
        Assert.Equal(csv.Text, (await _authority.Lead.GetAsync($"{Board}?format=csv")).Text);
    }

    [Fact]
    public async Task An_unknown_form_is_refused_and_a_refusal_is_a_problem()
    {
        var answer = await _authority.Lead.GetAsync($"{Board}?format=xlsx");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["format"], answer.Pointers);
        Assert.Equal("application/problem+json", (await _authority.Reviewer.GetAcceptingAsync(Board, "text/csv")).Headers["Content-Type"]);
    }

    [Fact]
    public async Task Before_the_first_entry_there_are_only_headers_and_no_date()
    {
        var answer = await _authority.Lead.GetAsync($"{Board}?format=csv");

        Assert.Equal("provider,serviceType,overdue,lastReportOn,excusedTo,closedFrom,closedTo,closedReason,notWatched\r\n", answer.Text);
        Assert.Equal($"attachment; filename=\"{_authority.Id}-board.csv\"", answer.Headers["Content-Disposition"]);
    }

    private async Task FillAsync()
    {
        await _authority.AdoptPlanAsync();
        var home = await _authority.RegisterAsync("beechwood");
        await _authority.RegisterAsync("rowan", "home-care");
        var answer = await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new
        {
            readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 11 } },
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
