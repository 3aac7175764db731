using System.Net;
using System.Text.Json.Nodes;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Reporting;

namespace Compliance.Api.Tests.Escalations;

/// <summary>Brings an authority to where a case is open.</summary>
internal static class CaseScenes
{
    extension(TestAuthority authority)
    {
        /// <summary>One home reports severe absence: a case with the authority. Gives its address.</summary>
        public async Task<string> AbsenceAsync(string provider = "beechwood", int absent = 11)
        {
            await authority.AdoptOnceAsync();
            return await authority.ReportAsync(
                await authority.RegisterAsync(provider), provider,
                new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = absent });
        }

        /// <summary>One home says that it cannot meet needs safely: a case with the region.</summary>
        public async Task<string> UnsafeAsync(string provider = "elm")
        {
            await authority.AdoptOnceAsync();
            return await authority.ReportAsync(
                await authority.RegisterAsync(provider), provider, new { measure = "able-to-meet-needs-safely", value = "no" });
        }

        /// <summary>So many homes say so all at once, each with a case of its own.</summary>
        public async Task<int> ManyUnsafeAsync(int homes)
        {
            await authority.AdoptOnceAsync();
            var names = Enumerable.Range(0, homes).Select(i => $"home-{i}").ToList();
            await Task.WhenAll(names.Select(h => authority.WriteAsync(new SetProvider(
                "system", new ProviderSet(h, h, "care-home", null, null, null, null, new DateOnly(2026, 7, 1), null, 1), null))));
            await Task.WhenAll(names.Select(h => authority.WriteAsync(new SubmitReport(
                "system", h, new GivenReport(ReportKind.Update, null, [new("able-to-meet-needs-safely", new GivenValue(null, "no"))], [], null, [], null)))));
            return homes;
        }

        /// <summary>The region raises a case about a home with its authority, so that both and the home have to do with it. Gives its address.</summary>
        public async Task<string> RaisedByRegionAsync(string provider = "beechwood")
        {
            var answer = await authority.Reviewer.PostAsync(
                "/v1/escalations", new { authority = authority.Id, provider, title = "No heating", reason = "A relative rang", level = "red", audience = "provider" });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return answer.Headers["Location"];
        }

        /// <summary>Reports, and gives the address of the first case that this moved.</summary>
        public async Task<string> ReportAsync(TestClient client, string provider, params object[] readings)
        {
            var answer = await client.PostAsync($"{authority.Address}/providers/{provider}/reports", new { readings });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return (string)answer.Json["triggers"]![0]!["escalation"]!;
        }

        public async Task AdoptOnceAsync()
        {
            await using var db = authority.Db();
            if (!db.Plans.Any())
            {
                await authority.AdoptPlanAsync();
            }
        }
    }

    extension(TestClient client)
    {
        /// <summary>Acts on a case as it stands.</summary>
        public async Task<TestAnswer> ActAsync(string escalation, string action, object body) =>
            await client.PostAsync($"{escalation}/{action}", body, (await client.GetAsync(escalation)).ETag);

        public async Task<JsonNode> AcknowledgeAsync(string escalation)
        {
            var answer = await client.ActAsync(
                escalation, "acknowledge", new { owner = "Duty lead", reason = "Calling the home", reviewBy = "2026-11-19T16:00:00Z" });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return answer.Json;
        }
    }
}
