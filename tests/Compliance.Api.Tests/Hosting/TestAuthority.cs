using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
using Compliance.Api.Intake;
using Compliance.Domain.Authorities;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Hosting;

/// <summary>A tenant of one test's own, with clients for everybody who has to do with it.</summary>
public sealed class TestAuthority(ComplianceApp app, string id, string region)
{
    private readonly Lazy<TestClient> _lead = new(() => app.SignedIn(new ActingHat(Roles.AuthorityLead, id, null, [])));
    private readonly Lazy<TestClient> _reviewer = new(() => app.SignedIn(new ActingHat(Roles.Reviewer, null, region, [])));
    private readonly Lazy<TestClient> _operator = new(() => app.SignedIn(new ActingHat(Roles.Operator, null, null, [])));

    public string Id => id;

    public string Region => region;

    /// <summary>Where everything of this authority lies.</summary>
    public string Address => $"/v1/authorities/{id}";

    public TestClient Lead => _lead.Value;

    public TestClient Reviewer => _reviewer.Value;

    public TestClient Operator => _operator.Value;

    public TestClient Manager(params string[] providers) =>
        app.SignedIn(new ActingHat(Roles.ProviderManager, id, null, providers));

    /// <summary>Somebody of this place in a role; a provider manager speaks for the providers named.</summary>
    public TestClient As(string role, params string[] providers) => role switch
    {
        Roles.AuthorityLead => Lead,
        Roles.Reviewer => Reviewer,
        Roles.Operator => Operator,
        Roles.ProviderManager => Manager(providers),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>The roles that a permission is not for; each endpoint proves that it refuses every one.</summary>
    public static TheoryData<string> RolesWithout(string permission) =>
        [.. Roles.All.Where(r => !Roles.May(r, permission)).Order(StringComparer.Ordinal)];

    /// <summary>A context that reads and writes for this authority.</summary>
    public ComplianceDb Db() => app.Databases.For(id);

    /// <summary>Adopts the shipped winter plan, by default for the season around the clock's start.</summary>
    public Task AdoptPlanAsync(DateOnly? from = null, DateOnly? to = null, int version = 1)
    {
        var checklist = app.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", version)!;
        var (first, last) = (from ?? new DateOnly(2026, 10, 1), to ?? new DateOnly(2027, 3, 31));
        return WriteAsync(new SetPlan("system", checklist, Season.Of(first), first, last, [], null));
    }

    /// <summary>Records a contact for each of these roles, and nobody else; each answers day and night.</summary>
    public TestAuthority WithContacts(params string[] roles)
    {
        using var db = Db();
        db.Authorities.Single(a => a.TenantId == id).Contacts = System.Text.Encoding.UTF8.GetString(
            Canonical.Write<IReadOnlyList<Contact>>([.. roles.Select(r => new Contact(r, $"Desk of {r}", null, "01632 960000", true))]));
        db.SaveChanges();
        return this;
    }

    /// <summary>Puts a provider on the register through the journal, and gives its manager's client.</summary>
    public async Task<TestClient> RegisterAsync(string provider, string serviceType = "care-home", DateOnly? joined = null, DateOnly? left = null, string? organisation = null)
    {
        await WriteAsync(new SetProvider("system", new ProviderSet(
            provider, provider, serviceType, organisation, null, null, null, joined ?? new DateOnly(2026, 7, 1), left, 1), null));
        return Manager(provider);
    }

    /// <summary>Submits a command as the product does, and fails the test when it is refused.</summary>
    public async Task<Outcome> WriteAsync(Command command)
    {
        var outcome = await app.Services.GetRequiredService<IntakeQueue>()
            .SubmitAsync(new WorkItem(id, command, null, []), TestContext.Current.CancellationToken);
        Assert.True(outcome is { IsAccepted: true }, $"{command.GetType().Name}: {outcome}");
        return outcome;
    }

    /// <summary>Puts a service of this authority's register on that of its host too, so that the host can be named.</summary>
    public Task HasHostAsync(string host, string serviceId) => new TestAuthority(app, host, region).WriteAsync(new SetProvider("system", new ProviderSet(
        $"{id}-{serviceId}", serviceId, "care-home", null, serviceId, null, null, new DateOnly(2026, 7, 1), null, 1), null));

    /// <summary>Puts a provider's row on the register and nothing in the journal; enough for what only asks whether it is there.</summary>
    public async Task HasRowOfAsync(string provider)
    {
        await using var db = Db();
        db.Providers.Add(new ProviderRow { Key = provider, Name = provider, ServiceType = "care-home", JoinedOn = new DateOnly(2026, 7, 1) });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
