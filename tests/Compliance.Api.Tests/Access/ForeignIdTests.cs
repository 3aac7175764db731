using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Access;

/// <summary>What lists show, and what becomes of names of another tenant where the address itself is the caller's own.</summary>
public sealed class ForeignIdTests(SweptPlaces places) : IClassFixture<SweptPlaces>
{
    private static readonly string[] _openToOperators =
        ["GetAuthority", "GetChecklist", "GetMe", "GetNoticeWish", "GetRegionOverview", "GetResponseTimes", "ListAuthorities", "ListChecklists", "SignOut", "VerifyReceipt"];

    private TestClient Lead => places.As(Roles.AuthorityLead);

    private string Own => places.Authority.Address;

    [Fact]
    public async Task The_queue_shows_each_caller_its_own_cases()
    {
        var all = places.Cases.Select(c => c.Id).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(all, await CasesAsync(Lead));
        Assert.Equal(all, await CasesAsync(places.As(Roles.ProviderManager)));
        Assert.Equal([places.Cases[0].Id], await CasesAsync(places.Authority.Manager("beechwood")));
        Assert.Equal(places.Cases.Where(c => c.ReachedRegion).Select(c => c.Id), await CasesAsync(places.As(Roles.Reviewer)));
        Assert.Empty(await CasesAsync(places.Sibling));
        foreach (var outsider in places.Foreign)
        {
            Assert.Empty(await CasesAsync(outsider.Client));
            Assert.Equal(
                await RefusalAsync(outsider.Client, "nowhere"), await RefusalAsync(outsider.Client, SweptPlaces.Name));
        }
    }

    [Fact]
    public async Task The_list_of_authorities_shows_each_caller_those_it_reaches()
    {
        Assert.Equal([SweptPlaces.Name], await NamesAsync(Lead, "/v1/authorities", "authority"));
        Assert.Equal([SweptPlaces.Name], await NamesAsync(places.Sibling, "/v1/authorities", "authority"));
        Assert.Equal(["neighbour", SweptPlaces.Name], await NamesAsync(places.As(Roles.Reviewer), "/v1/authorities", "authority"));
        Assert.Equal(["neighbour"], await NamesAsync(places.Neighbour.Lead, "/v1/authorities", "authority"));
        Assert.Equal(["abroad"], await NamesAsync(places.Abroad.Reviewer, "/v1/authorities", "authority"));
        Assert.Equal([], new[] { SweptPlaces.Name, "neighbour", "abroad" }.Except(
            await NamesAsync(places.As(Roles.Operator), "/v1/authorities?limit=500", "authority")));
    }

    [Fact]
    public async Task The_register_shows_a_manager_its_own_providers()
    {
        Assert.Equal(["ash", "beechwood", "elm", "oak", "rowan"], await NamesAsync(Lead, $"{Own}/providers", "provider"));
        Assert.Equal(["oak"], await NamesAsync(places.Sibling, $"{Own}/providers", "provider"));
        Assert.Equal(["beechwood", "thistle"], await NamesAsync(places.Neighbour.Lead, $"{places.Neighbour.Address}/providers", "provider"));
    }

    [Fact]
    public async Task A_report_of_another_tenant_or_provider_can_be_neither_corrected_nor_read()
    {
        var next = await ReportFarAheadAsync();
        var elms = await SweptPlaces.ReportIdAsync(places.Authority, $"{Own}/providers/elm/reports", new { measure = "staff-employed", value = 30 });
        var before = await Everything.InAsync(places.App);

        foreach (var id in new[] { next, elms, places.Place.AuthorityReport })
        {
            var answer = await Lead.PostAsync($"{Own}/providers/beechwood/reports", new
            {
                kind = "correction",
                corrects = id,
                readings = new object[] { new { measure = "staff-employed", value = 1 } },
            });
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict, answer.Text);
            Assert.Equal(HttpStatusCode.NotFound, (await Lead.GetAsync($"{Own}/providers/beechwood/reports/{id}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await Lead.GetAsync($"{Own}/reports/{places.Place.Report}")).StatusCode);
        Assert.Equal(before, await Everything.InAsync(places.App));
    }

    [Fact]
    public async Task A_line_that_names_a_provider_of_another_tenant_is_refused_as_one_that_names_nobody()
    {
        var before = await Everything.InAsync(places.App);

        var answer = await Lead.SendTextAsync(HttpMethod.Post, $"{Own}/reports", $"{Line("thistle")}\n{Line("nobody")}", "application/x-ndjson");

        var lines = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal([404, 404], lines.Select(l => (int)l["status"]!));
        Assert.Equal(lines[1]["problem"]!["detail"]!.ToString(), lines[0]["problem"]!["detail"]!.ToString());
        Assert.Equal(before, await Everything.InAsync(places.App));
    }

    [Theory]
    [InlineData("tenantId")]
    [InlineData("authority")]
    public async Task A_tenant_is_never_taken_from_a_body(string member)
    {
        var before = await Everything.InAsync(places.App);
        var provider = new Dictionary<string, string>
        {
            ["provider"] = "hawthorn",
            ["name"] = "Hawthorn",
            ["serviceType"] = "care-home",
            ["joinedOn"] = "2026-11-01",
            [member] = "neighbour",
        };

        Assert.Equal(HttpStatusCode.BadRequest, (await Lead.PostAsync($"{Own}/providers", provider)).StatusCode);
        Assert.Equal(before, await Everything.InAsync(places.App));
    }

    [Fact]
    public async Task A_manager_is_not_told_where_its_report_has_brought_the_authority()
    {
        var authority = places.App.NewAuthority("dales", "dale");
        await authority.AdoptPlanAsync(new DateOnly(2026, 11, 9));
        string[] homes = ["a", "b", "c", "d", "e"];
        var managers = homes.ToDictionary(h => h, h => authority.RegisterAsync(h).GetAwaiter().GetResult());
        TestAnswer answer = null!;
        foreach (var (home, manager) in managers)
        {
            answer = await manager.PostAsync($"{authority.Address}/providers/{home}/reports", new
            {
                readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 11 } },
            });
        }

        var widespread = await authority.Lead.GetJsonAsync($"{authority.Address}/triggers/staff-absence-widespread");
        Assert.Equal("red", (string?)widespread["level"]);
        Assert.Equal(["staff-absence"], answer.Json["triggers"]!.Select("trigger"));
    }

    [Fact]
    public async Task An_operator_reads_no_readings_boards_or_cases()
    {
        var opened = new List<string>();
        foreach (var (operation, endpoint, method) in places.Routes.Where(r => SweptPlaces.PermissionOf(r.Endpoint) is not null && r.Operation != "SignOut"))
        {
            var answer = await new RouteCall(operation, endpoint, method, RouteTable.Entries[operation]).SendAsync(places.As(Roles.Operator), places.Place);
            if ((int)answer.StatusCode < 400)
            {
                opened.Add(operation);
                Assert.DoesNotContain("beechwood", answer.Text, StringComparison.Ordinal);
            }
        }

        Assert.Equal([], opened.Except(_openToOperators));
    }

    // The neighbour's journal runs ahead, so that its newest number is nobody's here.
    private async Task<string> ReportFarAheadAsync()
    {
        string id;
        do
        {
            id = await SweptPlaces.ReportIdAsync(
                places.Neighbour, $"{places.Neighbour.Address}/providers/beechwood/reports", new { measure = "staff-employed", value = 30 });
        }
        while (long.Parse(id.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture) < await SeqAsync() + 5);

        return id;
    }

    private async Task<long> SeqAsync()
    {
        await using var db = places.Authority.Db();
        return db.TenantHeads.Single().Seq;
    }

    private static string Line(string provider) => $$"""{"provider":"{{provider}}","toldBy":"the weekly sheet","readings":[{"measure":"staff-absent","value":1}]}""";

    private static async Task<(System.Net.HttpStatusCode, string)> RefusalAsync(TestClient client, string authority)
    {
        var answer = await client.GetAsync($"/v1/escalations?authority={authority}");
        return (answer.StatusCode, (string)answer.Json["detail"]!);
    }

    private static async Task<List<string>> CasesAsync(TestClient client, string query = "") =>
        [.. (await NamesAsync(client, $"/v1/escalations{query}", "id")).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> NamesAsync(TestClient client, string url, string member) =>
        [.. (await client.GetJsonAsync(url))["items"]!.Select(member).Select(n => n ?? "")];
}
