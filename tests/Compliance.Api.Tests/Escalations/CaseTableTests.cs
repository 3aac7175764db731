using System.Net;
using Compliance.Api.Access;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Escalations;

/// <summary>Every action in every state, by everybody, over HTTP. The case lies with its authority, and the region raised it.</summary>
public sealed class CaseTableTests(ComplianceApp app)
{
    private static readonly string[] _states = ["raised", "acknowledged", "information-requested", "mitigating", "stood-down", "withdrawn"];

    // Where each action leads from each of those states, and for whom: L lead, R reviewer, P provider.
    private static readonly Dictionary<string, (string Who, string?[] Leads)> _table = new()
    {
        ["acknowledge"] = ("L", ["acknowledged", "acknowledged", null, null, null, null]),
        ["request-information"] = ("L", ["information-requested", "information-requested", null, "information-requested", null, null]),
        ["provide-information"] = ("P", [null, null, "acknowledged", null, null, null]),
        ["mitigate"] = ("LR", [null, "mitigating", null, "mitigating", null, null]),
        ["pass-up"] = ("L", ["raised", "raised", null, "raised", null, null]),
        ["pass-down"] = ("", ["raised", "raised", null, "raised", null, null]),
        ["stand-down"] = ("L", [null, "stood-down", null, "stood-down", null, null]),
        ["withdraw"] = ("LR", ["withdrawn", "withdrawn", "withdrawn", "withdrawn", null, null]),
        ["reopen"] = ("L", [null, null, null, null, "raised", "raised"]),
        ["notes"] = ("LRP", ["raised", "acknowledged", "information-requested", "mitigating", "stood-down", "withdrawn"]),
    };

    private static readonly Dictionary<string, object> _bodies = new()
    {
        ["acknowledge"] = new { owner = "Duty lead", reason = "Calling the home", reviewBy = "2026-11-19T16:00:00Z" },
        ["request-information"] = new { to = "provider", question = "Since when?", replyBy = "2026-11-18T16:00:00Z" },
        ["provide-information"] = new { answer = "Since last night" },
        ["mitigate"] = new { measures = new[] { new { text = "Heaters lent" } }, owner = "Commissioning", until = "2026-11-20T16:00:00Z" },
        ["pass-up"] = new { reason = "More than we can do" },
        ["pass-down"] = new { reason = "Yours first" },
        ["stand-down"] = new { reason = "Warm again" },
        ["withdraw"] = new { reason = "Another home was meant" },
        ["reopen"] = new { reason = "Cold again" },
        ["notes"] = new { text = "Called twice" },
    };

    private static readonly Dictionary<string, string[]> _ways = new()
    {
        ["raised"] = [],
        ["acknowledged"] = ["acknowledge"],
        ["information-requested"] = ["acknowledge", "request-information"],
        ["mitigating"] = ["acknowledge", "mitigate"],
        ["stood-down"] = ["acknowledge", "stand-down"],
        ["withdrawn"] = ["withdraw"],
    };

    private readonly TestAuthority _authority = app.NewAuthority();

    public static TheoryData<string> States => [.. _states];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Every_act_does_what_the_table_says_and_a_refusal_leaves_everything_as_it_was(string state)
    {
        await PrepareAsync();
        var refusing = await CaseAsync(state);
        foreach (var (letter, role, client) in Everybody())
        {
            var allowed = _table.Keys.Where(a => LeadsTo(a, state, letter) is not null).ToList();
            Assert.Equal(allowed, (await client.GetJsonAsync(refusing))["allowed"]!.AsArray().Select(a => (string?)a));
            foreach (var action in _table.Keys)
            {
                if (LeadsTo(action, state, letter) is { } leads)
                {
                    var done = await client.ActAsync(await CaseAsync(state), action, _bodies[action]);
                    Assert.Equal((role, action, HttpStatusCode.OK, leads), (role, action, done.StatusCode, (string?)done.Json["state"]));
                    continue;
                }

                var before = await Snapshot.OfAsync(_authority);
                var refused = await client.ActAsync(refusing, action, _bodies[action]);
                if (Roles.May(role, PermissionOf(action)))
                {
                    Assert.Equal((role, action, HttpStatusCode.Conflict, "not-allowed-now"), (role, action, refused.StatusCode, refused.Problem));
                    Assert.Equal(allowed, refused.Json["names"]!.AsArray().Select(a => (string?)a));
                    Assert.Contains($"Possible now: {string.Join(", ", allowed)}.", (string?)refused.Json["detail"], StringComparison.Ordinal);
                }
                else
                {
                    Assert.Equal((role, action, HttpStatusCode.Forbidden), (role, action, refused.StatusCode));
                }

                Assert.Equal(before, await Snapshot.OfAsync(_authority));
            }
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Whoever_saw_nothing_or_something_older_or_is_a_stranger_is_refused_before_the_state_is_looked_at(string state)
    {
        await PrepareAsync();
        var escalation = await CaseAsync(state);
        var stranger = app.NewAuthority();
        var before = await Snapshot.OfAsync(_authority);
        foreach (var (action, body) in _bodies)
        {
            var (_, _, client) = Everybody().First(e => Roles.May(e.Role, PermissionOf(action)));
            var address = $"{escalation}/{action}";
            Assert.Equal((action, HttpStatusCode.PreconditionRequired), (action, (await client.PostAsync(address, body)).StatusCode));
            Assert.Equal((action, HttpStatusCode.PreconditionFailed), (action, (await client.PostAsync(address, body, "\"99\"")).StatusCode));
            Assert.Equal((action, HttpStatusCode.NotFound), (action, (await stranger.Lead.PostAsync(address, body, "\"1\"")).StatusCode));
            Assert.Equal((action, HttpStatusCode.NotFound), (action, (await stranger.Reviewer.PostAsync(address, body, "\"1\"")).StatusCode));
            Assert.Equal((action, HttpStatusCode.NotFound), (action, (await _authority.Manager("elm").PostAsync(address, body, "\"1\"")).StatusCode));
        }

        Assert.Equal(before, await Snapshot.OfAsync(_authority));
    }

    private async Task PrepareAsync()
    {
        await _authority.AdoptPlanAsync();
        await _authority.RegisterAsync("beechwood");
        await _authority.RegisterAsync("elm");
    }

    private IEnumerable<(string Letter, string Role, TestClient Client)> Everybody() =>
    [
        ("L", Roles.AuthorityLead, _authority.Lead), ("R", Roles.Reviewer, _authority.Reviewer), ("P", Roles.ProviderManager, _authority.Manager("beechwood")),
    ];

    /// <summary>A case that has been brought into a state by what its authority did.</summary>
    private async Task<string> CaseAsync(string state)
    {
        var escalation = await _authority.RaisedByRegionAsync();
        foreach (var action in _ways[state])
        {
            Assert.Equal(HttpStatusCode.OK, (await _authority.Lead.ActAsync(escalation, action, _bodies[action])).StatusCode);
        }

        return escalation;
    }

    private static string? LeadsTo(string action, string state, string letter) =>
        _table[action].Who.Contains(letter, StringComparison.Ordinal) ? _table[action].Leads[Array.IndexOf(_states, state)] : null;

    private static string PermissionOf(string action) => action switch
    {
        "notes" => Permissions.NoteOnEscalations,
        "provide-information" => Permissions.AnswerEscalations,
        "pass-down" => Permissions.PassDownEscalations,
        _ => Permissions.ActOnEscalations,
    };
}
