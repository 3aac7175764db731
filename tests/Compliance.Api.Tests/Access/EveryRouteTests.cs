using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;

namespace Compliance.Api.Tests.Access;

public sealed class EveryRouteTests(SweptPlaces places) : IClassFixture<SweptPlaces>
{
    public static TheoryData<string> Operations => [.. RouteTable.Entries.Keys];

    [Fact]
    public void Every_route_stands_in_the_table_and_the_table_names_no_other()
    {
        var routes = places.Routes.Select(r => r.Operation).ToList();

        IEnumerable<string> faults =
        [
            .. routes.Except(RouteTable.Entries.Keys).Select(r => $"{r} has no entry in RouteTable: say there how it is called well."),
            .. RouteTable.Entries.Keys.Except(routes).Select(r => $"RouteTable has an entry {r}, but there is no such route."),
            .. routes.GroupBy(r => r).Where(g => g.Count() > 1).Select(g => $"{g.Key} names several routes, and an entry calls only one."),
        ];
        Assert.True(!faults.Any(), string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Nobody_gets_past_the_door_and_nothing_changes(string operation)
    {
        var call = await CallAsync(operation);
        var before = await Everything.InAsync(places.App);

        foreach (var place in PlacesOf(call.Endpoint))
        {
            var answer = await call.SendAsync(places.App.Anonymous(), place);
            if (SweptPlaces.PermissionOf(call.Endpoint) is not null)
            {
                Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-needed"), (answer.StatusCode, answer.Problem));
                Assert.Equal(answer.Bare(), (await call.SendAsync(places.App.Anonymous(), place.Elsewhere)).Bare());
            }
        }

        Assert.Equal(before, await Everything.InAsync(places.App));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task To_outsiders_a_place_looks_as_if_it_did_not_exist_and_nothing_changes(string operation)
    {
        var call = await CallAsync(operation);
        var before = await Everything.InAsync(places.App);

        foreach (var place in PlacesOf(call.Endpoint))
        {
            foreach (var outsider in OutsidersOf(call.Endpoint, place))
            {
                var answer = await call.SendAsync(outsider.Client, place);
                var missing = await call.SendAsync(outsider.Client, outsider.Within ? place.NoSuchPart : place.Elsewhere);

                Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{outsider.Who} gets {answer.StatusCode} from {operation} at {call.Entry.Address(place)}.");
                Assert.Equal(missing.Bare(), answer.Bare());
            }
        }

        Assert.Equal(before, await Everything.InAsync(places.App));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_role_without_the_permission_is_refused_in_its_own_place_and_nothing_changes(string operation)
    {
        var call = await CallAsync(operation);
        if (SweptPlaces.PermissionOf(call.Endpoint) is not { } permission)
        {
            return;
        }

        var before = await Everything.InAsync(places.App);
        foreach (var place in PlacesOf(call.Endpoint))
        {
            var outside = OutsidersOf(call.Endpoint, place).Select(o => o.Client).ToList();
            foreach (var role in Roles.All.Where(r => !Roles.May(r, permission) && !outside.Contains(places.As(r))))
            {
                var answer = await call.SendAsync(places.As(role), place);
                Assert.True((answer.StatusCode, answer.Problem) == (HttpStatusCode.Forbidden, "forbidden"), $"{role} gets {answer.StatusCode} from {operation}: {answer.Text}");
            }
        }

        Assert.Equal(before, await Everything.InAsync(places.App));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Where_an_address_names_no_place_strangers_see_and_change_nothing_of_the_authority(string operation)
    {
        var call = await CallAsync(operation);
        if (call.Entry.OnlyTheCaller || NamesAPlace(call.Endpoint))
        {
            return;
        }

        var before = await Everything.InAsync(places.App);
        foreach (var stranger in places.Foreign)
        {
            var answer = await call.SendAsync(stranger.Client, places.Place);

            Assert.DoesNotContain(SweptPlaces.Name, answer.Text, StringComparison.Ordinal);
            Assert.All(places.Cases, c => Assert.DoesNotContain(c.Id, answer.Text, StringComparison.Ordinal));
            Assert.True(call.Method == HttpMethod.Get || (int)answer.StatusCode >= 400, $"{stranger.Who} gets {answer.StatusCode} from {operation}.");
        }

        Assert.Equal(before, await Everything.InAsync(places.App));
    }

    [Fact]
    public async Task The_calls_are_such_that_somebody_who_may_is_not_refused()
    {
        await using var own = new SweptPlaces();
        await own.InitializeAsync();
        foreach (var (operation, endpoint, method) in own.Routes.OrderBy(r => r.Operation == "SignOut"))
        {
            var call = new RouteCall(operation, endpoint, method, RouteTable.Entries[operation]);
            if (SweptPlaces.PermissionOf(endpoint) is { } permission)
            {
                var role = new[] { Roles.AuthorityLead, Roles.Reviewer, Roles.ProviderManager, Roles.Operator }.First(r => Roles.May(r, permission));
                var place = own.Place with { Escalation = own.Cases.First(c => role != Roles.Reviewer || c.ReachedRegion).Id };
                await call.SeeAsync(own.As(role), place);
                var answer = await call.SendAsync(own.As(role), place);

                // A case may stand where an earlier call has brought it.
                Assert.True((int)answer.StatusCode < 300 || answer.StatusCode == HttpStatusCode.Conflict, $"{operation} gives {role} {answer.StatusCode}: {answer.Text}");
            }
        }
    }

    private async Task<RouteCall> CallAsync(string operation)
    {
        var (_, endpoint, method) = places.Routes.Single(r => r.Operation == operation);
        var call = new RouteCall(operation, endpoint, method, RouteTable.Entries[operation]);
        foreach (var place in PlacesOf(endpoint))
        {
            await call.SeeAsync(places.As(ReaderOf(endpoint)), place);
        }

        return call;
    }

    // What only a region may change, only a region may read.
    private static string ReaderOf(RouteEndpoint endpoint) =>
        SweptPlaces.PermissionOf(endpoint) is { } permission && Names(endpoint, "region") && Roles.May(Roles.Reviewer, permission) ? Roles.Reviewer : Roles.AuthorityLead;

    // Each open case in turn, where the address names one.
    private IEnumerable<Place> PlacesOf(RouteEndpoint endpoint) => Names(endpoint, "escalation")
        ? places.Cases.Select(c => places.Place with { Escalation = c.Id, Provider = c.Provider })
        : [places.Place];

    private IEnumerable<Outsider> OutsidersOf(RouteEndpoint endpoint, Place place)
    {
        if (!NamesAPlace(endpoint))
        {
            return [];
        }

        // A neighbour's region is its own too.
        IEnumerable<Outsider> outsiders = places.Foreign.Where(o => !Names(endpoint, "region") || !o.Who.EndsWith("next door", StringComparison.Ordinal));
        outsiders = Names(endpoint, "provider") || Names(endpoint, "escalation")
            ? outsiders.Append(new("the manager of a sibling", places.Sibling, Within: true))
            : outsiders;
        outsiders = Names(endpoint, "escalation")
            ? outsiders.Append(new("the operator", places.As(Roles.Operator), Within: true))
            : outsiders;
        return Names(endpoint, "escalation") && !places.Cases.Single(c => c.Id == place.Escalation).ReachedRegion
            ? outsiders.Append(new("the region's reviewer", places.As(Roles.Reviewer), Within: true))
            : outsiders;
    }

    private static bool NamesAPlace(RouteEndpoint endpoint) =>
        Names(endpoint, "authority") || Names(endpoint, "region") || Names(endpoint, "escalation");

    private static bool Names(RouteEndpoint endpoint, string part) => endpoint.RoutePattern.Parameters.Any(p => p.Name == part);
}
