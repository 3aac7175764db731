using System.Text;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;

namespace Compliance.Benchmarks;

/// <summary>What is measured: so many authorities, with so many services each, asked so many questions.</summary>
/// <param name="ProvidersOf">Services of an authority.</param>
/// <param name="Weeks">Weekly reports that each service has sent already.</param>
internal sealed record Setting(int Tenants, Func<int, int> ProvidersOf, int Measures, int Weeks)
{
    /// <summary>Ten authorities of thirty services, twelve questions, twelve triggers.</summary>
    public static Setting Reports { get; } = new(10, _ => 30, 12, 0);

    /// <summary>One authority of three hundred services, forty questions, forty triggers, twelve weeks of reports.</summary>
    public static Setting Board { get; } = new(1, _ => 300, 40, 12);

    /// <summary>As many authorities as England has, of mixed sizes.</summary>
    public static Setting England { get; } = new(153, t => t % 10 == 0 ? 300 : 20 + t % 7 * 20, 40, 1);

    /// <summary>Whether each service has sent one report that brings a case to its region.</summary>
    public bool FiresAtOnce { get; init; }

    public static string Tenant(int number) => FormattableString.Invariant($"authority-{number}");

    public static string Provider(int number) => FormattableString.Invariant($"provider-{number}");

    /// <summary>Counts; triggers that judge one of them each, and one on a share of providers.</summary>
    public Checklist Checklist()
    {
        var measures = Enumerable.Range(0, Measures).Select(m => new Measure(
            Key(m), "How many?", "Measured.", MeasureKind.Count, Owner.Provider, Services.All, Cadence.Week, 8, Reuse.Ask, HeldBy.None, "none", null, [], [], [])).ToList();
        var levels = new[]
        {
            new Level(TriggerLevel.Amber, Comparison.AtLeast, 50, null, 40, 2, Tier.Authority, "local", 7),
            new Level(TriggerLevel.Red, Comparison.AtLeast, 5000, null, 4000, 1, FiresAtOnce ? Tier.Region : Tier.Authority, "local", 7),
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

    /// <summary>A report that stays below every limit.</summary>
    public string Body(long number)
    {
        var readings = Enumerable.Range(0, Measures)
            .Select(m => FormattableString.Invariant($"{{\"measure\":\"{Key(m)}\",\"value\":{(m % 2 == 0 ? 20 + (number + m) % 20 : (number + m) % 6)}}}"));
        return $"{{\"kind\":\"update\",\"toldBy\":\"measured\",\"readings\":[{string.Join(',', readings)}]}}";
    }

    /// <summary>What such a report says of each measure.</summary>
    public IReadOnlyList<GivenReading> Readings(long number) =>
        [.. Enumerable.Range(0, Measures).Select(m => new GivenReading(Key(m), new GivenValue(m % 2 == 0 ? 20 + (number + m) % 20 : (number + m) % 6, null)))];

    /// <summary>A reading that is beyond every limit.</summary>
    public static GivenReading Alarming { get; } = new(Key(0), new GivenValue(6000, null));

    public static byte[] Request(string path, string? token, string body) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + (token is null ? "" : $"Authorization: Bearer {token}\r\n")
        + FormattableString.Invariant($"Content-Length: {body.Length}\r\n\r\n{body}"));

    private static string Key(int measure) => FormattableString.Invariant($"measure-{measure}");
}
