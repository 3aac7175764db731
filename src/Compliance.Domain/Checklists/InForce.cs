namespace Compliance.Domain.Checklists;

/// <summary>The days on which something is asked or judged, both included; an end left out is open.</summary>
public sealed record InForce(DateOnly? From, DateOnly? To)
{
    public bool Covers(DateOnly date) => (From is not { } from || from <= date) && (To is not { } to || date <= to);
}
