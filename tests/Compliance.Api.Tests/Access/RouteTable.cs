using System.Text;

namespace Compliance.Api.Tests.Access;

/// <summary>What addresses name. Each part can be exchanged for one that does not exist.</summary>
internal sealed record Place(
    string Authority, string Region, string Provider, string Report, string AuthorityReport, string Escalation, string Share = "", string Webhook = "", string RegionWebhook = "", string Delivery = "", string RegionDelivery = "")
{
    public const string Missing = "nowhere";

    public string Address => $"/v1/authorities/{Authority}";

    public string ProviderAddress => $"{Address}/providers/{Provider}";

    public string Case => $"/v1/escalations/{Escalation}";

    /// <summary>The same, where no authority, region, provider or case has such a name.</summary>
    public Place Elsewhere => this with { Authority = Missing, Region = Missing, Provider = Missing, Escalation = Missing };

    /// <summary>The same authority, where no provider or case has such a name.</summary>
    public Place NoSuchPart => this with { Provider = Missing, Escalation = Missing };
}

/// <summary>How a route is called well: what is sent would be taken from somebody who may.</summary>
/// <param name="Body">Sent as JSON; text is sent as lines, other content as it is.</param>
/// <param name="Seen">Where the version to be changed is read.</param>
/// <param name="OnlyTheCaller">Whether it changes nothing, or nothing but the caller's own session, which anybody may.</param>
internal sealed record RouteEntry(
    Func<Place, string> Address, Func<Place, object>? Body = null, Func<Place, string>? Seen = null, bool OnlyTheCaller = false);

/// <summary>One entry a route, by operation id, or by method and pattern where it has none.</summary>
internal static class RouteTable
{
    private const string Plan = "plans/asc-winter-plan-2021-22?season=2026";

    private static readonly object _reason = new { reason = "More than can be covered" };

    private static readonly Dictionary<string, RouteEntry> _plain = new()
    {
        ["GET /health/live"] = new(_ => "/health/live"),
        ["GET /health/ready"] = new(_ => "/health/ready"),
        ["GET /openapi/{documentName}.json"] = new(_ => "/openapi/v1.json"),
        ["GET /docs/"] = new(_ => "/docs"),
        ["GET /docs/plain"] = new(_ => "/docs/plain"),
        ["GET /docs/plain.css"] = new(_ => "/docs/plain.css"),
        ["GET /docs/start.js"] = new(_ => "/docs/start.js"),
        ["GET /docs/scalar.js"] = new(_ => "/docs/scalar.js"),

        ["GET /set-password/"] = new(_ => "/set-password?token=unknown"),
        ["POST /set-password/"] = new(_ => "/set-password", _ => new FormUrlEncodedContent([new("token", "unknown"), new("password", "a good password"), new("again", "a good password")])),
        ["SetPassword"] = new(_ => "/v1/passwords", _ => new { token = "unknown", password = "a good password" }),
        ["SignIn"] = new(_ => "/v1/sign-in", _ => new { email = "nobody@example.org", password = "a good password" }),
        ["SignOut"] = new(_ => "/v1/sign-out", OnlyTheCaller: true),
        ["GetMe"] = new(_ => "/v1/me"),

        ["ListChecklists"] = new(_ => "/v1/checklists"),
        ["GetChecklist"] = new(_ => "/v1/checklists/asc-winter-plan-2021-22/versions/1"),

        ["ListAuthorities"] = new(_ => "/v1/authorities"),
        ["GetAuthority"] = new(p => p.Address),
        ["GetContacts"] = new(p => $"{p.Address}/contacts"),
        ["SetContacts"] = new(
            p => $"{p.Address}/contacts",
            _ => new { contacts = new[] { new { role = "authority-lead", name = "Duty desk", phone = "01632 960000" } } },
            p => $"{p.Address}/contacts"),

        ["ListPlans"] = new(p => $"{p.Address}/plans"),
        ["GetLadders"] = new(p => $"{p.Address}/ladders"),
        ["GetPlan"] = new(p => $"{p.Address}/{Plan}"),
        ["SetPlan"] = new(p => $"{p.Address}/{Plan}", _ => new { version = 1, from = "2026-10-01", to = "2027-03-31" }, p => $"{p.Address}/{Plan}"),

        ["PreviewPlan"] = new(
            p => $"{p.Address}/plans/asc-winter-plan-2021-22/preview?season=2026", _ => new { version = 1, from = "2026-11-02", to = "2027-03-31" }),

        ["GetActions"] = new(p => $"{p.Address}/actions"),
        ["GetAction"] = new(p => $"{p.Address}/actions/ppe-portal-promoted"),
        ["SetAction"] = new(
            p => $"{p.Address}/actions/ppe-portal-promoted", _ => new { status = "in-progress" }, p => $"{p.Address}/actions/ppe-portal-promoted"),

        ["ListProviders"] = new(p => $"{p.Address}/providers"),
        ["RegisterProvider"] = new(
            p => $"{p.Address}/providers", _ => new { provider = "hazel", name = "Hazel", serviceType = "care-home", joinedOn = "2026-11-01" }),
        ["RegisterManyProviders"] = new(
            p => $"{p.Address}/providers", _ => new StringContent("provider,name,serviceType,joinedOn\nhazel-2,Hazel,care-home,2026-11-01\n", Encoding.UTF8, "text/csv")),
        ["GetProvider"] = new(p => p.ProviderAddress),
        ["ChangeProvider"] = new(p => p.ProviderAddress, _ => new { name = "Another name" }, p => p.ProviderAddress),

        ["SubmitReport"] = new(
            p => $"{p.ProviderAddress}/reports", _ => new { toldBy = "duty manager", readings = new object[] { new { measure = "able-to-meet-needs-safely", value = "no" } } }),
        ["GetReports"] = new(p => $"{p.ProviderAddress}/reports"),
        ["GetReport"] = new(p => $"{p.ProviderAddress}/reports/{p.Report}"),
        ["GetPosition"] = new(p => $"{p.ProviderAddress}/position"),
        ["GetDue"] = new(p => $"{p.ProviderAddress}/due"),
        ["SubmitAuthorityReport"] = new(
            p => $"{p.Address}/reports", _ => new { readings = new object[] { new { measure = "ppe-days-council", value = 1 } } }),
        ["SubmitManyReports"] = new(
            p => $"{p.Address}/reports", p => $$"""{"provider":"{{p.Provider}}","toldBy":"the weekly sheet","readings":[{"measure":"able-to-meet-needs-safely","value":"no"}]}"""),
        ["GetAuthorityDue"] = new(p => $"{p.Address}/due"),
        ["GetAuthorityReports"] = new(p => $"{p.Address}/reports"),
        ["GetAuthorityReport"] = new(p => $"{p.Address}/reports/{p.AuthorityReport}"),

        ["ShareWithRegion"] = new(
            p => $"{p.Address}/sharing", p => new { provider = p.Provider, what = new[] { "position" }, purpose = "Planning mutual aid", expiresOn = "2026-12-18T17:00:00Z" }),
        ["ListShares"] = new(p => $"{p.Address}/sharing"),
        ["GetShare"] = new(p => $"{p.Address}/sharing/{p.Share}"),
        ["WithdrawShare"] = new(p => $"{p.Address}/sharing/{p.Share}"),
        ["GetAccessLog"] = new(p => $"{p.Address}/access-log"),

        ["GetBoard"] = new(p => $"{p.Address}/board"),
        ["GetProviderBoard"] = new(p => $"{p.ProviderAddress}/board"),
        ["GetRegionOverview"] = new(p => $"/v1/regions/{p.Region}/overview"),
        ["GetResponseTimes"] = new(p => $"/v1/regions/{p.Region}/response-times"),
        ["GetReporting"] = new(p => $"{p.Address}/reporting"),
        ["GetTriggers"] = new(p => $"{p.Address}/triggers"),
        ["GetTrigger"] = new(p => $"{p.Address}/triggers/staff-absence-widespread"),
        ["GetOrganisationTrigger"] = new(p => $"{p.Address}/organisations/acme/triggers/organisation-under-pressure"),
        ["ReplayTriggers"] = new(
            p => $"{p.Address}/triggers/replay", _ => new { from = "2026-11-02", to = "2026-11-17", overrides = Array.Empty<object>() }),
        ["GetProviderTrigger"] = new(p => $"{p.ProviderAddress}/triggers/staff-absence"),

        ["VerifyReceipt"] = new(_ => "/v1/receipts/verify", _ => new
        {
            checklist = "small",
            version = 1,
            triggerHash = "sha256:00",
            seq = 1,
            knownOn = "2026-11-18T09:12:04Z",
            readings = Array.Empty<object>(),
            comparisons = Array.Empty<object>(),
            before = "clear",
            after = "red",
        }, OnlyTheCaller: true),

        ["GetNoticeWish"] = new(_ => "/v1/me/notices", OnlyTheCaller: true),
        ["SetNoticeWish"] = new(_ => "/v1/me/notices", _ => new { email = "each" }, _ => "/v1/me/notices", OnlyTheCaller: true),
        ["GetEscalationNotices"] = new(p => $"{p.Case}/notices"),

        ["ListEscalations"] = new(_ => "/v1/escalations"),
        ["WatchEscalations"] = new(_ => "/v1/escalations/events?wait=false"),
        ["GetEscalation"] = new(p => p.Case),
        ["AcknowledgeEscalation"] = Act("acknowledge", new { owner = "Duty lead", reason = "Calling the home", reviewBy = "2026-11-19T16:00:00Z" }),
        ["RaiseEscalation"] = new(
            _ => "/v1/escalations", p => new { authority = p.Authority, provider = p.Provider, title = "No heating", reason = "The boiler is out", level = "amber" }),
        ["RequestInformation"] = Act("request-information", new { to = "provider", question = "How many come tonight?", replyBy = "2026-11-18T16:00:00Z" }),
        ["ProvideInformation"] = Act("provide-information", new { answer = "Six of eight" }),
        ["MitigateEscalation"] = Act("mitigate", new { measures = new[] { new { text = "Agency staff" } }, owner = "Commissioning", until = "2026-11-20T16:00:00Z" }),
        ["WithdrawEscalation"] = Act("withdraw", _reason),
        ["NoteOnEscalation"] = Act("notes", new { text = "The agency was called" }),
        ["PassEscalationUp"] = Act("pass-up", _reason),
        ["PassEscalationDown"] = Act("pass-down", _reason),
        ["StandEscalationDown"] = Act("stand-down", new { reason = "Covered", despite = "Agency staff arrive tonight" }),
        ["ReopenEscalation"] = Act("reopen", _reason),
    };

    public static IReadOnlyDictionary<string, RouteEntry> Entries { get; } = new Dictionary<string, RouteEntry>(
    [
        .. _plain,
        .. Webhooks("Authority", p => $"{p.Address}/webhooks", p => p.Webhook, p => p.Delivery),
        .. Webhooks("Region", p => $"/v1/regions/{p.Region}/webhooks", p => p.RegionWebhook, p => p.RegionDelivery),
    ]);

    private static IEnumerable<KeyValuePair<string, RouteEntry>> Webhooks(string owner, Func<Place, string> address, Func<Place, string> webhook, Func<Place, string> delivery)
    {
        string One(Place p) => $"{address(p)}/{webhook(p)}";
        return
        [
            new($"Create{owner}Webhook", new(address, _ => new { url = "http://127.0.0.1:9/new" })),
            new($"List{owner}Webhooks", new(address)),
            new($"Get{owner}Webhook", new(One)),
            new($"Change{owner}Webhook", new(One, _ => new { description = "Duty desk" }, One)),
            new($"Delete{owner}Webhook", new(p => $"{One(p)}-spare")),
            new($"Test{owner}Webhook", new(p => $"{One(p)}/test")),
            new($"Rotate{owner}WebhookSecret", new(p => $"{One(p)}/rotate")),
            new($"List{owner}WebhookDeliveries", new(p => $"{One(p)}/deliveries")),
            new($"Replay{owner}WebhookDelivery", new(p => $"{One(p)}/deliveries/{delivery(p)}/replay")),
        ];
    }

    private static RouteEntry Act(string action, object body) => new(p => $"{p.Case}/{action}", _ => body, p => p.Case);
}
