using System.Globalization;
using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

/// <summary>What a return costs those who fill it in.</summary>
internal static class ReturnRules
{
    /// <summary>Questions that a week may ask of one provider.</summary>
    public const int MostEveryWeek = 8;

    public static void Check(Page page, Checklist checklist)
    {
        foreach (var type in ServiceTypes.All)
        {
            var asked = EveryWeek(checklist, type).ToList();
            if (asked.Count > MostEveryWeek)
            {
                page.Say(page.At(asked[MostEveryWeek], "every"), string.Create(
                    CultureInfo.InvariantCulture, $"the default weekly return asks {asked.Count} of {type}; eight is the most, so ask one of them every month"));
            }
        }
    }

    public static IEnumerable<Measure> EveryWeek(Checklist checklist, string serviceType) =>
        Of(checklist, serviceType).Where(m => m.Every is Cadence.Day or Cadence.Week);

    public static IEnumerable<Measure> EveryMonth(Checklist checklist, string serviceType) =>
        Of(checklist, serviceType).Where(m => m.Every is Cadence.Month);

    /// <summary>An estimate: a fresh answer has to be found out, a standing one confirmed, a kept one only seen.</summary>
    public static TimeSpan TimeOf(IEnumerable<Measure> measures) => TimeSpan.FromSeconds(measures.Sum(m => m.Reuse switch
    {
        Reuse.Ask => 30,
        Reuse.Confirm => 10,
        _ => 5,
    }));

    private static IEnumerable<Measure> Of(Checklist checklist, string serviceType) =>
        checklist.Measures.Where(m => m.Owner is Owner.Provider && m.AppliesTo.Include(serviceType));
}
