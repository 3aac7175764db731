using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Intake;
using Compliance.Api.Notices;
using Compliance.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Notices;

internal static class NoticeScenes
{
    extension(ComplianceApp app)
    {
        /// <summary>Sends all that can be sent now.</summary>
        public Task TellAsync() => app.Services.GetRequiredService<Dispatcher>().RoundAsync(TestContext.Current.CancellationToken);

        /// <summary>Lets time pass, in the journals too.</summary>
        public async Task PassAsync(TimeSpan by)
        {
            app.Clock.Advance(by);
            await app.Services.GetRequiredService<Ticker>().RoundAsync(TestContext.Current.CancellationToken);
        }
    }

    extension(TestAuthority authority)
    {
        /// <summary>Registers a webhook of the authority; gives what was answered.</summary>
        public async Task<JsonNode> HookAsync(string url)
        {
            var answer = await authority.Lead.PostAsync($"{authority.Address}/webhooks", new { url });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return answer.Json;
        }

        public async Task<JsonArray> DeliveriesAsync(JsonNode webhook, string query = "") =>
            (await authority.Lead.GetJsonAsync($"{authority.Address}/webhooks/{webhook["id"]}/deliveries{query}"))["items"]!.AsArray();

        public async Task<JsonArray> NoticesAsync(string escalation, TestClient? reader = null) =>
            (await (reader ?? authority.Lead).GetJsonAsync($"{escalation}/notices"))["items"]!.AsArray();

        public async Task HasContactsAsync(params object[] contacts)
        {
            var tag = (await authority.Lead.GetAsync($"{authority.Address}/contacts")).ETag;
            Assert.Equal(HttpStatusCode.OK, (await authority.Lead.PutAsync($"{authority.Address}/contacts", new { contacts }, tag)).StatusCode);
        }
    }
}
