using System.Text;
using Compliance.Domain.Journal;
using Compliance.Domain.Subjects;

namespace Compliance.Api.Data.Entities;

/// <summary>One service on one authority's register.</summary>
public sealed class ProviderRow
{
    public string TenantId { get; init; } = "";

    public required string Key { get; init; }

    public required string Name { get; set; }

    public required string ServiceType { get; set; }

    public string? Organisation { get; set; }

    /// <summary>Links the same service on several registers.</summary>
    public string? ServiceId { get; set; }

    public string? CqcId { get; set; }

    public string? OdsId { get; set; }

    public DateOnly JoinedOn { get; set; }

    /// <summary>The last day on the register, included.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>The authority to which it reports instead; null when it reports here.</summary>
    public string? Host { get; set; }

    /// <summary>Days on which it is closed as planned, as canonical JSON; null when there are none.</summary>
    public string? Closures { get; set; }

    public int Revision { get; set; }

    /// <summary>The journal entry that last changed this row.</summary>
    public long Seq { get; set; }

    public ProviderSet ToEntry() => new(Key, Name, ServiceType, Organisation, ServiceId, CqcId, OdsId, JoinedOn, LeftOn, Revision, Host, ClosuresOf(Closures));

    internal static IReadOnlyList<Closure>? ClosuresOf(string? written) =>
        written is null ? null : Canonical.Read<List<Closure>>(Encoding.UTF8.GetBytes(written));
}
