using System.Text.Json.Serialization;
using Compliance.Domain.Plans;
using Compliance.Domain.Returns;

namespace Compliance.Api.Reporting;

/// <summary>What is owed now, past due.</summary>
/// <param name="Owing">How many providers on the register owe something.</param>
/// <param name="Measures">How many owe it, by measure, in the order of the checklists.</param>
/// <param name="Providers">What each owes. Left out for a region.</param>
public sealed record DebtResponse(
    int Owing,
    IReadOnlyList<OwedMeasureResponse> Measures,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OwingProviderResponse>? Providers)
{
    internal static DebtResponse From(Owing owing, Rulebook rules, bool withProviders) => new(
        owing.Providers.Count,
        [.. owing.Measures.Select(m => new OwedMeasureResponse(m.Key, rules.SectionOf(m.Key), m.Value))],
        withProviders
            ? [.. owing.Providers.Select(p => new OwingProviderResponse(
                p.Provider, p.Since, p.WorkingDays, [.. p.Measures.Select(m => new OwingMeasureResponse(m.Measure, m.Since, m.WorkingDays))]))]
            : null);
}

/// <summary>A measure that is owed.</summary>
/// <param name="Providers">How many owe it.</param>
public sealed record OwedMeasureResponse(string Measure, string Section, int Providers);

/// <summary>A provider that owes something.</summary>
/// <param name="Since">The last second in which the first of it would have been on time.</param>
/// <param name="WorkingDaysSilent">Working days that have wholly passed since then, as of the last thing that became known.</param>
/// <param name="Measures">What it owes, the longest owed first.</param>
public sealed record OwingProviderResponse(string Provider, DateTime Since, int WorkingDaysSilent, IReadOnlyList<OwingMeasureResponse> Measures);

/// <summary>A measure that one provider owes.</summary>
/// <param name="Since">The last second in which it would have been on time.</param>
public sealed record OwingMeasureResponse(string Measure, DateTime Since, int WorkingDaysSilent);
