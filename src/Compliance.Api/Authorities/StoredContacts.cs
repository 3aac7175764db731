using System.Text;
using Compliance.Api.Endpoints;
using Compliance.Domain.Authorities;
using Compliance.Domain.Journal;

namespace Compliance.Api.Authorities;

/// <summary>Contacts as the authority's row holds them.</summary>
internal static class StoredContacts
{
    private const int TagLength = 16;

    public static IReadOnlyList<Contact> Read(string stored) => Canonical.Read<List<Contact>>(Encoding.UTF8.GetBytes(stored));

    public static string Write(IReadOnlyList<Contact> contacts) => Encoding.UTF8.GetString(Canonical.Write(contacts));

    public static EntityTag TagOf(string stored) =>
        new(Convert.ToHexStringLower(Canonical.Hash(Encoding.UTF8.GetBytes(stored)))[..TagLength]);
}
