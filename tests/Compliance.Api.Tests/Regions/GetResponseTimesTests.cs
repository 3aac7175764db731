using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Intake;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Regions;

public sealed class GetResponseTimesTests(ComplianceApp app)
{
    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> Refused => TestAuthority.RolesWithout(Permissions.ReadRegions);

    private string Address => $"/v1/regions/{_authority.Region}/response-times";

    [Fact]
    public async Task Cases_that_reached_the_region_are_told_by_trigger_and_authority_and_those_that_wait_count_as_at_least_so_long()
    {
        await using var own = new ComplianceApp();
        var (ash, birch) = (own.NewAuthority("north", "ash"), own.NewAuthority("north", "birch"));
        var answered = await ash.UnsafeAsync("elm");
        await ash.UnsafeAsync("oak");
        await birch.UnsafeAsync("rowan");
        var never = await ash.AbsenceAsync("home");
        await ash.Lead.AcknowledgeAsync(never);
        own.Clock.Advance(TimeSpan.FromMinutes(90));
        await own.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);
        var reviewer = own.SignedIn(new ActingHat(Roles.Reviewer, null, "north", []));
        await reviewer.AcknowledgeAsync(answered);
        own.Clock.Advance(TimeSpan.FromMinutes(30));

        var times = await reviewer.GetJsonAsync("/v1/regions/north/response-times");

        Assert.Equal("2026-11-18T11:00:00Z", (string?)times["asOf"]);
        var trigger = Assert.Single(times["triggers"]!.AsArray());
        Assert.Equal("cannot-meet-needs", (string?)trigger!["trigger"]);
        Assert.Equal(["ash", "birch"], trigger["authorities"]!.Select("authority"));
        Assert.Equal("2 1 1 1.5 False 2 True", Line(trigger["authorities"]![0]!["waited"]!));
        Assert.Equal("1 0 1 2 True 2 True", Line(trigger["authorities"]![1]!["waited"]!));
        Assert.Equal("3 1 2 2 True 2 True", Line(trigger["total"]!));
        Assert.Equal(trigger["total"]!.ToJsonString(), times["total"]!.ToJsonString());
    }

    [Fact]
    public async Task Days_are_local_and_both_are_included()
    {
        await _authority.UnsafeAsync();

        Assert.Equal(1, await RaisedAsync("?from=2026-11-18&to=2026-11-18"));
        Assert.Equal(0, await RaisedAsync("?from=2026-11-19&to=2026-11-19"));
        Assert.Equal(0, await RaisedAsync("?from=2026-11-01&to=2026-11-17"));
        Assert.Equal(1, await RaisedAsync(""));
    }

    [Fact]
    public async Task Without_cases_there_are_no_times()
    {
        var times = await _authority.Reviewer.GetJsonAsync(Address);

        Assert.Equal((0, null), ((int)times["total"]!["raised"]!, times["total"]!["hours"]));
        Assert.Empty(times["triggers"]!.AsArray());
    }

    [Fact]
    public async Task A_case_raised_by_a_person_has_a_line_without_a_trigger()
    {
        await _authority.UnsafeAsync();
        var raised = await _authority.Reviewer.PostAsync(
            "/v1/escalations", new { authority = _authority.Id, title = "Heating out", reason = "A relative rang", level = "amber", tier = "region" });
        Assert.True(raised.StatusCode == HttpStatusCode.Created, raised.Text);

        var times = await _authority.Reviewer.GetJsonAsync(Address);

        Assert.Equal(["cannot-meet-needs", null], times["triggers"]!.Select("trigger"));
    }

    [Fact]
    public async Task As_csv_there_is_a_row_a_trigger_and_authority()
    {
        await _authority.UnsafeAsync();

        var answer = await _authority.Reviewer.GetAsync($"{Address}?format=csv&from=2026-11-01&to=2026-11-30");

        Assert.Equal($"attachment; filename=\"{_authority.Region}-response-times-2026-11-01-2026-11-30.csv\"", answer.Headers["Content-Disposition"]);
        var lines = answer.Text.Split("\r\n");
        Assert.Equal(
            "trigger,title,authority,raised,acknowledged,unanswered,closedUnanswered,passedDeadline,stoodDown,medianHours,medianAtLeast,ninetiethHours,ninetiethAtLeast,"
            + "medianClockHours,medianClockAtLeast,ninetiethClockHours,ninetiethClockAtLeast", lines[0]);
        Assert.Equal($"cannot-meet-needs,A service says that it cannot meet needs safely,{_authority.Id},1,0,1,0,0,0,0,true,0,true,0,true,0,true", lines[1]);
        Assert.DoesNotContain("elm", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=1-11-2026", "from")]
    [InlineData("to=2026-02-30", "to")]
    [InlineData("from=2026-11-19&to=2026-11-18", "from")]
    [InlineData("from=2025-11-16&to=2026-11-18", "from")]
    [InlineData("format=pdf", "format")]
    public async Task What_cannot_be_asked_is_refused(string query, string name)
    {
        var answer = await _authority.Reviewer.GetAsync($"{Address}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([name], answer.Pointers);
    }

    [Fact]
    public async Task A_year_and_a_day_is_the_longest() =>
        Assert.Equal(HttpStatusCode.OK, (await _authority.Reviewer.GetAsync($"{Address}?from=2025-11-17&to=2026-11-18")).StatusCode);

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Other_roles_are_refused(string role)
    {
        await _authority.HasRowOfAsync("beechwood");

        Assert.Equal(HttpStatusCode.Forbidden, (await _authority.As(role, "beechwood").GetAsync(Address)).StatusCode);
    }

    [Fact]
    public async Task Another_region_finds_nothing_and_an_operator_sees_that_region_only()
    {
        await _authority.UnsafeAsync();
        var other = app.NewAuthority();

        Assert.Equal(HttpStatusCode.NotFound, (await other.Reviewer.GetAsync(Address)).StatusCode);
        Assert.Equal(1, (int)(await _authority.Operator.GetJsonAsync(Address))["total"]!["raised"]!);
        Assert.Equal(0, (int)(await _authority.Operator.GetJsonAsync($"/v1/regions/{other.Region}/response-times"))["total"]!["raised"]!);
    }

    private static string Line(JsonNode waited) => string.Join(' ', new object?[]
    {
        waited["raised"], waited["acknowledged"], waited["unanswered"], waited["hours"]!["median"], (bool)waited["hours"]!["medianAtLeast"]!,
        waited["hours"]!["ninetieth"], (bool)waited["hours"]!["ninetiethAtLeast"]!,
    });

    private async Task<int> RaisedAsync(string query) => (int)(await _authority.Reviewer.GetJsonAsync(Address + query))["total"]!["raised"]!;
}
