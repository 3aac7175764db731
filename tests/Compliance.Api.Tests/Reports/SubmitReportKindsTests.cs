using System.Net;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Reports;

/// <summary>Kinds of answers that the shipped checklist does not ask for.</summary>
public sealed class SubmitReportKindsTests(ComplianceApp app) : IAsyncLifetime
{
    private readonly TestAuthority _authority = app.NewAuthority();
    private TestClient _home = null!;

    private string Address => $"{_authority.Address}/providers/beechwood";

    public async ValueTask InitializeAsync()
    {
        var shipped = app.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", 1)!;
        var kinds = new Section("kinds", "Kinds", [],
        [
            Asked("tests-done", MeasureKind.Percentage),
            Asked("dish-of-the-day", MeasureKind.Choice) with { Choices = [new Choice("soup", "Soup"), new Choice("stew", "Stew")] },
            Asked("last-drill", MeasureKind.Date),
            Asked("spent-on-heating", MeasureKind.Money),
        ]);
        await _authority.WriteAsync(new SetPlan(
            "system", shipped with { Key = "kinds", Sections = [kinds], Triggers = [] }, 2026, new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31), [], null));
        _home = await _authority.RegisterAsync("beechwood");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("""{"measure":"tests-done","numerator":11,"denominator":40}""")]
    [InlineData("""{"measure":"tests-done","numerator":40,"denominator":40}""")]
    [InlineData("""{"measure":"dish-of-the-day","value":"soup"}""")]
    [InlineData("""{"measure":"last-drill","value":"2026-11-18"}""")]
    [InlineData("""{"measure":"spent-on-heating","value":1234567}""")]
    [InlineData("""{"measure":"spent-on-heating","value":100000000000}""")]
    [InlineData("""{"measure":"spent-on-heating","notApplicable":true}""")]
    [InlineData("""{"measure":"tests-done","unknown":true}""")]
    public async Task An_answer_is_read_back_as_it_was_sent(string reading)
    {
        var answer = await SendAsync(reading);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"[{reading}]", (await _home.GetJsonAsync(answer.Headers["Location"]))["readings"]!.ToJsonString());
        Assert.Contains(reading[..^1], (await _home.GetAsync($"{Address}/position")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"measure":"tests-done","numerator":41,"denominator":40}""", "more than the denominator")]
    [InlineData("""{"measure":"tests-done","numerator":0,"denominator":0}""", "The denominator is 0")]
    [InlineData("""{"measure":"tests-done","numerator":1,"denominator":0}""", "The denominator is 0")]
    [InlineData("""{"measure":"tests-done","numerator":-1,"denominator":40}""", "whole numbers")]
    [InlineData("""{"measure":"tests-done","numerator":1.5,"denominator":40}""", "whole numbers")]
    [InlineData("""{"measure":"tests-done","numerator":1}""", "whole numbers")]
    [InlineData("""{"measure":"tests-done","denominator":40}""", "whole numbers")]
    [InlineData("""{"measure":"tests-done","numerator":1,"denominator":9999999999999999999999}""", "whole numbers")]
    [InlineData("""{"measure":"tests-done","value":27.5}""", "\"numerator\" and \"denominator\"")]
    [InlineData("""{"measure":"dish-of-the-day","value":"fish"}""", "\"soup\", \"stew\"")]
    [InlineData("""{"measure":"dish-of-the-day","value":"Soup"}""", "\"soup\", \"stew\"")]
    [InlineData("""{"measure":"last-drill","value":"18/11/2026"}""", "a date such as")]
    [InlineData("""{"measure":"last-drill","value":"2026-02-30"}""", "a date such as")]
    [InlineData("""{"measure":"last-drill","value":20261118}""", "a date such as")]
    [InlineData("""{"measure":"spent-on-heating","value":12.5}""", "whole pence")]
    [InlineData("""{"measure":"spent-on-heating","value":100000000001}""", "whole pence")]
    [InlineData("""{"measure":"spent-on-heating","value":"£12"}""", "whole pence")]
    public async Task An_answer_of_another_kind_is_refused_with_its_mend(string reading, string words)
    {
        var before = await Snapshot.OfAsync(_authority);

        var answer = await SendAsync(reading);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["/readings/0"], answer.Pointers);
        Assert.Contains(words, (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    // A soft limit of every kind, so that each answer is also compared and told.
    private static Measure Asked(string key, MeasureKind kind) => new(
        key, "?", "Because.", kind, Owner.Provider, Services.All, Cadence.Week, 8, Reuse.Confirm, HeldBy.None, "here", null, [],
        [new ReadingLimit.BelowNumber(0)], []);

    private Task<TestAnswer> SendAsync(string reading) =>
        _home.SendTextAsync(HttpMethod.Post, $"{Address}/reports", $$"""{"readings":[{{reading}}]}""");
}
