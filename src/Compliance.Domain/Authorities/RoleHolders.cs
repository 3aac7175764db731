namespace Compliance.Domain.Authorities;

/// <summary>Everybody on record at an authority, and in its region, who is told when a role is.</summary>
public sealed record RoleHolders(IReadOnlyList<Contact> Contacts, IReadOnlyList<HatHolder> Users)
{
    /// <summary>People who sign in for a role.</summary>
    public IEnumerable<HatHolder> UsersOf(Role role) => role.Hat is null ? [] : Users.Where(u => u.Hat == role.Hat);

    /// <summary>Contacts recorded for a role.</summary>
    public IEnumerable<Contact> ContactsOf(Role role) => Contacts.Where(c => c.Role == role.Key);

    public bool HasAny(Role role) => UsersOf(role).Any() || ContactsOf(role).Any();
}

/// <summary>Somebody who can sign in under a hat.</summary>
public sealed record HatHolder(string Hat, string Name);
