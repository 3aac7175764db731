using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;

namespace Compliance.Api.Notices;

/// <summary>What a webhook is sent. It holds no readings, no notes and nobody's name.</summary>
/// <param name="Type">The kind of event, such as <c>escalation.raised</c>.</param>
/// <param name="Timestamp">When it happened.</param>
public sealed record WebhookMessage(string Type, DateTime Timestamp, WebhookMessageData? Data)
{
    public const string Test = "webhook.test";
}

/// <summary>One event of one case, with the case as it stands when the message is sent.</summary>
/// <param name="Event">What happened, as in the case's timeline.</param>
/// <param name="Sequence">The event's number within the case. Numbers may be missing: notes are never sent, nor what was overtaken.</param>
public sealed record WebhookMessageData(
    string Event, DateTime On, int Sequence, WebhookCase Escalation, string Authority, SubjectResponse Subject, TriggerLevel Level, CaseState State, Tier Tier,
    WebhookDue? Due);

/// <param name="Link">Where the case is read, by whoever may.</param>
public sealed record WebhookCase(string Id, string Link);

/// <summary>What is due next, and when.</summary>
public sealed record WebhookDue(CaseDueKind What, DateTime On);
