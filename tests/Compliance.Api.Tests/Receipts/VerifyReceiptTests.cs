using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Receipts;

public sealed class VerifyReceiptTests(ComplianceApp app)
{
    private const string Verify = "/v1/receipts/verify";

    [Fact]
    public async Task What_a_case_shows_verifies_and_is_recorded()
    {
        var authority = app.NewAuthority();
        var escalation = await authority.AbsenceAsync();
        var shown = await authority.Lead.GetJsonAsync(escalation);

        foreach (var body in new[] { shown["receipt"]!, shown })
        {
            var answer = await authority.Lead.PostAsync(Verify, body);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("""{"verified":true,"differences":[],"recorded":true}""", answer.Text);
        }
    }

    [Fact]
    public async Task What_cleared_a_case_verifies_and_so_does_a_firing()
    {
        var authority = app.NewAuthority();
        var escalation = await authority.AbsenceAsync();
        await authority.Manager("beechwood").PostAsync($"{authority.Address}/providers/beechwood/reports", new { readings = new object[] { new { measure = "staff-absent", value = 1 } } });
        var shown = await authority.Lead.GetJsonAsync(escalation);
        var cleared = Assert.Single(shown["timeline"]!.AsArray(), e => (string)e!["event"]! == "stand-down-proposed")!;
        await AssertVerifiedAsync(authority.Lead, cleared, true);

        await authority.Manager("beechwood").PostAsync($"{authority.Address}/providers/beechwood/reports", new { readings = new object[] { new { measure = "staff-absent", value = 20 } } });
        var why = await authority.Lead.GetJsonAsync($"{authority.Address}/providers/beechwood/triggers/staff-absence");
        await AssertVerifiedAsync(authority.Lead, why["why"]!["firing"]!, true);
    }

    [Fact]
    public async Task A_changed_reading_is_found_out_and_told()
    {
        var authority = app.NewAuthority();
        var receipt = (await authority.Lead.GetJsonAsync(await authority.AbsenceAsync()))["receipt"]!;
        receipt["readings"]!.AsArray().Single(r => (string)r!["measure"]! == "staff-absent")!["value"] = 2;

        var answer = (await authority.Lead.PostAsync(Verify, receipt)).Json;

        Assert.False((bool)answer["verified"]!);
        Assert.False((bool)answer["recorded"]!);
        Assert.Contains("The receipt says the level after is red; by its own readings it is clear.", answer["differences"]!.Select("sentence"));
    }

    [Fact]
    public async Task A_sound_receipt_that_nobody_recorded_is_told_apart()
    {
        var authority = app.NewAuthority();
        var receipt = (await authority.Lead.GetJsonAsync(await authority.AbsenceAsync()))["receipt"]!;
        receipt["version"] = 9;

        Assert.Equal("""{"verified":true,"differences":[],"recorded":false}""", (await authority.Lead.PostAsync(Verify, receipt)).Text);
    }

    [Theory]
    [InlineData("version", 0)]
    [InlineData("version", -1)]
    [InlineData("seq", 0)]
    [InlineData("seq", -7)]
    [InlineData("seq", 1_000_000_000_001)]
    [InlineData("readings/0/seq", 0)]
    [InlineData("evidence/seq", -1)]
    [InlineData("evidence/before/sinceSeq", -1)]
    [InlineData("evidence/after/sinceSeq", -1)]
    public async Task Numbers_that_count_nothing_are_refused_with_their_place(string place, long number)
    {
        var authority = app.NewAuthority();
        var shown = await authority.Lead.GetJsonAsync(await authority.AbsenceAsync());
        var path = place.Split('/');
        var holder = path[..^1].Aggregate(shown["receipt"]!, (node, name) => int.TryParse(name, out var index) ? node[index]! : node[name]!);
        holder[path[^1]] = number;

        var answer = await authority.Lead.PostAsync(Verify, shown);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([$"/receipt/{place}"], answer.Pointers);
        Assert.Contains("give a whole number from", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seq", 1)]
    [InlineData("evidence/before/sinceSeq", 0)]
    public async Task The_least_that_counts_is_read(string place, long number)
    {
        var authority = app.NewAuthority();
        var receipt = (await authority.Lead.GetJsonAsync(await authority.AbsenceAsync()))["receipt"]!;
        var path = place.Split('/');
        path[..^1].Aggregate(receipt, (node, name) => node[name]!)[path[^1]] = number;

        Assert.Equal(HttpStatusCode.OK, (await authority.Lead.PostAsync(Verify, receipt)).StatusCode);
    }

    [Fact]
    public async Task Whether_it_is_recorded_is_told_to_those_who_may_see_it_and_missing_looks_like_foreign()
    {
        var (authority, other) = (app.NewAuthority(), app.NewAuthority());
        var receipt = (await authority.Lead.GetJsonAsync(await authority.AbsenceAsync()))["receipt"]!;
        var missing = receipt.DeepClone();
        missing["evidence"]!["authority"] = "nowhere";

        await AssertVerifiedAsync(authority.Manager("beechwood"), receipt, true);
        foreach (var stranger in new[] { authority.Manager("elm"), authority.Reviewer, authority.Operator, other.Lead, other.Manager("beechwood"), other.Reviewer, other.Operator })
        {
            await AssertVerifiedAsync(stranger, receipt, null);
            await AssertVerifiedAsync(stranger, missing, null);
        }
    }

    [Fact]
    public async Task The_region_is_told_of_cases_that_reached_it()
    {
        var authority = app.NewAuthority();
        var receipt = (await authority.Reviewer.GetJsonAsync(await authority.UnsafeAsync()))["receipt"]!;

        await AssertVerifiedAsync(authority.Reviewer, receipt, true);
    }

    [Fact]
    public async Task Providers_counted_stand_by_name_for_the_authority_and_the_region_and_for_no_provider()
    {
        var authority = app.NewAuthority();
        foreach (var provider in new[] { "beechwood", "elm", "rowan", "oak", "ash" })
        {
            await authority.AbsenceAsync(provider);
        }

        var trigger = $"{authority.Address}/triggers/staff-absence-widespread";
        var receipt = (await authority.Lead.GetJsonAsync(trigger))["why"]!["firing"]!["receipt"]!;

        Assert.Equal(["ash", "beechwood", "elm", "oak", "rowan"], receipt["evidence"]!["counted"]![0]!["members"]!.AsArray().Where(m => (string)m!["standing"]! == "reached").Select(m => (string)m!["provider"]!));
        await AssertVerifiedAsync(authority.Lead, receipt, true);
        await AssertVerifiedAsync(authority.Reviewer, receipt, true);
        Assert.Equal(receipt.ToJsonString(), (await authority.Reviewer.GetJsonAsync(trigger))["why"]!["firing"]!["receipt"]!.ToJsonString());
        var manager = authority.Manager("beechwood");
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.GetAsync(trigger)).StatusCode);
        await AssertVerifiedAsync(manager, receipt, null);
        var items = (await manager.GetJsonAsync("/v1/escalations"))["items"]!.AsArray();
        Assert.All(items, i => Assert.Equal("provider", (string)i!["subject"]!["kind"]!));
    }

    [Fact]
    public async Task A_receipt_from_before_evidence_was_kept_says_what_it_lacks()
    {
        var authority = app.NewAuthority();
        var receipt = (await authority.Lead.GetJsonAsync(await authority.AbsenceAsync()))["receipt"]!;
        receipt.AsObject().Remove("evidence");

        var answer = (await authority.Lead.PostAsync(Verify, receipt)).Json;

        Assert.False((bool)answer["verified"]!);
        Assert.StartsWith("This receipt is too old to recompute: it lacks", (string)answer["differences"]![0]!["sentence"]!);
        Assert.Null(answer["recorded"]);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("7", "")]
    [InlineData("{}", "")]
    [InlineData("""{"receipt":null}""", "/receipt")]
    [InlineData("""{"receipt":{"checklist":7}}""", "/receipt/checklist")]
    public async Task What_is_no_receipt_is_refused_with_its_place(string body, string pointer)
    {
        var answer = await app.NewAuthority().Lead.SendTextAsync(HttpMethod.Post, Verify, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (answer.StatusCode, answer.Problem));
        Assert.Equal([pointer], answer.Pointers);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"receipt":{},"receipt":{}}""")]
    [InlineData("")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]")]
    public async Task What_is_no_JSON_is_refused(string body)
    {
        var answer = await app.NewAuthority().Lead.SendTextAsync(HttpMethod.Post, Verify, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (answer.StatusCode, answer.Problem));
    }

    [Fact]
    public async Task Nothing_but_JSON_is_read() => Assert.Equal(
        HttpStatusCode.UnsupportedMediaType, (await app.NewAuthority().Lead.SendTextAsync(HttpMethod.Post, Verify, "a,b", "text/csv")).StatusCode);

    [Fact]
    public async Task Unknown_members_bad_words_and_answers_that_fit_no_kind_are_named()
    {
        var authority = app.NewAuthority();
        var receipt = (await authority.Lead.GetJsonAsync(await authority.AbsenceAsync()))["receipt"]!;

        Assert.Equal(["/evidence/colour"], await PointersAsync(r => r["evidence"]!["colour"] = "blue"));
        Assert.Equal(["/after"], await PointersAsync(r => r["after"] = "purple"));
        Assert.Equal(["/readings/0"], await PointersAsync(r => r["readings"]![0]!["value"] = "many"));
        Assert.Equal(["/readings/0"], await PointersAsync(r => r["readings"]![0]!["unknown"] = true));
        Assert.Equal(["/readings/1"], await PointersAsync(r => r["readings"]![1] = null));
        Assert.Equal(["/evidence/definition"], await PointersAsync(r => r["evidence"]!["definition"] = "{}"));
        Assert.Equal(["/evidence/zone"], await PointersAsync(r => r["evidence"]!["zone"] = "Europe/Nowhere"));
        Assert.Equal(["/evidence/at"], await PointersAsync(r => r["evidence"]!["at"] = "0001-01-01T00:00:00Z"));
        Assert.Equal(["/evidence/subject/key"], await PointersAsync(r => r["evidence"]!["subject"]!["key"] = null));

        async Task<IEnumerable<string?>> PointersAsync(Action<JsonNode> change)
        {
            var changed = receipt.DeepClone();
            change(changed);
            var answer = await authority.Lead.PostAsync(Verify, changed);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            return answer.Pointers;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_sent_is_answered_and_never_taken_for_the_receipt_it_was(int seed)
    {
        var authority = app.NewAuthority();
        var receipt = (await authority.Lead.GetJsonAsync(await authority.AbsenceAsync()))["receipt"]!;
        var random = new Random(seed);
        for (var i = 0; i < 120; i++)
        {
            var changed = receipt.DeepClone();
            var what = Mangle(changed, random);

            var answer = await authority.Lead.PostAsync(Verify, changed);

            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{what}: {answer.StatusCode} {answer.Text}");
            if (answer.StatusCode == HttpStatusCode.OK && !JsonNode.DeepEquals(changed, receipt))
            {
                Assert.True(answer.Json["recorded"]?.GetValue<bool>() is not true, $"{what}: {answer.Text}");
            }
        }
    }

    /// <summary>Puts something else in the place of one member or entry.</summary>
    private static string Mangle(JsonNode whole, Random random)
    {
        var nodes = Inside(whole).Where(n => n.Parent is not null).ToList();
        var node = nodes[random.Next(nodes.Count)];
        JsonNode?[] others = [null, 0, -1, 9_007_199_254_740_993, 1e300, "", "x", "red", "2026-11-18", "9999-12-31T23:59:59Z", true, new JsonArray(), new JsonObject(), new JsonArray(1, "a"), new string('1', 3000), 2147483647];
        var (path, other) = (node.GetPath(), others[random.Next(others.Length)]);
        if (node.Parent is JsonArray array)
        {
            array[node.GetElementIndex()] = other;
        }
        else
        {
            node.Parent!.AsObject()[node.GetPropertyName()] = other;
        }

        return $"{path} = {other?.ToJsonString() ?? "null"}";
    }

    private static IEnumerable<JsonNode> Inside(JsonNode? node) => node switch
    {
        JsonObject o => [o, .. o.SelectMany(m => Inside(m.Value))],
        JsonArray a => [a, .. a.SelectMany(Inside)],
        { } value => [value],
        _ => [],
    };

    private static async Task AssertVerifiedAsync(TestClient client, JsonNode body, bool? recorded)
    {
        var answer = await client.PostAsync(Verify, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True((bool)answer.Json["verified"]!, answer.Text);
        Assert.Equal(recorded, (bool?)answer.Json["recorded"]);
    }
}
