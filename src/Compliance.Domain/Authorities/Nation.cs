namespace Compliance.Domain.Authorities;

/// <summary>A nation of the United Kingdom, with the bodies that differ between nations and are therefore data.</summary>
/// <param name="Calendar">The key of its calendar of bank holidays.</param>
/// <param name="Regulator">Registers and inspects care services.</param>
/// <param name="AssuranceBody">Watches over authorities, and reviews their escalations.</param>
/// <param name="ResilienceBody">Plans for and answers civil emergencies.</param>
public sealed record Nation(
    string Key, string Name, string Calendar, Body Regulator, Body AssuranceBody, Body ResilienceBody);

/// <param name="Short">What people call it in a sentence.</param>
public sealed record Body(string Name, string Short);

/// <summary>Authorities overseen by one assurance team.</summary>
/// <param name="Code">Its ONS code.</param>
public sealed record Region(string Key, string Name, string Nation, string Code);

/// <summary>Somebody whom checklists name as a helper, or tell.</summary>
/// <param name="Side">The tier it belongs to: <c>provider</c>, <c>authority</c> or <c>region</c>; null for those outside.</param>
/// <param name="Hat">The hat under which its people sign in; null when nobody does.</param>
/// <param name="Contact">Whether an authority can record a contact for it.</param>
/// <param name="Nations">Nations that have such a body; null where all have.</param>
public sealed record Role(string Key, string Label, string? Side = null, string? Hat = null, bool Contact = false, IReadOnlyList<string>? Nations = null)
{
    /// <summary>Whether there is anybody of this name in a nation.</summary>
    public bool ExistsIn(string nation) => Nations?.Contains(nation) != false;

    /// <summary>Whether it is nobody of the authority's or the provider's own.</summary>
    public bool IsOutside => Side is not ("authority" or "provider");

    /// <summary>Whether anybody can be told under this name at all.</summary>
    public bool CanBeTold => Hat is not null || Contact;
}

/// <summary>A kind of service that a register may hold.</summary>
/// <param name="Regulated">Whether providing it needs registration with the nation's regulator.</param>
/// <param name="Residential">Whether people live where they are cared for, so that beds can be counted.</param>
public sealed record ServiceType(string Key, string Label, bool Regulated, bool Residential);
