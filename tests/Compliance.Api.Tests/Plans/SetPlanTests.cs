using System.Net;
using Compliance.Api.Data;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Plans;

public sealed class SetPlanTests(ComplianceApp app)
{
    private static readonly object _winter = new { version = 1, from = "2026-10-01", to = "2027-03-31" };

    private readonly TestAuthority _authority = app.NewAuthority().WithContacts("authority-out-of-hours");

    private string Address => $"{_authority.Address}/plans/asc-winter-plan-2021-22?season=2026";

    [Fact]
    public async Task A_checklist_is_adopted_and_read_back_at_its_address()
    {
        var answer = await _authority.Lead.PutAsync(Address, _winter);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(Address, answer.Headers["Location"]);
        Assert.Equal("\"1\"", answer.ETag);
        var read = await _authority.Lead.GetAsync(answer.Headers["Location"]);
        Assert.Equal(answer.ETag, read.ETag);
        Assert.Equal(answer.Json["triggers"]!.ToJsonString(), read.Json["triggers"]!.ToJsonString());
        Assert.Equal(answer.Json["content"]!.ToJsonString(), read.Json["content"]!.ToJsonString());
        Assert.Equal("2026-10-01", (string?)read.Json["from"]);
    }

    [Fact]
    public async Task Thresholds_are_moved_and_triggers_switched_off_with_a_reason()
    {
        await _authority.Lead.PutAsync(Address, _winter);

        var answer = await _authority.Lead.PutAsync(Address, With(
            new { trigger = "staff-absence", level = "amber", atLeast = 12, clearsBelow = 9, reason = "Usual here" },
            new { trigger = "ppe-low", level = "red", atMost = 3, clearsAbove = 5, reason = "Deliveries take three days" },
            new { trigger = "staff-absence-silent", level = "amber", off = true, reason = "Called daily" },
            new { trigger = "ppe-council-low", off = true, reason = "No stock of our own" }), "\"1\"");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"2\"", answer.ETag);
        var plan = await _authority.Lead.GetJsonAsync(Address);
        var triggers = plan["triggers"]!.AsArray().ToDictionary(t => (string)t!["trigger"]!, t => t!["levels"]!);
        Assert.Equal(["12", "20"], triggers["staff-absence"].Select("atLeast"));
        Assert.Equal(["9", "15"], triggers["staff-absence"].Select("clearsBelow"));
        Assert.Equal(["7", "3"], triggers["ppe-low"].Select("atMost"));
        Assert.Equal(["red"], triggers["staff-absence-silent"].Select("level"));
        Assert.DoesNotContain("ppe-council-low", triggers.Keys);
        Assert.Equal(4, plan["overrides"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_moved_threshold_is_the_one_that_fires()
    {
        await _authority.Lead.PutAsync(Address, With(new { trigger = "staff-absence", level = "red", atLeast = 30, reason = "Usual here" }));
        var home = await _authority.RegisterAsync("beechwood");

        var report = await home.PostAsync($"{_authority.Address}/providers/beechwood/reports", new
        {
            kind = "routine",
            readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 11 } },
        });

        Assert.Equal(HttpStatusCode.Created, report.StatusCode);
        Assert.DoesNotContain("staff-absence", report.Json["triggers"]!.Select("trigger"));
    }

    [Fact]
    public async Task A_change_says_which_revision_it_changes()
    {
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _authority.Lead.PutAsync(Address, _winter, "\"1\"")).StatusCode);
        await _authority.Lead.PutAsync(Address, _winter);
        var before = await _authority.Lead.GetAsync(Address);
        var later = new { version = 1, from = "2026-11-01", to = "2027-03-31" };

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await _authority.Lead.PutAsync(Address, later)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _authority.Lead.PutAsync(Address, later, "\"2\"")).StatusCode);
        Assert.Equal(before.Text, (await _authority.Lead.GetAsync(Address)).Text);
    }

    public static TheoryData<object, string, string> Mistakes => new()
    {
        { new { version = 999, from = "2026-10-01", to = "2027-03-31" }, "/version", "choose from: 1" },
        { new { version = 1, to = "2027-03-31" }, "/from", "first day" },
        { new { version = 1, from = "2026-10-01" }, "/to", "last day" },
        { new { version = 1, from = "2026-06-30", to = "2027-03-31" }, "/from", "2026-07-01 to 2027-06-30" },
        { new { version = 1, from = "2026-10-01", to = "2027-07-01" }, "/to", "2026-07-01 to 2027-06-30" },
        { new { version = 1, from = "2026-10-02", to = "2026-10-01" }, "/to", "exchange them" },
        { With(new { trigger = "staff-absense", off = true, reason = "Usual here" }), "/overrides/0/trigger", "did you mean `staff-absence`" },
        { With(new { trigger = "staff-absence", level = "notice", atLeast = 5, reason = "Usual here" }), "/overrides/0/level", "amber, red" },
        { With(new { trigger = "staff-absence", level = "amber", atLeast = 12 }), "/overrides/0/reason", "3 to 500" },
        { With(new { trigger = "staff-absence", level = "amber", atLeast = 12, reason = "a\0bc" }), "/overrides/0/reason", "control characters" },
        { With(new { trigger = "staff-absence", level = "amber", atLeast = 101, reason = "Usual here" }), "/overrides/0/atLeast", "1 to 100" },
        { With(new { trigger = "staff-absence", level = "orange", atLeast = 12, reason = "Usual here" }), "/overrides/0/level", "wrong kind" },
        { With((object?)null), "/overrides/0", "leave it out" },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task A_mistake_is_refused_where_it_is_and_nothing_is_adopted(object body, string pointer, string sentence)
    {
        var answer = await _authority.Lead.PutAsync(Address, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Contains(sentence, (string)answer.Json["errors"]![0]!["detail"]!, StringComparison.Ordinal);
        Assert.Empty((await _authority.Lead.GetJsonAsync($"{_authority.Address}/plans"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("asc-winter-plan-2021-22", "season")]
    [InlineData("asc-winter-plan-2021-22?season=1999", "season")]
    [InlineData("asc-winter-plan-2021-22?season=2100", "season")]
    [InlineData("no-such-plan?season=2026", "checklist")]
    public async Task An_address_with_a_mistake_says_which_part(string plan, string pointer) =>
        Assert.Equal([pointer], (await _authority.Lead.PutAsync($"{_authority.Address}/plans/{plan}", _winter)).Pointers);

    [Fact]
    public async Task A_checklist_of_another_nation_is_refused()
    {
        await app.Services.GetRequiredService<Onboarding>().ApplyAsync(
            [], [new AuthorityRecord(_authority.Id, _authority.Id, _authority.Region, "scotland")], TestContext.Current.CancellationToken);

        var answer = await _authority.Lead.PutAsync(Address, _winter);

        Assert.Equal(["checklist"], answer.Pointers);
        Assert.Contains("england", (string)answer.Json["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_contacts_are_warned_of_until_they_are_recorded()
    {
        var first = await _authority.Lead.PutAsync(Address, _winter);
        _authority.WithContacts("authority-director", "authority-out-of-hours", "lrf");
        var second = await _authority.Lead.PutAsync(Address, _winter, first.ETag);
        _ = (_authority.Reviewer, _authority.Manager("beechwood"));
        var third = await _authority.Lead.PutAsync(Address, _winter, second.ETag);

        Assert.Equal(
            [
                "The provider (`provider`): nobody signs in under this hat; it falls to the authority lead.",
                "Director of adult social services (`authority-director`): nobody; it falls to the authority lead. Record a contact for the role.",
                "Regional assurance team (`region`): nobody signs in under this hat; it falls to the authority lead.",
                "Local resilience forum (`lrf`): nobody; it falls to the authority lead. Record a contact for the role.",
            ],
            Gaps(first));
        Assert.Equal(["provider", "region"], Gaps(second).Select(w => w.Split('`')[1]));
        Assert.Empty(Gaps(third));
    }

    [Fact]
    public async Task A_plan_that_pages_at_night_is_adopted_only_once_somebody_answers_at_night()
    {
        var nobody = app.NewAuthority();
        var address = $"{nobody.Address}/plans/asc-winter-plan-2021-22?season=2026";
        var before = await Snapshot.OfAsync(_authority);

        var preview = await nobody.Lead.PostAsync($"{nobody.Address}/plans/asc-winter-plan-2021-22/preview?season=2026", _winter);
        var refused = await nobody.Lead.PutAsync(address, _winter, key: "k1");

        Assert.Contains(preview.Json["warnings"]!.AsArray(), w => ((string)w!).Contains("day and night", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.Conflict, "nobody-at-night"), (refused.StatusCode, refused.Problem));
        Assert.Contains($"PUT {nobody.Address}/contacts", (string)refused.Json["detail"]!, StringComparison.Ordinal);
        Assert.Empty((await nobody.Lead.GetJsonAsync($"{nobody.Address}/plans"))["items"]!.AsArray());
        Assert.Equal(before, await Snapshot.OfAsync(_authority));

        nobody.WithContacts("authority-lead");
        Assert.Equal(HttpStatusCode.Created, (await nobody.Lead.PutAsync(address, _winter, key: "k1")).StatusCode);

        // A plan that runs can be changed whatever is missing, or nobody could mend it.
        nobody.WithContacts();
        var changed = await nobody.Lead.PutAsync(address, With(new { trigger = "ppe-council-low", off = true, reason = "No stock of our own" }), "\"1\"");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains(changed.Json["warnings"]!.AsArray(), w => ((string)w!).Contains("day and night", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mistakes_are_said_before_what_is_missing_at_night()
    {
        var nobody = app.NewAuthority();

        var answer = await nobody.Lead.PutAsync($"{nobody.Address}/plans/asc-winter-plan-2021-22?season=2026", new { version = 1, from = "2026-10-01", to = "2026-09-01" });

        Assert.Equal((HttpStatusCode.BadRequest, "/to"), (answer.StatusCode, answer.Pointers.Single()));
    }

    [Fact]
    public async Task A_twin_gets_the_first_answer_and_another_body_is_refused()
    {
        var first = await _authority.Lead.PutAsync(Address, _winter, key: "k1");

        var twin = await _authority.Lead.PutAsync(Address, _winter, key: "k1");
        var other = await _authority.Lead.PutAsync(Address, new { version = 1, from = "2026-11-01", to = "2027-03-31" }, key: "k1");

        Assert.Equal(HttpStatusCode.Created, twin.StatusCode);
        Assert.Equal((first.Text, first.ETag), (twin.Text, twin.ETag));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("\"1\"", (await _authority.Lead.GetAsync(Address)).ETag);
    }

    [Fact]
    public async Task Only_the_lead_adopts()
    {
        foreach (var client in new[] { _authority.Reviewer, _authority.Operator, _authority.Manager("beechwood") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PutAsync(Address, _winter)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await app.NewAuthority().Lead.PutAsync(Address, _winter)).StatusCode);
        Assert.Empty((await _authority.Lead.GetJsonAsync($"{_authority.Address}/plans"))["items"]!.AsArray());
    }

    private static IEnumerable<string> Gaps(TestAnswer answer) =>
        answer.Json["warnings"]!.AsArray().Select(w => (string)w!).Where(w => w.Contains("nobody", StringComparison.Ordinal) && !w.StartsWith("The ladder", StringComparison.Ordinal));

    private static object With(params object?[] overrides) => new { version = 1, from = "2026-10-01", to = "2027-03-31", overrides };
}
