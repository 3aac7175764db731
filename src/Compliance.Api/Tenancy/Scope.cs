using System.Collections.Frozen;

namespace Compliance.Api.Tenancy;

/// <summary>The set of tenants whose rows may be read. An empty scope reads nothing.</summary>
public sealed class Scope
{
    private readonly FrozenSet<string> _ids;

    private Scope(IEnumerable<string> tenants)
    {
        _ids = tenants.ToFrozenSet(StringComparer.Ordinal);
        Tenants = [.. _ids.Order(StringComparer.Ordinal)];
    }

    public static Scope Nothing { get; } = new([]);

    /// <summary>
    /// Reads nothing through the query filter, but does not stop at the database what lifts the filter by its name: the
    /// directory of tenants, and the search for what is due.
    /// </summary>
    public static Scope Lifted { get; } = new([]);

    public IReadOnlyList<string> Tenants { get; }

    public static Scope Of(params IEnumerable<string> tenants) => new(tenants);

    public bool Contains(string tenant) => _ids.Contains(tenant);
}
