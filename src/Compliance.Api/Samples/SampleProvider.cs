namespace Compliance.Api.Samples;

/// <summary>What happens to a service in the sample's story.</summary>
internal enum Fate
{
    /// <summary>Reports every week; a few are away.</summary>
    Steady,

    /// <summary>More staff fall ill each week of the last three.</summary>
    Outbreak,

    /// <summary>Stopped reporting two weeks ago.</summary>
    Silent,

    /// <summary>Masks run down over the last two weeks.</summary>
    ShortOfPpe,

    /// <summary>Has had nobody to care for these three weeks.</summary>
    Empty,

    /// <summary>Cannot report for two weeks, and the authority has excused it.</summary>
    Excused,

    /// <summary>Said yesterday that it cannot meet needs.</summary>
    CannotCope,
}

/// <summary>An invented service.</summary>
internal sealed record SampleProvider(string Key, string Name, string ServiceType, int Staff, Fate Fate);

/// <summary>Invented services with plainly invented names, the same for the same seed.</summary>
internal static class SampleProviders
{
    private static readonly string[] _trees =
        ["Rowan", "Elm", "Hawthorn", "Juniper", "Larch", "Maple", "Oakapple", "Poplar", "Quince", "Sycamore", "Willow", "Alder", "Birch", "Cedar", "Hazel", "Holly"];

    private static readonly string[] _homes = ["Court", "House", "Lodge", "Grange", "View", "Gardens"];

    private static readonly string[] _visits = ["Home Care", "Carers", "Support", "Living"];

    private static readonly string[] _residential = ["care-home", "care-home", "care-home", "care-home-with-nursing"];

    private static readonly string[] _community = ["home-care", "home-care", "supported-living", "extra-care", "shared-lives", "day-service"];

    /// <summary>So many residential services and so many others; the first of all is called Beechwood and is steady.</summary>
    public static IReadOnlyList<SampleProvider> Make(int residential, int others, Random random)
    {
        var providers = new List<SampleProvider>();
        for (var i = 0; i < residential + others; i++)
        {
            var home = i < residential;
            var (kinds, words) = home ? (_residential, _homes) : (_community, _visits);
            var name = i == 0 ? "Beechwood" : $"{_trees[i % _trees.Length]} {words[i / _trees.Length % words.Length]}";
            var key = name.ToLowerInvariant().Replace(' ', '-');
            for (var n = 2; providers.Any(p => p.Key == key); n++)
            {
                key = FormattableString.Invariant($"{name.ToLowerInvariant().Replace(' ', '-')}-{n}");
            }

            providers.Add(new SampleProvider(
                key, $"{name} (sample)", i == 0 ? "care-home" : kinds[random.Next(kinds.Length)], i == 0 ? 40 : random.Next(14, 75), FateOf(i, home)));
        }

        return providers;
    }

    private static Fate FateOf(int index, bool home) => (index, home) switch
    {
        (0, _) => Fate.Steady,
        (_, true) when index % 11 == 3 => Fate.Outbreak,
        (_, _) when index % 23 == 7 => Fate.Silent,
        (_, _) when index % 29 == 13 => Fate.ShortOfPpe,
        (91, false) => Fate.CannotCope,
        (20, true) => Fate.Excused,
        (95, false) => Fate.Empty,
        _ => Fate.Steady,
    };
}
