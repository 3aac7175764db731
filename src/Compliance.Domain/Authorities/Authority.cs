namespace Compliance.Domain.Authorities;

/// <summary>A council with adult social care duties. The slug stands for ever; ONS codes are dated.</summary>
/// <param name="Region">The key of the region whose assurance team oversees it.</param>
/// <param name="Codes">In order of time, without gap or overlap.</param>
/// <param name="Successors">The slugs of those that took over an authority that ended.</param>
public sealed record Authority(
    string Slug, string Name, string Region, IReadOnlyList<DatedCode> Codes, IReadOnlyList<string> Successors)
{
    /// <summary>The last day of an authority that has ended, included.</summary>
    public DateOnly? EndedOn => Codes[^1].ValidTo;

    /// <summary>An authority exists while it has a code.</summary>
    public bool ExistsOn(DateOnly date) => CodeOn(date) is not null;

    public string? CodeOn(DateOnly date) => Codes.FirstOrDefault(c => c.Covers(date))?.Code;
}

/// <summary>An ONS code and the days on which it is in force: both included, open where left out.</summary>
public sealed record DatedCode(string Code, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    public bool Covers(DateOnly date) => (ValidFrom is null || ValidFrom <= date) && (ValidTo is null || date <= ValidTo);

    public bool Overlaps(DatedCode other) =>
        (ValidFrom is null || other.ValidTo is null || ValidFrom <= other.ValidTo)
        && (other.ValidFrom is null || ValidTo is null || other.ValidFrom <= ValidTo);
}
