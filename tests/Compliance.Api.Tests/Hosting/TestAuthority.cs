using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;

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

    /// <summary>Puts a provider's row on the register and nothing in the journal; enough for what only asks whether it is there.</summary>
    public async Task HasRowOfAsync(string provider)
    {
        await using var db = Db();
        db.Providers.Add(new ProviderRow { Key = provider, Name = provider, ServiceType = "care-home", JoinedOn = new DateOnly(2026, 7, 1) });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
