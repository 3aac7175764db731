using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Domain.Authorities;
using Compliance.Domain.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Access;

/// <summary>Somebody who can be told, and how.</summary>
/// <param name="Key">What a notice remembers: <c>user:id</c> or <c>contact:address</c>.</param>
/// <param name="Channel"><c>email</c> or <c>text</c>.</param>
/// <param name="Wish">How the person wants e-mails; contacts want each.</param>
public sealed record Recipient(string Key, Audience Side, string Channel, string Address, string Wish);

/// <summary>Finds the people behind roles.</summary>
public sealed class Recipients(ComplianceDbFactory databases, IOptions<NoticeOptions> options)
{
    /// <summary>Everybody who may be told of an authority's cases.</summary>
    public async Task<TenantPeople> OfAsync(string tenant, CancellationToken ct)
    {
        var known = await AuthorityPeople.ReadAsync(databases, tenant, ct) ?? throw new InvalidOperationException($"There is no authority '{tenant}'.");
        return new TenantPeople(known.Hats, known.Contacts, options.Value.CanEmail, options.Value.CanText);
    }
}

/// <summary>Everybody who may be told of one authority's cases, as on record now.</summary>
public sealed class TenantPeople
{
    public const string Lead = Roles.AuthorityLead;

    private readonly IReadOnlyList<Hatted> _hats;
    private readonly IReadOnlyList<Contact> _contacts;
    private readonly bool _canEmail;
    private readonly bool _canText;

    internal TenantPeople(IReadOnlyList<Hatted> hats, IReadOnlyList<Contact> contacts, bool canEmail, bool canText)
    {
        _hats = hats;
        _contacts = contacts;
        _canEmail = canEmail;
        _canText = canText;
    }

    /// <summary>The role as ladders name it, for roles that are named after what people sign in as.</summary>
    public static string NameOf(string role) => role switch
    {
        Roles.Reviewer => "region",
        Roles.ProviderManager => "provider",
        _ => role,
    };

    /// <summary>Who is told when a role is, each once; nobody where nobody on record can be reached.</summary>
    /// <param name="subject">What the case is about: a provider's managers are told of their own services only.</param>
    public IReadOnlyList<Recipient> For(string role, string subject)
    {
        var users = _hats.Where(h => Wears(h, NameOf(role), subject))
            .Select(h => new Recipient($"user:{h.User}", Side.OfRole(h.Role) ?? Audience.Authority, NoticeRow.Email, h.Email, h.Wish));
        // Who answers for the region or for a provider is theirs to say, not the authority's.
        var contacts = _contacts.Where(c => c.Role == role && c.Role is not ("region" or "provider")).Select(Of).OfType<Recipient>();
        return [.. users.Concat(contacts).DistinctBy(r => User.Normalize(r.Address))];
    }

    /// <summary>How somebody would be told for a role if it were now: <c>by e-mail</c>, <c>by text message</c>, or null where nobody would be sent anything.</summary>
    /// <remarks>Only what is set up, and only who wants each message, can be said to be told at once.</remarks>
    public string? WayTo(string role, string subject)
    {
        var found = For(role, subject);
        return _canEmail && found.Any(r => r.Channel == NoticeRow.Email && r.Wish == User.EachEmail) ? "by e-mail"
            : _canText && found.Any(r => r.Channel == NoticeRow.Text) ? "by text message"
            : null;
    }

    /// <summary>Whether those of a role sign in and find cases in a queue of theirs; all others hear of them from somebody.</summary>
    public static bool HasQueue(string role) => role is "authority-lead" or "region" or "provider";

    /// <summary>Somebody by what a notice remembers; null once they have left.</summary>
    public Recipient? Find(string key, IEnumerable<string> roles, string subject) =>
        roles.SelectMany(r => For(r, subject)).FirstOrDefault(r => r.Key == key);

    private static bool Wears(Hatted hat, string role, string subject) => role switch
    {
        "authority-lead" => hat.Role == Roles.AuthorityLead,
        "region" => hat.Role == Roles.Reviewer,
        "provider" => hat.Role == Roles.ProviderManager && hat.Providers.Contains(subject),
        _ => false,
    };

    private Recipient? Of(Contact contact) =>
        contact.Email is { } email ? new Recipient($"contact:{email}", Audience.Authority, NoticeRow.Email, email, User.EachEmail)
        : contact.Phone is { } phone && _canText ? new Recipient($"contact:{phone}", Audience.Authority, NoticeRow.Text, phone, User.EachEmail)
        : null;
}
