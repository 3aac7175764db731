using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;
using Compliance.Api.Tests.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Docs;

/// <summary>
/// The examples in the contract are what the product really answers: one winter morning in Doncaster, each operation once.
/// COMPLIANCE_WRITE_CONTRACT=1 records them anew; long lists are cut short.
/// </summary>
public sealed class ExampleTests : IDisposable
{
    private const string Authority = "/v1/authorities/doncaster";
    private const string Home = Authority + "/providers/beechwood";
    private const string Password = "a good password";

    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ComplianceApp _app = new();
    private readonly JsonObject _examples = [];
    private readonly List<(string Is, string Shown)> _random = [];

    private static string File { get; } = Path.Combine(Repository.Root, "openapi", "examples.json");

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Examples_are_what_the_product_answers()
    {
        await using var receiver = await TestReceiver.StartAsync();
        _random.Add((receiver.Url, "https://hooks.doncaster.example/compliance"));
        var lead = await SignInAsync("lead@doncaster.example", "Sample lead", new ActingHat(Roles.AuthorityLead, "doncaster", null, []), "SignIn");
        await SetPasswordAsync();
        await AdoptAsync(lead);
        var manager = await SignInAsync("manager@beechwood.example", "Sample manager", new ActingHat(Roles.ProviderManager, "doncaster", null, ["beechwood"]));
        await ReportAsync(manager, lead);
        var reviewer = await SignInAsync("reviewer@yorkshire.example", "Sample reviewer", new ActingHat(Roles.Reviewer, null, "yorkshire-and-the-humber", []));
        await ReceiveAsync(lead, "Authority", $"{Authority}/webhooks", receiver.Url);
        await ReceiveAsync(reviewer, "Region", "/v1/regions/yorkshire-and-the-humber/webhooks", receiver.Url);
        await WorkTheCaseAsync(lead, reviewer, manager);
        await _app.TellAsync();
        await TakeAsync("GetEscalationNotices", lead, HttpMethod.Get, $"/v1/escalations/{(await lead.GetJsonAsync("/v1/escalations"))["items"]![0]!["id"]}/notices");
        await DeliverAsync(lead, "Authority", $"{Authority}/webhooks");
        await DeliverAsync(reviewer, "Region", "/v1/regions/yorkshire-and-the-humber/webhooks");
        await TakeAsync("GetNoticeWish", lead, HttpMethod.Get, "/v1/me/notices");
        await TakeAsync("SetNoticeWish", lead, HttpMethod.Put, "/v1/me/notices", new { email = "daily" }, "\"each\"");
        await TakeAsync("SignOut", manager, HttpMethod.Post, "/v1/sign-out");

        var now = _examples.ToJsonString(_readable) + "\n";
        if (Environment.GetEnvironmentVariable("COMPLIANCE_WRITE_CONTRACT") == "1")
        {
            await System.IO.File.WriteAllTextAsync(File, now, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken), now);
    }

    private async Task SetPasswordAsync()
    {
        var user = await _app.Services.GetRequiredService<UserDirectory>().PutAsync(
            "deputy@doncaster.example", "Sample deputy", null, [new ActingHat(Roles.AuthorityLead, "doncaster", null, [])], TestContext.Current.CancellationToken);
        var link = await _app.Services.GetRequiredService<PasswordLinks>().MakeAsync(user.Id, TestContext.Current.CancellationToken);
        var answer = await _app.Anonymous().PostAsync("/v1/passwords", new { token = link.Split('=')[1], password = Password });
        Record("SetPassword", new JsonObject { ["token"] = "yVb3…", ["password"] = Password }, answer);
    }

    private async Task AdoptAsync(TestClient lead)
    {
        await TakeAsync("GetMe", lead, HttpMethod.Get, "/v1/me");
        await TakeAsync("ListChecklists", lead, HttpMethod.Get, "/v1/checklists");
        await TakeAsync("GetChecklist", lead, HttpMethod.Get, "/v1/checklists/asc-winter-plan-2021-22/versions/1");
        await TakeAsync("ListAuthorities", lead, HttpMethod.Get, "/v1/authorities");
        var contacts = await lead.GetAsync($"{Authority}/contacts");
        await TakeAsync("SetContacts", lead, HttpMethod.Put, $"{Authority}/contacts", new
        {
            contacts = new object[]
            {
                new { role = "authority-lead", name = "Commissioning duty desk", phone = "01632 960001", roundTheClock = false },
                new { role = "authority-out-of-hours", name = "Emergency duty team", phone = "01632 960000", roundTheClock = true },
            },
        }, contacts.ETag);
        await TakeAsync("GetContacts", lead, HttpMethod.Get, $"{Authority}/contacts");
        await TakeAsync("GetAuthority", lead, HttpMethod.Get, Authority);
        await TakeAsync("SetPlan", lead, HttpMethod.Put, $"{Authority}/plans/asc-winter-plan-2021-22?season=2026", new
        {
            version = 3,
            from = "2026-10-01",
            to = "2027-03-31",
            overrides = new object[] { new { trigger = "staff-absence", level = "amber", atLeast = 12, clearsBelow = 9, reason = "Small services reach 10 % with one person ill." } },
        });
        await TakeAsync("PreviewPlan", lead, HttpMethod.Post, $"{Authority}/plans/asc-winter-plan-2021-22/preview?season=2026", new
        {
            version = 3,
            from = "2026-10-01",
            to = "2027-03-31",
            overrides = new object[] { new { item = "logistics-considered", off = true, reason = "Settled last winter and in place" } },
        });
        await TakeAsync("GetPlan", lead, HttpMethod.Get, $"{Authority}/plans/asc-winter-plan-2021-22");
        await TakeAsync("GetLadders", lead, HttpMethod.Get, $"{Authority}/ladders");
        await TakeAsync("ListPlans", lead, HttpMethod.Get, $"{Authority}/plans");
        await TakeAsync("RegisterProvider", lead, HttpMethod.Post, $"{Authority}/providers", new { provider = "beechwood", name = "Beechwood", serviceType = "care-home", organisation = "beechwood-care", joinedOn = "2026-07-01" });
        await TakeAsync("ChangeProvider", lead, HttpMethod.Patch, Home, new { name = "Beechwood House" }, "\"1\"");
        await TakeFileAsync("RegisterManyProviders", lead, $"{Authority}/providers?dryRun=true",
            "provider,name,serviceType,joinedOn\nbeechwood,Beechwood Court,care-home,2026-07-01\nelm,Elm Home Care,home-care,2026-12-01\n");
        await TakeAsync("GetProvider", lead, HttpMethod.Get, Home);
        await TakeAsync("ListProviders", lead, HttpMethod.Get, $"{Authority}/providers");
    }

    private async Task ReportAsync(TestClient manager, TestClient lead)
    {
        await TakeAsync("GetDue", manager, HttpMethod.Get, $"{Home}/due");
        var report = await TakeAsync("SubmitReport", manager, HttpMethod.Post, $"{Home}/reports", new
        {
            kind = "routine",
            asAt = "2026-11-18T08:40:00Z",
            statuses = new object[] { new { item = "ppe-stock", status = "met" } },
            readings = new object[]
            {
                new { measure = "staff-employed", value = 40 },
                new { measure = "staff-absent", value = 11 },
                new { measure = "able-to-meet-needs-safely", value = "yes" },
                new { measure = "ppe-days-masks", unknown = true },
            },
        });
        await TakeAsync("GetReport", manager, HttpMethod.Get, $"{Home}/reports/{report["id"]}");
        await TakeAsync("GetReports", manager, HttpMethod.Get, $"{Home}/reports");
        await TakeAsync("GetPosition", manager, HttpMethod.Get, $"{Home}/position");
        await TakeAsync("GetProviderTrigger", manager, HttpMethod.Get, $"{Home}/triggers/staff-absence");
        await TakeAsync("GetAuthorityDue", lead, HttpMethod.Get, $"{Authority}/due");
        var own = await TakeAsync("SubmitAuthorityReport", lead, HttpMethod.Post, $"{Authority}/reports", new
        {
            kind = "routine",
            statuses = new object[] { new { item = "ppe-free-route", status = "in-progress" } },
            readings = new object[] { new { measure = "ppe-days-council", value = 21 } },
        });
        await TakeAsync("GetActions", lead, HttpMethod.Get, $"{Authority}/actions?view=late-and-next");
        await TakeAsync("GetAction", lead, HttpMethod.Get, $"{Authority}/actions/ppe-free-route");
        await TakeAsync("SetAction", lead, HttpMethod.Put, $"{Authority}/actions/ppe-free-route", new
        {
            status = "met",
            evidence = "Delivery list of 17 November, commissioning share",
            note = "Council store delivers on Tuesdays and Fridays.",
            audience = "region",
        }, $"\"{((string)own["id"]!).Split('-')[1]}\"");
        await TakeAsync("GetAuthorityReport", lead, HttpMethod.Get, $"{Authority}/reports/{own["id"]}");
        await TakeAsync("GetAuthorityReports", lead, HttpMethod.Get, $"{Authority}/reports");
        await TakeLinesAsync("SubmitManyReports", lead, $"{Authority}/reports",
            """{"provider":"beechwood","kind":"update","toldBy":"deputy manager","readings":[{"measure":"ppe-days-gloves","value":30}]}""");
        await TakeAsync("GetBoard", lead, HttpMethod.Get, $"{Authority}/board");
        await TakeAsync("GetProviderBoard", lead, HttpMethod.Get, $"{Home}/board");
        await TakeAsync("GetReporting", lead, HttpMethod.Get, $"{Authority}/reporting");
        await TakeAsync("GetTriggers", lead, HttpMethod.Get, $"{Authority}/triggers");
        await TakeAsync("GetTrigger", lead, HttpMethod.Get, $"{Authority}/triggers/staff-absence-widespread");
        await TakeAsync("GetOrganisationTrigger", lead, HttpMethod.Get, $"{Authority}/organisations/beechwood-care/triggers/organisation-under-pressure");
        await TakeAsync("ReplayTriggers", lead, HttpMethod.Post, $"{Authority}/triggers/replay", new
        {
            from = "2026-11-16",
            to = "2026-11-18",
            overrides = new object[] { new { trigger = "staff-absence", level = "red", atLeast = 30, clearsBelow = 25 } },
        });
    }

    private async Task WorkTheCaseAsync(TestClient lead, TestClient reviewer, TestClient manager)
    {
        var queue = await TakeAsync("ListEscalations", lead, HttpMethod.Get, "/v1/escalations");
        var address = $"/v1/escalations/{queue["items"]![0]!["id"]}";
        await TakeAsync("AcknowledgeEscalation", lead, HttpMethod.Post, $"{address}/acknowledge", new { owner = "Commissioning duty desk", reason = "Calling the home.", reviewBy = "2026-11-19T16:00:00Z" }, "\"1\"");
        await TakeAsync("NoteOnEscalation", lead, HttpMethod.Post, $"{address}/notes", new { text = "Two agency shifts are booked for tonight.", audience = "region" }, "\"2\"");
        await TakeAsync("PassEscalationUp", lead, HttpMethod.Post, $"{address}/pass-up", new { reason = "No staff to borrow in the borough." }, "\"3\"");
        var shown = await TakeAsync("GetEscalation", reviewer, HttpMethod.Get, address);
        await TakeAsync("VerifyReceipt", reviewer, HttpMethod.Post, "/v1/receipts/verify", shown["receipt"]);
        await TakeAsync("GetRegionOverview", reviewer, HttpMethod.Get, "/v1/regions/yorkshire-and-the-humber/overview");
        await TakeAsync("GetResponseTimes", reviewer, HttpMethod.Get, "/v1/regions/yorkshire-and-the-humber/response-times");
        await WatchAsync(reviewer);
        await ShareAsync(lead, reviewer);
        await TakeAsync("PassEscalationDown", reviewer, HttpMethod.Post, $"{address}/pass-down", new { reason = "Rotherham lends two carers from today; please confirm they arrive." }, "\"4\"");
        await reviewer.GetAsync(address);
        await lead.PostAsync($"{address}/acknowledge", new { owner = "Commissioning duty desk", reason = "They arrived.", reviewBy = "2026-11-19T16:00:00Z" }, "\"5\"");
        await TakeAsync("RequestInformation", lead, HttpMethod.Post, $"{address}/request-information", new { to = "provider", question = "Which shifts are still open this week?", replyBy = "2026-11-18T16:00:00Z" }, "\"6\"");
        await TakeAsync("ProvideInformation", manager, HttpMethod.Post, $"{address}/provide-information", new { answer = "Two nights, Friday and Saturday." }, "\"7\"");
        await TakeAsync("MitigateEscalation", lead, HttpMethod.Post, $"{address}/mitigate", new
        {
            measures = new object[] { new { key = "borrow-staff" }, new { text = "Night shifts from the council's bank" } },
            owner = "Commissioning duty desk",
            until = "2026-11-22T20:00:00Z",
            attachments = new object[] { new { title = "Rota of the week", url = "https://files.doncaster.example/rota-47" } },
        }, "\"8\"");
        await TakeAsync("StandEscalationDown", lead, HttpMethod.Post, $"{address}/stand-down", new { reason = "Cover is in place until Sunday.", despite = "Absence is still high, but every shift is covered." }, "\"9\"");
        await TakeAsync("ReopenEscalation", lead, HttpMethod.Post, $"{address}/reopen", new { reason = "One of the lent carers has fallen ill." }, "\"10\"");
        var raised = await TakeAsync("RaiseEscalation", reviewer, HttpMethod.Post, "/v1/escalations", new
        {
            authority = "doncaster",
            provider = "beechwood",
            title = "Heating out at Beechwood",
            reason = "A relative rang: no heating since last night.",
            level = "amber",
        });
        await TakeAsync("WithdrawEscalation", lead, HttpMethod.Post, $"/v1/escalations/{raised["id"]}/withdraw", new { reason = "The home was warm all along; another home was meant." }, "\"1\"");
    }

    private async Task WatchAsync(TestClient reviewer)
    {
        using var answer = await reviewer.OpenAsync("/v1/escalations/events?wait=false", "-");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var data = text.Split('\n').First(l => l.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..];
        _examples["WatchEscalations"] = new JsonObject { ["status"] = $"{(int)answer.StatusCode}", ["response"] = JsonNode.Parse(data) };
    }

    private async Task ShareAsync(TestClient lead, TestClient reviewer)
    {
        var body = new
        {
            provider = "beechwood",
            what = new[] { "position", "triggers" },
            purpose = "Planning which services can lend staff to Beechwood this week.",
            expiresOn = "2026-11-25T17:00:00Z",
        };
        var answer = await lead.PostAsync($"{Authority}/sharing", body);
        var id = (string)answer.Json["id"]!;
        _random.Add((id, "{share id}"));
        Record("ShareWithRegion", JsonSerializer.SerializeToNode(body), answer);
        await reviewer.GetAsync($"{Home}/position");
        await TakeAsync("ListShares", reviewer, HttpMethod.Get, $"{Authority}/sharing");
        await TakeAsync("GetShare", lead, HttpMethod.Get, $"{Authority}/sharing/{id}");
        Record("WithdrawShare", null, await lead.SendAsync(HttpMethod.Delete, $"{Authority}/sharing/{id}", null, null, null));
        await TakeAsync("GetAccessLog", lead, HttpMethod.Get, $"{Authority}/access-log");
    }

    private async Task ReceiveAsync(TestClient client, string owner, string address, string url)
    {
        var body = new { url, description = "Case system" };
        var made = await client.PostAsync(address, body);
        Hide(made.Json["id"]!, "wh_5b1f…");
        Hide(made.Json["secret"]!, "whsec_C2FVsBQIhrscChlQIM…");
        Record($"Create{owner}Webhook", JsonSerializer.SerializeToNode(body), made);
        var webhook = $"{address}/{made.Json["id"]}";
        await TakeAsync($"List{owner}Webhooks", client, HttpMethod.Get, address);
        await TakeAsync($"Get{owner}Webhook", client, HttpMethod.Get, webhook);
        await TakeAsync($"Change{owner}Webhook", client, HttpMethod.Patch, webhook, new { description = "Case system, live" }, "\"1\"");
        await TakeAsync($"Test{owner}Webhook", client, HttpMethod.Post, $"{webhook}/test");
    }

    private async Task DeliverAsync(TestClient client, string owner, string address)
    {
        var webhook = $"{address}/{(await client.GetJsonAsync(address))["items"]![0]!["id"]}";
        var delivery = (await client.GetJsonAsync($"{webhook}/deliveries?state=sent"))["items"]!.AsArray().Single()!;
        Hide(delivery["id"]!, "msg_8f02…");
        await TakeAsync($"List{owner}WebhookDeliveries", client, HttpMethod.Get, $"{webhook}/deliveries?state=sent");
        await TakeAsync($"Replay{owner}WebhookDelivery", client, HttpMethod.Post, $"{webhook}/deliveries/{delivery["id"]}/replay");
        var rotated = await client.PostAsync($"{webhook}/rotate");
        Hide(rotated.Json["secret"]!, "whsec_zK2rYb0lVwQ9nT1x…");
        Record($"Rotate{owner}WebhookSecret", null, rotated);
        await TakeAsync($"Delete{owner}Webhook", client, HttpMethod.Delete, webhook);
    }

    // Some signs stand escaped in some answers and as they are in others.
    private void Hide(JsonNode value, string shown) => _random.AddRange([(value.ToJsonString().Trim('"'), shown), ((string)value!, shown)]);

    private async Task<TestClient> SignInAsync(string email, string name, ActingHat hat, string? operation = null)
    {
        var user = await _app.Services.GetRequiredService<UserDirectory>().PutAsync(email, name, Password, [hat], TestContext.Current.CancellationToken);
        _random.Add((user.Id, "{user id}"));
        var body = new { email, password = Password };
        var answer = await _app.Anonymous().PostAsync("/v1/sign-in", body);
        var token = (string)answer.Json["accessToken"]!;
        _random.Add((token, "CfDJ8N…"));
        if (operation is not null)
        {
            Record(operation, JsonSerializer.SerializeToNode(body), answer);
        }

        return new TestClient(_app.CreateClient(), token);
    }

    private async Task<JsonNode> TakeAsync(string operation, TestClient client, HttpMethod method, string url, object? body = null, string? ifMatch = null)
    {
        var answer = method.Method switch
        {
            "GET" => await client.GetAsync(url),
            "POST" => await client.PostAsync(url, body, ifMatch),
            "PUT" => await client.PutAsync(url, body, ifMatch),
            "DELETE" => await client.SendAsync(method, url, null, null, null),
            _ => await client.PatchAsync(url, body, ifMatch),
        };
        Record(operation, body is null ? null : JsonSerializer.SerializeToNode(body), answer);
        return answer.Text.Length == 0 ? new JsonObject() : answer.Json;
    }

    private async Task TakeLinesAsync(string operation, TestClient client, string url, string lines)
    {
        var answer = await client.SendTextAsync(HttpMethod.Post, url, lines, "application/x-ndjson");
        Assert.InRange((int)answer.StatusCode, 200, 299);
        _examples[operation] = new JsonObject
        {
            ["status"] = $"{(int)answer.StatusCode}",
            ["request"] = JsonNode.Parse(lines.Split('\n')[0]),
            ["response"] = JsonNode.Parse(answer.Text.Split('\n')[0]),
        };
    }

    private async Task TakeFileAsync(string operation, TestClient client, string url, string file)
    {
        var answer = await client.SendTextAsync(HttpMethod.Post, url, file, "text/csv");
        Record(operation, JsonValue.Create(file), answer);
    }

    private void Record(string operation, JsonNode? request, TestAnswer answer)
    {
        Assert.True((int)answer.StatusCode is >= 200 and < 300, $"{operation}: {answer.StatusCode} {answer.Text}");
        var text = Shown(answer.Text);
        var example = new JsonObject { ["status"] = $"{(int)answer.StatusCode}" };
        if (request is not null)
        {
            example["request"] = JsonNode.Parse(Shown(request.ToJsonString()));
        }

        if (text.Length > 0)
        {
            example["response"] = Cut(JsonNode.Parse(text)!);
        }

        _examples[operation] = example;
    }

    private string Shown(string text) => _random.Aggregate(text, (shown, r) => shown.Replace(r.Is, r.Shown, StringComparison.Ordinal));

    /// <summary>Lists longer than three keep their first two: the rest would teach nothing.</summary>
    private static JsonNode Cut(JsonNode node)
    {
        if (node is JsonArray array)
        {
            return new JsonArray([.. array.Take(array.Count > 3 ? 2 : 3).Select(n => n is null ? null : Cut(n.DeepClone()))]);
        }

        return node is JsonObject known
            ? new JsonObject(known.Select(p => KeyValuePair.Create(p.Key, p.Value is null ? null : (JsonNode?)Cut(p.Value.DeepClone()))))
            : node.DeepClone();
    }
}
