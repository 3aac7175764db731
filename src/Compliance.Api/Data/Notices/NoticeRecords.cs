using Compliance.Domain.Escalations;

namespace Compliance.Api.Data.Notices;

/// <summary>Something that happened to a case and is not spelt out in notices yet.</summary>
public sealed record ToTell(string Tenant, string Case, int Sequence);

/// <summary>A case as it stands, with what its tenant says of it.</summary>
/// <param name="Subject">The registered name of the service, or the organisation's key; null when the case is about the authority.</param>
/// <param name="ServiceType">Of the service; null when the case is about none.</param>
/// <param name="Organisation">The company above the service; null when there is none.</param>
public sealed record KnownCase(
    string Tenant, string Authority, string Region, string Nation, Escalation Escalation, string? Subject, string? ServiceType = null, string? Organisation = null);

/// <summary>A notice that this worker alone may send until its lease ends.</summary>
/// <param name="Attempts">Tries, this one included.</param>
/// <param name="Knows">Whether the recipient was sent anything about the case before.</param>
public sealed record Claimed(
    string Tenant, string Id, string Case, int Sequence, string Event, string Roles, string? Instead, string Channel, string Recipient, bool Urgent,
    DateTime CreatedOn, int Attempts, DateTime FirstTriedOn, bool Replayed, bool Knows);

/// <summary>What became of a claimed notice.</summary>
/// <param name="DueOn">When it is tried again, where it stays pending.</param>
public sealed record Settled(Claimed Notice, string State, string? Why, DateTime On, DateTime? DueOn = null);

/// <summary>What sending to a webhook says of the address itself.</summary>
/// <param name="RestsUntil">Nothing is sent there before; null after it took a message.</param>
/// <param name="Gone">Why it is to be switched off; else null.</param>
public sealed record Heard(string Webhook, DateTime? RestsUntil, string? Gone = null);

/// <summary>What one turn of a worker writes, in one transaction.</summary>
/// <param name="Told">Events that are spelt out now.</param>
/// <param name="Notices">The notices of those events, in the order of <see cref="Writing.Table.Notices"/>.</param>
public sealed record NoticeTurn(
    string Worker, DateTime Now, IReadOnlyList<ToTell> Told, IReadOnlyList<object?[]> Notices, IReadOnlyList<Settled> Settled, IReadOnlyList<Heard> Heard);

/// <summary>How much a worker can take on now.</summary>
/// <param name="Busy">Messages to each recipient that this worker is sending.</param>
public sealed record Room(int Webhooks, int PerWebhook, int People, IReadOnlyDictionary<string, int> Busy);
