using System.Net;
using Compliance.Api.Tests.Hosting;
using Compliance.Api.Tests.Notices;

namespace Compliance.Api.Tests.Escalations;

public sealed class LateAnswerTests : IAsyncLifetime
{
    private readonly ComplianceApp _app = new();
    private TestAuthority _authority = null!;

    public ValueTask InitializeAsync()
    {
        _app.Settings["Access:SessionMinutes"] = "100000";
        _authority = _app.NewAuthority();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_answer_after_its_time_is_taken_and_the_case_stays_where_it_is()
    {
        var escalation = await _authority.AbsenceAsync();
        var home = _authority.Manager("beechwood");
        await _authority.Lead.ActAsync(escalation, "request-information", new { to = "provider", question = "Who comes tonight?", replyBy = "2026-11-18T10:00:00Z" });
        await _app.PassAsync(TimeSpan.FromMinutes(61));
        Assert.True((bool)(await home.GetJsonAsync(escalation))["overdue"]!);

        var answer = await home.ActAsync(escalation, "provide-information", new { answer = "Six of eight" });

        Assert.Equal((HttpStatusCode.OK, "raised", false), (answer.StatusCode, (string?)answer.Json["state"], (bool)answer.Json["overdue"]!));
        var last = (await _authority.Lead.GetJsonAsync(escalation))["timeline"]!.AsArray()[^1]!;
        Assert.Equal(("information-provided", true, "Six of eight"), ((string?)last["event"], (bool)last["late"]!, (string?)last["answer"]));
        var again = await home.ActAsync(escalation, "provide-information", new { answer = "All of them" });
        Assert.Equal((HttpStatusCode.Conflict, "not-allowed-now"), (again.StatusCode, again.Problem));
        Assert.DoesNotContain("overdue=true", (await _authority.Lead.GetAsync("/v1/escalations?overdue=true")).Json["items"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await _authority.Lead.GetJsonAsync("/v1/escalations?overdue=true"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Reopened_it_is_nobodys_and_next_is_its_ladder()
    {
        var escalation = await _authority.AbsenceAsync();
        await _authority.Lead.AcknowledgeAsync(escalation);
        await _authority.Lead.ActAsync(escalation, "stand-down", new { reason = "Covered", despite = "Agency staff came" });
        Assert.Empty((await _authority.Lead.GetJsonAsync(escalation))["next"]!.AsArray());

        var reopened = await _authority.Lead.ActAsync(escalation, "reopen", new { reason = "One fell ill" });

        Assert.Null(reopened.Json["owner"]);
        Assert.NotEmpty(reopened.Json["next"]!.AsArray());
    }
}
