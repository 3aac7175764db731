using System.Text;
using System.Text.Json;
using Compliance.Api.Yaml;
using Compliance.Domain.Authorities;
using Compliance.Domain.Journal;

namespace Compliance.Api.Authorities;

/// <summary>Contacts that a file gives, put among those on record: by role and name.</summary>
internal static class RehearsedContacts
{
    public static void Add(Page page, AuthorityChange change, GivenAuthority given, string stored)
    {
        Check(page, given);
        var contacts = StoredContacts.Read(stored).ToList();
        foreach (var contact in given.Contacts)
        {
            var at = contacts.FindIndex(c => IsSame(c, contact));
            change.AddContact(at < 0 ? ChangeKind.Created : contacts[at] == contact ? ChangeKind.Left : ChangeKind.Changed, NameOf(contact));
            if (at < 0)
            {
                contacts.Add(contact);
            }
            else
            {
                contacts[at] = contact;
            }
        }

        foreach (var kept in contacts.Where(c => given.Contacts.Count > 0 && !given.Contacts.Any(g => IsSame(g, c))))
        {
            change.AddContact(ChangeKind.Left, $"{NameOf(kept)}, not in the file");
        }

        if (contacts.Count > SetContactsValidator.Most)
        {
            page.Say(page.At(given, "contacts"), FormattableString.Invariant($"with those on record these are {contacts.Count} contacts; keep at most {SetContactsValidator.Most}"));
        }

        change.ContactsAfter = contacts;
        var asked = StoredContacts.Write(contacts);
        change.Contacts = asked == stored ? null : (stored, asked);
    }

    private static void Check(Page page, GivenAuthority given)
    {
        foreach (var contact in given.Contacts.Where(c => page.IsReadable(c)))
        {
            var body = new ContactBody { Role = contact.Role, Name = contact.Name, Email = contact.Email, Phone = contact.Phone };
            var result = new SetContactsValidator().Validate(new SetContactsRequest { Body = new SetContactsBody { Contacts = [body] } });
            foreach (var error in result.Errors)
            {
                page.Say(page.At(contact, JsonNamingPolicy.CamelCase.ConvertName(error.PropertyName.Split('.')[^1])), error.ErrorMessage);
            }
        }

        foreach (var again in given.Contacts.Where(c => page.IsReadable(c)).GroupBy(c => (c.Role, c.Name)).SelectMany(g => g.Skip(1)))
        {
            page.Say(page.At(again, "name"), $"`{Page.Shorten(again.Name)}` stands here twice as `{again.Role}`; keep one");
        }
    }

    private static bool IsSame(Contact one, Contact other) => (one.Role, one.Name) == (other.Role, other.Name);

    private static string NameOf(Contact contact) => $"contact {contact.Role}, {contact.Name}";
}

/// <summary>Dated codes as the authority's row holds them.</summary>
internal static class StoredCodes
{
    public static string Write(IReadOnlyList<DatedCode> codes) => Encoding.UTF8.GetString(Canonical.Write(codes));
}
