using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Data.Entities;
using Compliance.Api.Notices;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Access;

/// <summary>A case that is open, whose it is, and whether the region has it.</summary>
internal sealed record OpenCase(string Id, string Provider, bool ReachedRegion);

/// <summary>Somebody to whom a place must look as if it did not exist.</summary>
/// <param name="Within">Whether the authority itself is the caller's.</param>
internal sealed record Outsider(string Who, TestClient Client, bool Within);

/// <summary>A host with one authority full of everything, its neighbour in the region, and one abroad.</summary>
public sealed class SweptPlaces : IAsyncLifetime
{
    /// <summary>A name that shows wherever something of the authority is shown.</summary>
    public const string Name = "swept-harbour";

    private static readonly string[] _homes = ["beechwood", "elm", "rowan"];

    private readonly Dictionary<string, TestClient> _own = [];
    private readonly List<Outsider> _foreign = [];

    public ComplianceApp App { get; } = new();

    public TestAuthority Authority { get; private set; } = null!;

    public TestAuthority Neighbour { get; private set; } = null!;

    public TestAuthority Abroad { get; private set; } = null!;

    /// <summary>The manager of a home that nothing is wrong with.</summary>
    public TestClient Sibling { get; private set; } = null!;

    internal Place Place { get; private set; } = null!;

    /// <summary>An open case in each tier.</summary>
    internal IReadOnlyList<OpenCase> Cases { get; private set; } = [];

    /// <summary>Everybody of other authorities; the neighbour's lies in the same region.</summary>
    internal IReadOnlyList<Outsider> Foreign => _foreign;

    /// <summary>The routes that the running host answers, with the name under which the table has them.</summary>
    internal IReadOnlyList<(string Operation, RouteEndpoint Endpoint, HttpMethod Method)> Routes =>
        [.. App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(
            e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"],
            (e, method) => (e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? $"{method} {e.RoutePattern.RawText}", e, new HttpMethod(method)))];

    public async ValueTask InitializeAsync()
    {
        Authority = App.NewAuthority("coast", Name);
        Neighbour = App.NewAuthority("coast", "neighbour");
        Abroad = App.NewAuthority("hills", "abroad");
        await OpenCasesAsync();
        await RegisterElsewhereAsync();
        SignEverybodyIn();
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Somebody of the authority, or of its region, in a role.</summary>
    internal TestClient As(string role) => _own[role];

    /// <summary>The permission a route asks for; null where it is open to all.</summary>
    internal static string? PermissionOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        ? null
        : endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).Single(p => p is not null);

    private async Task OpenCasesAsync()
    {
        await Authority.AdoptPlanAsync(version: 3);
        await Authority.RegisterAsync("ash", organisation: "acme");
        var absence = await Authority.AbsenceAsync("beechwood");
        var cannotCope = await Authority.UnsafeAsync("elm");
        var lowStock = await Authority.ReportAsync(await Authority.RegisterAsync("rowan"), "rowan", new { measure = "ppe-days-masks", value = 5 });
        await Authority.RegisterAsync("oak");
        Cases =
        [
            new(absence.Split('/')[^1], "beechwood", ReachedRegion: false),
            new(cannotCope.Split('/')[^1], "elm", ReachedRegion: true),
            new(lowStock.Split('/')[^1], "rowan", ReachedRegion: false),
        ];
        Place = new Place(
            Name, Authority.Region, "beechwood",
            await ReportIdAsync(Authority, $"{Authority.Address}/providers/beechwood/reports", new { measure = "staff-employed", value = 41 }),
            await ReportIdAsync(Authority, $"{Authority.Address}/reports", new { measure = "ppe-days-council", value = 20 }),
            Cases[0].Id, await ShareAsync("rowan"), "wh-own", "wh-region", "msg-wh-own", "msg-wh-region");
        await HaveWebhooksAsync(Place.Webhook, Name, null);
        await HaveWebhooksAsync(Place.RegionWebhook, null, Authority.Region);
    }

    // One to work with and one to delete, and something that the first was sent.
    private async Task HaveWebhooksAsync(string id, string? authority, string? region)
    {
        await using var db = Authority.Db();
        foreach (var one in new[] { id, $"{id}-spare" })
        {
            db.Add(new Webhook
            {
                Id = one,
                TenantId = authority,
                RegionId = region,
                Url = $"http://127.0.0.1:9/{one}",
                Enabled = true,
                Secret = App.Services.GetRequiredService<WebhookSecrets>().Hide(WebhookSecret.New()),
                Revision = 1,
            });
        }

        db.Add(new NoticeRow
        {
            Id = $"msg-{id}",
            Case = Cases[0].Id,
            Sequence = 1,
            Event = "raised",
            Roles = "",
            Side = authority is null ? "region" : "authority",
            Channel = NoticeRow.Webhook,
            Recipient = $"webhook:{id}",
            State = NoticeRow.Dead,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> ShareAsync(string provider)
    {
        var answer = await Authority.Lead.PostAsync(
            $"{Authority.Address}/sharing", new { provider, what = new[] { "position" }, purpose = "Planning mutual aid", expiresOn = "2026-12-18T17:00:00Z" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (string)answer.Json["id"]!;
    }

    // The same keys as at the authority, so that only the tenant tells them apart, and one of its own.
    private async Task RegisterElsewhereAsync()
    {
        foreach (var other in new[] { Neighbour, Abroad })
        {
            await other.AdoptPlanAsync(new DateOnly(2026, 11, 9));
            await other.RegisterAsync("beechwood");
        }

        await Neighbour.RegisterAsync("thistle");
    }

    private void SignEverybodyIn()
    {
        foreach (var role in Roles.All)
        {
            _own[role] = Authority.As(role, _homes);
        }

        Sibling = Authority.Manager("oak");
        _foreign.AddRange(
        [
            new("a lead abroad", Abroad.Lead, false),
            new("a manager abroad", Abroad.Manager(_homes), false),
            new("a reviewer abroad", Abroad.Reviewer, false),
            new("a lead next door", Neighbour.Lead, false),
            new("a manager next door", Neighbour.Manager(_homes), false),
        ]);
    }

    /// <summary>The id of a report that is sent for it.</summary>
    internal static async Task<string> ReportIdAsync(TestAuthority authority, string address, params object[] readings)
    {
        var answer = await authority.Lead.PostAsync(address, new { toldBy = address.Contains("/providers/", StringComparison.Ordinal) ? "duty manager" : null, readings });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (string)answer.Json["id"]!;
    }
}
