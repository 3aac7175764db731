using System.Text;
using Compliance.Domain.Checklists;

namespace Compliance.Benchmarks;

/// <summary>The setting of the measurement: ten authorities of thirty services, twelve questions, twelve triggers.</summary>
internal static class Setting
{
    public const int Tenants = 10;
    public const int ProvidersOfEach = 30;
    public const int Measures = 12;

    public static string Tenant(int number) => FormattableString.Invariant($"authority-{number}");

    public static string Provider(int number) => FormattableString.Invariant($"provider-{number}");

    /// <summary>Twelve counts; eleven triggers that judge one of them each, and one on a share of providers.</summary>
    public static Checklist Checklist()
    {
        var measures = Enumerable.Range(0, Measures).Select(m => new Measure(
            Key(m), "How many?", "Measured.", MeasureKind.Count, Owner.Provider, Services.All, Cadence.Week, 8, Reuse.Ask, HeldBy.None, "none", null, [], [], [])).ToList();
        var levels = new[]
        {
            new Level(TriggerLevel.Amber, Comparison.AtLeast, 50, null, 40, 2, Tier.Authority, "local", 7),
            new Level(TriggerLevel.Red, Comparison.AtLeast, 5000, null, 4000, 1, Tier.Authority, "local", 7),
        };
        var triggers = Enumerable.Range(0, Measures - 1).Select(t => new Trigger(
            FormattableString.Invariant($"trigger-{t}"), "all", "Too many", SubjectScope.Provider,
            t % 2 == 0 ? new TriggerValue.Reading(Key(t)) : new TriggerValue.Percent(Key(t), Key(t - 1)), null, MissingStrategy.SkipIfAny, Gaps.Hold, levels,
            new Basis(BasisKind.StartingValue, "none"), [])).ToList();
        triggers.Add(new Trigger(
            "widespread", "all", "Too many in many", SubjectScope.Authority,
            new TriggerValue.ShareOfProviders(Services.All, "trigger-0", TriggerLevel.Red, Bound.LowerBound, Bound.UpperBound, 50, 5), null,
            MissingStrategy.SkipIfAny, Gaps.Hold, [new Level(TriggerLevel.Red, Comparison.AtLeast, 15, null, 10, 1, Tier.Region, "local", 7)],
            new Basis(BasisKind.StartingValue, "none"), []));
        return new Checklist(
            "measured", 1, ChecklistStatus.Published, "Measured", [], new SourceDocument("none", new DateOnly(2026, 1, 1)),
            [new Section("all", "All", [], measures)], triggers, [], [new Ladder("local", LadderClock.WorkingHours, 16, [new LadderStep(0, ["authority-lead"], false)])]);
    }

    /// <summary>A report of twelve readings that stays below every limit.</summary>
    public static string Body(long number)
    {
        var readings = Enumerable.Range(0, Measures)
            .Select(m => FormattableString.Invariant($"{{\"measure\":\"{Key(m)}\",\"value\":{(m % 2 == 0 ? 20 + (number + m) % 20 : (number + m) % 6)}}}"));
        return $"{{\"kind\":\"update\",\"readings\":[{string.Join(',', readings)}]}}";
    }

    public static byte[] Request(string path, string? token, string body) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + (token is null ? "" : $"Authorization: Bearer {token}\r\n")
        + FormattableString.Invariant($"Content-Length: {body.Length}\r\n\r\n{body}"));

    private static string Key(int measure) => FormattableString.Invariant($"measure-{measure}");
}
