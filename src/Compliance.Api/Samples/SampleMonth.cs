using System.Globalization;
using Compliance.Domain.Intake;

namespace Compliance.Api.Samples;

/// <summary>What one of the sample's services answers once a month.</summary>
internal sealed class SampleMonth(SampleProvider provider, Random random)
{
    private static readonly string[] _vaccines = ["covid", "booster", "flu"];

    private readonly int _agency = random.Next(3) == 0 ? 0 : random.Next(2, 9);
    private readonly int _residents = random.Next(18, 48);

    private bool IsHome => provider.ServiceType.StartsWith("care-home", StringComparison.Ordinal);

    /// <summary>The first month's answers: all of them.</summary>
    public IEnumerable<GivenReading> First(DateOnly on) =>
    [
        Count("staff-employed", provider.Staff),
        Tests(),
        .. Vaccinated("staff", provider.Staff, random.Next(14) == 0 ? 74 : 86),
        .. Vaccinated("agency", _agency, 82),
        .. IsHome ? Vaccinated("residents", _residents, random.Next(20) == 0 ? 86 : 94) : [],
        .. IsHome ? Visiting(on) : [],
    ];

    /// <summary>A later month's: what is asked afresh, and that the rest is as it was.</summary>
    public IEnumerable<GivenReading> Again() =>
    [
        Tests(),
        Unchanged("staff-employed"),
        .. Groups().SelectMany(g => _vaccines.SelectMany(v => new[] { Unchanged($"{g}-{v}-vaccinated"), Unchanged($"{g}-{v}-unknown") })),
        .. IsHome ? new[] { "visiting-status", "visiting-reason", "visiting-limited-until", "end-of-life-visits", "caregiver-visits" }.Select(Unchanged) : [],
    ];

    private IEnumerable<string> Groups() => IsHome ? ["staff", "agency", "residents"] : ["staff", "agency"];

    private GivenReading Tests() => new("tests-done", Numerator: provider.Staff * (random.Next(16) == 0 ? 82 : random.Next(92, 101)) / 100, Denominator: provider.Staff);

    /// <summary>Yes of all, and of how many it is not known: the booster and the flu jab run behind the first course.</summary>
    private IEnumerable<GivenReading> Vaccinated(string group, int of, int percent)
    {
        foreach (var (vaccine, n) in _vaccines.Select((v, n) => (v, n)))
        {
            var yes = of * (percent - 9 * n + random.Next(0, 6)) / 100;
            yield return of == 0
                ? new GivenReading($"{group}-{vaccine}-vaccinated", NotApplicable: true)
                : new GivenReading($"{group}-{vaccine}-vaccinated", Numerator: yes, Denominator: of);
            yield return Count($"{group}-{vaccine}-unknown", Math.Min(of - yes, random.Next(0, 3)));
        }
    }

    private IEnumerable<GivenReading> Visiting(DateOnly on)
    {
        var limited = provider.Fate == Fate.Outbreak;
        return
        [
            Word("visiting-status", limited ? "restricted" : "open"),
            limited ? Word("visiting-reason", "outbreak") : new("visiting-reason", NotApplicable: true),
            limited ? Word("visiting-limited-until", on.AddDays(70).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : new("visiting-limited-until", NotApplicable: true),
            Word("end-of-life-visits", "yes"),
            Word("caregiver-visits", "yes"),
        ];
    }

    private static GivenReading Count(string measure, int value) => new(measure, new GivenValue(value, null));

    private static GivenReading Word(string measure, string word) => new(measure, new GivenValue(null, word));

    private static GivenReading Unchanged(string measure) => new(measure, Unchanged: true);
}
