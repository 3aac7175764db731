using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Escalations;

/// <summary>Cases about an organisation or an authority, and the providers' firings that they gather.</summary>
public sealed class GatheringTests
{
    private const string Trigger = "organisation-under-pressure";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_services_of_one_organisation_at_red_make_one_regional_case()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);

        var queue = (await authority.Reviewer.GetJsonAsync("/v1/escalations"))["items"]!.AsArray();

        var only = Assert.Single(queue)!;
        Assert.Equal((Trigger, "region", "red"), ((string)only["trigger"]!, (string)only["tier"]!, (string)only["level"]!));
        Assert.Equal(("organisation", "acme"), ((string)only["subject"]!["kind"]!, (string)only["subject"]!["key"]!));
        Assert.Equal(4, (await authority.Lead.GetJsonAsync("/v1/escalations"))["items"]!.AsArray().Count);
        Assert.Equal((string)only["id"]!, (string)Assert.Single((await authority.Lead.GetJsonAsync("/v1/escalations?organisation=acme"))["items"]!.AsArray())!["id"]!);
        Assert.Empty((await authority.Lead.GetJsonAsync("/v1/escalations?organisation=home-1"))["items"]!.AsArray());
    }

    [Fact]
    public async Task One_case_lists_the_firings_that_it_gathers_each_with_its_own_case()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);
        var address = await AddressAsync(authority);

        var gathers = (await authority.Lead.GetJsonAsync(address))["gathers"]!;

        Assert.Equal(3, (int)gathers["total"]!);
        Assert.Equal(
            ["home-1 staff-absence red", "home-2 staff-absence red", "home-3 ppe-low red"],
            gathers["firings"]!.AsArray().Select(f => $"{f!["provider"]} {f["trigger"]} {f["level"]}"));
        foreach (var firing in gathers["firings"]!.AsArray())
        {
            var own = await authority.Lead.GetJsonAsync((string)firing!["escalation"]!);
            Assert.Equal((string)firing["provider"]!, (string)own["subject"]!["key"]!);
            var above = Assert.Single(own["partOf"]!.AsArray())!;
            Assert.Equal((address, Trigger, "acme"), ((string)above["escalation"]!, (string)above["trigger"]!, (string)above["subject"]!["key"]!));
            Assert.Null(own["gathers"]);
        }
    }

    [Fact]
    public async Task A_region_is_shown_no_address_that_it_may_not_read_and_a_provider_not_what_it_is_part_of()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);
        var address = await AddressAsync(authority);

        Assert.All((await authority.Reviewer.GetJsonAsync(address))["gathers"]!["firings"]!.AsArray(), f => Assert.Null(f!["escalation"]));
        var manager = authority.Manager("home-1");
        var own = Assert.Single((await manager.GetJsonAsync("/v1/escalations"))["items"]!.AsArray())!;
        Assert.Null((await manager.GetJsonAsync($"/v1/escalations/{own["id"]}"))["partOf"]);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task What_comes_later_is_gathered_too_and_what_gets_better_is_not()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);
        var address = await AddressAsync(authority);
        await AbsentAsync(authority, "home-4", 12);
        await AbsentAsync(authority, "home-1", 0);

        var gathers = (await authority.Lead.GetJsonAsync(address))["gathers"]!;

        Assert.Equal(["home-2", "home-4", "home-3"], gathers["firings"]!.AsArray().OrderBy(f => (string)f!["trigger"]! == "ppe-low").Select(f => (string)f!["provider"]!));
        Assert.Null((await authority.Lead.GetJsonAsync(await OwnCaseAsync(authority, "home-1")))["partOf"]);
    }

    [Fact]
    public async Task A_firing_for_which_another_case_speaks_is_shown_as_such()
    {
        await using var app = new ComplianceApp();
        var authority = app.NewAuthority();
        var checklist = app.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", 3)!;
        await authority.WriteAsync(new SetPlan(
            "system",
            checklist with { Triggers = [.. checklist.Triggers.Select(t => t.Key == "staff-absence" ? t with { SuppressedBy = [new Suppressor("cannot-meet-needs", TriggerLevel.Red)] } : t)] },
            2026, new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31), [], null));
        for (var i = 1; i <= 3; i++)
        {
            await authority.RegisterAsync($"home-{i}", organisation: "acme");
        }

        await authority.Manager("home-1").PostAsync(
            $"{authority.Address}/providers/home-1/reports", new { readings = new[] { new { measure = "able-to-meet-needs-safely", value = "no" } } });
        for (var i = 1; i <= 3; i++)
        {
            await AbsentAsync(authority, $"home-{i}", 12);
        }

        var gathers = (await authority.Lead.GetJsonAsync(await AddressAsync(authority)))["gathers"]!;

        Assert.Equal(4, (int)gathers["total"]!);
        var quiet = gathers["firings"]!.AsArray().Single(f => (string)f!["provider"]! == "home-1" && (string)f["trigger"]! == "staff-absence")!;
        Assert.Equal(("cannot-meet-needs", null), ((string?)quiet["suppressedBy"], (string?)quiet["escalation"]));
        Assert.All(gathers["firings"]!.AsArray().Where(f => f != quiet), f => Assert.Equal((true, true), (f!["suppressedBy"] is null, f["escalation"] is not null)));
    }

    [Fact]
    public async Task A_case_of_the_whole_authority_gathers_the_same_way()
    {
        await using var app = new ComplianceApp();
        var authority = app.NewAuthority();
        await authority.AdoptPlanAsync(version: 3);
        for (var i = 1; i <= 6; i++)
        {
            await authority.RegisterAsync($"home-{i}");
            await AbsentAsync(authority, $"home-{i}", i <= 2 ? 12 : 1);
        }

        var open = (await authority.Reviewer.GetJsonAsync("/v1/escalations?trigger=staff-absence-widespread"))["items"]!.AsArray().Single()!;
        var gathers = (await authority.Lead.GetJsonAsync($"/v1/escalations/{open["id"]}"))["gathers"]!;

        Assert.Equal(["home-1", "home-2"], gathers["firings"]!.AsArray().Select(f => (string)f!["provider"]!));
        Assert.Equal(
            $"/v1/escalations/{open["id"]}", (string)(await authority.Lead.GetJsonAsync(await OwnCaseAsync(authority, "home-2")))["partOf"]![0]!["escalation"]!);
    }

    [Fact]
    public async Task Why_and_why_not_are_told_of_an_organisation()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);
        await authority.RegisterAsync("oak", organisation: "beech");
        var (why, whyNot) = ($"{authority.Address}/organisations/acme/triggers/{Trigger}", $"{authority.Address}/organisations/beech/triggers/{Trigger}");

        var red = await authority.Lead.GetAsync(why);
        Assert.Equal(("red", "organisation", "acme"), ((string)red.Json["level"]!, (string)red.Json["subject"]!["kind"]!, (string)red.Json["subject"]!["key"]!));
        Assert.Equal(await AddressAsync(authority), (string)red.Json["escalation"]!);
        Assert.Equal(
            ["home-1", "home-2", "home-3"],
            red.Json["why"]!["firing"]!["receipt"]!["evidence"]!["counted"]![0]!["members"]!.AsArray().Where(m => (string)m!["standing"]! == "reached").Select(m => (string)m!["provider"]!));
        Assert.Equal("clear", (string)(await authority.Reviewer.GetJsonAsync(whyNot))["level"]!);
        Assert.Equal(HttpStatusCode.NotModified, (await authority.Lead.GetAsync(why, red.ETag)).StatusCode);
        foreach (var nothing in new[]
        {
            $"{authority.Address}/organisations/nobody/triggers/{Trigger}",
            $"{authority.Address}/organisations/acme/triggers/staff-absence",
            $"{authority.Address}/organisations/acme/triggers/nothing",
            $"{authority.Address}/triggers/{Trigger}",
            $"{authority.Address}/providers/home-1/triggers/{Trigger}",
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await authority.Lead.GetAsync(nothing)).StatusCode);
        }

        var line = (await authority.Lead.GetJsonAsync($"{authority.Address}/triggers"))["items"]!.AsArray().Single(t => (string)t!["trigger"]! == Trigger)!;
        Assert.Equal("""{"at":[{"level":"clear","count":0},{"level":"red","count":1}],"unknown":1}""", line["organisations"]!.ToJsonString());
        Assert.Equal("organisation", (string)line["judges"]!);
    }

    [Fact]
    public async Task Once_its_last_service_has_gone_elsewhere_why_can_still_be_asked()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);
        for (var i = 1; i <= 4; i++)
        {
            var home = $"{authority.Address}/providers/home-{i}";
            var moved = await authority.Lead.PatchAsync(home, new { organisation = "beech" }, (await authority.Lead.GetAsync(home)).ETag);
            Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        }

        var answer = await authority.Lead.GetAsync($"{authority.Address}/organisations/acme/triggers/{Trigger}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var open = await authority.Lead.GetJsonAsync(await CaseOfAsync(authority, "acme"));
        Assert.Equal(("unknown", false), ((string)open["condition"]!, (bool)open["standDownProposed"]!));
        Assert.Equal("true", (string)(await authority.Lead.GetJsonAsync(await CaseOfAsync(authority, "beech")))["condition"]!);
    }

    [Fact]
    public async Task Closed_as_planned_a_service_is_gathered_no_more()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);
        var home = $"{authority.Address}/providers/home-1";
        var closed = await authority.Lead.PatchAsync(
            home, new { closures = new[] { new { from = "2026-11-18", to = "2026-11-30", reason = "Works" } } }, (await authority.Lead.GetAsync(home)).ETag);
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);

        Assert.Equal(["home-2", "home-3"], (await authority.Lead.GetJsonAsync(await AddressAsync(authority)))["gathers"]!["firings"]!.AsArray().Select(f => (string)f!["provider"]!));
        Assert.Null((await authority.Lead.GetJsonAsync(await OwnCaseAsync(authority, "home-1")))["partOf"]);
    }

    [Fact]
    public async Task A_region_reads_whom_a_count_names_only_where_a_case_has_reached_it_and_that_is_on_record()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);
        for (var i = 1; i <= 4; i++)
        {
            var answer = await authority.Manager($"home-{i}").PostAsync(
                $"{authority.Address}/providers/home-{i}/reports", new { readings = new[] { new { measure = "tests-done", numerator = 1, denominator = 10 } } });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        await authority.RegisterAsync("home-5");
        await authority.Manager("home-5").PostAsync(
            $"{authority.Address}/providers/home-5/reports", new { readings = new[] { new { measure = "tests-done", numerator = 10, denominator = 10 } } });
        var (kept, reached) = ($"{authority.Address}/triggers/testing-low-widespread", $"{authority.Address}/organisations/acme/triggers/{Trigger}");
        Assert.NotNull((await authority.Lead.GetJsonAsync(kept))["why"]!["firing"]);

        var unreached = await authority.Reviewer.GetJsonAsync(kept);
        var read = await authority.Reviewer.GetJsonAsync(reached);

        Assert.Equal("red", (string)unreached["level"]!);
        Assert.Null(unreached["why"]!["firing"]);
        Assert.NotNull(read["why"]!["firing"]);
        var lines = (await authority.Lead.GetJsonAsync($"{authority.Address}/access-log"))["items"]!.AsArray();
        Assert.Contains(lines, l => (string)l!["address"]! == reached && l["cases"]!.AsArray().Select(c => $"/v1/escalations/{c}").Contains((string)read["escalation"]!));
        Assert.DoesNotContain(lines, l => (string)l!["address"]! == kept);
    }

    [Fact]
    public async Task One_receipt_of_an_organisation_is_verified_and_found()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);
        var receipt = (await authority.Lead.GetJsonAsync(await AddressAsync(authority)))["receipt"]!.DeepClone();

        foreach (var reader in new[] { authority.Lead, authority.Reviewer })
        {
            var answer = await reader.PostAsync("/v1/receipts/verify", receipt.DeepClone());
            Assert.Equal((HttpStatusCode.OK, true, true), (answer.StatusCode, (bool)answer.Json["verified"]!, (bool)answer.Json["recorded"]!));
        }

        foreach (var key in new[] { "acme", "" })
        {
            var other = receipt.DeepClone();
            other["evidence"]!["subject"] = new JsonObject { ["kind"] = "provider", ["key"] = key };
            var answer = await authority.Reviewer.PostAsync("/v1/receipts/verify", other);
            Assert.Equal((HttpStatusCode.OK, false), (answer.StatusCode, (bool)answer.Json["verified"]!));
        }

        receipt["evidence"]!["subject"]!["key"] = "beech";
        var changed = await authority.Lead.PostAsync("/v1/receipts/verify", receipt);
        Assert.False((bool)changed.Json["recorded"]!);
    }

    [Fact]
    public async Task One_lead_acts_on_the_case_only_once_it_is_passed_down()
    {
        await using var app = new ComplianceApp();
        var authority = await ThreeAtRedAsync(app);
        var address = await AddressAsync(authority);
        var acknowledged = new { owner = "Sam", reason = "Ringing the owner", reviewBy = "2026-11-20T09:00:00Z" };

        Assert.Equal(HttpStatusCode.Conflict, (await authority.Lead.ActAsync(address, "acknowledge", acknowledged)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await authority.Reviewer.ActAsync(address, "acknowledge", acknowledged)).StatusCode);
        Assert.Equal("acknowledged", (string)(await authority.Lead.GetJsonAsync(address))["state"]!);
    }

    private static async Task<TestAuthority> ThreeAtRedAsync(ComplianceApp app)
    {
        var authority = app.NewAuthority();
        await authority.AdoptPlanAsync(version: 3);
        for (var i = 1; i <= 4; i++)
        {
            await authority.RegisterAsync($"home-{i}", organisation: "acme");
        }

        await AbsentAsync(authority, "home-1", 11);
        await AbsentAsync(authority, "home-2", 12);
        Assert.Empty((await authority.Reviewer.GetJsonAsync("/v1/escalations"))["items"]!.AsArray());
        var third = await authority.Manager("home-3").PostAsync(
            $"{authority.Address}/providers/home-3/reports", new { readings = new[] { new { measure = "ppe-days-masks", value = 1 } } });
        Assert.Equal(HttpStatusCode.Created, third.StatusCode);
        // How its organisation stands is not for a provider to see.
        Assert.Equal(["ppe-low"], third.Json["triggers"]!.AsArray().Select(t => (string)t!["trigger"]!));
        Assert.DoesNotContain("Regional", third.Json["told"]!["beingTold"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Single(third.Json["told"]!["notYet"]!.AsArray(), l => ((string)l!).StartsWith("Regional", StringComparison.Ordinal));
        return authority;
    }

    private static async Task AbsentAsync(TestAuthority authority, string home, int absent)
    {
        var answer = await authority.Manager(home).PostAsync(
            $"{authority.Address}/providers/{home}/reports",
            new { readings = new[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = absent } } });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static async Task<string> AddressAsync(TestAuthority authority) =>
        $"/v1/escalations/{(await authority.Lead.GetJsonAsync($"/v1/escalations?trigger={Trigger}"))["items"]!.AsArray().Single()!["id"]}";

    private static async Task<string> CaseOfAsync(TestAuthority authority, string organisation) =>
        $"/v1/escalations/{(await authority.Lead.GetJsonAsync($"/v1/escalations?organisation={organisation}"))["items"]!.AsArray().Single()!["id"]}";

    private static async Task<string> OwnCaseAsync(TestAuthority authority, string home) =>
        $"/v1/escalations/{(await authority.Lead.GetJsonAsync($"/v1/escalations?provider={home}"))["items"]!.AsArray().Single()!["id"]}";
}
