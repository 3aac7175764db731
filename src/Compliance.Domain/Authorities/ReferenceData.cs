using System.Collections.Frozen;
using Compliance.Domain.Calendars;

namespace Compliance.Domain.Authorities;

/// <summary>What every tenant shares and no tenant may change: nations, regions, authorities, service types, calendars.</summary>
/// <param name="recordedFrom">The first day of which the authorities' codes tell anything.</param>
/// <param name="calendars">By key.</param>
public sealed class ReferenceData(
    IReadOnlyList<Nation> nations,
    IReadOnlyList<Region> regions,
    IReadOnlyList<Authority> authorities,
    IReadOnlyList<ServiceType> serviceTypes,
    IReadOnlyDictionary<string, Calendar> calendars,
    DateOnly recordedFrom)
{
    private readonly FrozenDictionary<string, Nation> _nations = nations.ToFrozenDictionary(n => n.Key);
    private readonly FrozenDictionary<string, Region> _regions = regions.ToFrozenDictionary(r => r.Key);
    private readonly FrozenDictionary<string, Authority> _authorities = authorities.ToFrozenDictionary(a => a.Slug);
    private readonly ILookup<string, Authority> _byCode = authorities
        .SelectMany(a => a.Codes.Select(c => (c.Code, Authority: a)))
        .ToLookup(p => p.Code, p => p.Authority);

    public IReadOnlyList<Nation> Nations => nations;

    public IReadOnlyList<Region> Regions => regions;

    /// <summary>Every authority on record, those that have ended among them.</summary>
    public IReadOnlyList<Authority> Authorities => authorities;

    public IReadOnlyList<ServiceType> ServiceTypes => serviceTypes;

    /// <summary>Whom checklists can name.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    public DateOnly RecordedFrom => recordedFrom;

    public Authority? FindAuthority(string slug) => _authorities.GetValueOrDefault(slug);

    public Region? FindRegion(string key) => _regions.GetValueOrDefault(key);

    public Nation? FindNation(string key) => _nations.GetValueOrDefault(key);

    public Role? FindRole(string key) => Roles.FirstOrDefault(r => r.Key == key);

    public ServiceType? FindServiceType(string key) => serviceTypes.FirstOrDefault(t => t.Key == key);

    /// <summary>The authorities that exist on a date; none before the record begins.</summary>
    public IEnumerable<Authority> AuthoritiesOn(DateOnly date) =>
        date < recordedFrom ? [] : authorities.Where(a => a.ExistsOn(date));

    /// <summary>Whose an ONS code is on a date; null before the record begins, and once the code is out of force.</summary>
    public Authority? FindByCode(string code, DateOnly date) =>
        date < recordedFrom ? null : _byCode[code].FirstOrDefault(a => a.CodeOn(date) == code);

    public Nation NationOf(Authority authority) => _nations[_regions[authority.Region].Nation];

    /// <summary>The calendar of a nation, by the nation's key.</summary>
    public Calendar CalendarOf(string nation) => calendars[_nations[nation].Calendar];

    public Calendar CalendarOf(Authority authority) => calendars[NationOf(authority).Calendar];
}
