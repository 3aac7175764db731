using System.Text;
using System.Text.Json;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;

namespace Compliance.Domain.Tests.Escalations;

/// <summary>The state table of the contract, written down a second time as text, against what the product does for every state, action, role and tier.</summary>
public sealed class ActTableTests
{
    // T the owning tier, L lead, R reviewer, A whoever was asked, * everybody who sees the case. A dash is a refusal.
    private const string Table = """
                            who  raised                 acknowledged           information-requested  mitigating             stood-down  withdrawn
        acknowledge         T    acknowledged           acknowledged           -                      -                      -           -
        request-information T    information-requested  information-requested  -                      information-requested  -           -
        provide-information A    -                      -                      before                 -                      -           -
        mitigate            LR   -                      mitigating             -                      mitigating             -           -
        pass-up             T    raised                 raised                 -                      raised                 -           -
        pass-down           R    raised                 raised                 -                      raised                 -           -
        stand-down          T    -                      stood-down             -                      stood-down             -           -
        withdraw            LR   withdrawn              withdrawn              withdrawn              withdrawn              -           -
        reopen              T    -                      -                      -                      -                      raised      raised
        notes               *    same                   same                   same                   same                   same        same
        """;

    // Who T is: the provider's and the authority's cases are the lead's, the region's the reviewers'. Overdue, the authority's are the reviewers' too.
    private static readonly Dictionary<(string Tier, bool Overdue), string> _owners = new()
    {
        [("provider", false)] = "L",
        [("provider", true)] = "L",
        [("authority", false)] = "L",
        [("authority", true)] = "LR",
        [("region", false)] = "R",
        [("region", true)] = "R",
    };

    private static readonly string[] _states = ["raised", "acknowledged", "information-requested", "mitigating", "stood-down", "withdrawn"];

    private static readonly Dictionary<string, string[]> _rows = Table.Split('\n').Skip(1)
        .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(c => c[0], c => c[1..]);

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var action in _rows.Keys)
        {
            foreach (var state in _states)
            {
                pairs.Add(action, state);
            }
        }

        return pairs;
    }

    [Fact]
    public void The_table_has_every_action_and_every_state()
    {
        Assert.Equal(_rows.Keys, Enum.GetValues<CaseAction>().Select(Name));
        Assert.Equal(_states, Enum.GetValues<CaseState>().Select(Name));
        Assert.All(_rows.Values, r => Assert.Equal(1 + _states.Length, r.Length));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_act_does_what_the_table_says_and_a_refusal_changes_nothing(string action, string state)
    {
        foreach (var tier in Enum.GetValues<Tier>())
        {
            foreach (var overdue in new[] { false, true })
            {
                foreach (var role in Enum.GetValues<ActingAs>())
                {
                    Check(action, state, tier, overdue, role);
                }
            }
        }
    }

    [Fact]
    public void What_a_person_raised_goes_by_the_same_table()
    {
        foreach (var state in _states.Where(s => !s.EndsWith("down", StringComparison.Ordinal) && s != "withdrawn"))
        {
            var council = TestActs.Red();
            var before = Put(council, state, Tier.Authority, false) with { Trigger = null, Receipt = null, FiringId = null };
            council.Tenant.Escalations[before.Id] = before;

            var allowed = _rows.Where(r => IsExpected(r.Key, state, Tier.Authority, false, ActingAs.Authority)).Select(r => r.Key);
            Assert.Equal(allowed, Acts.Allowed(before, ActingAs.Authority, null).Select(Name));
            Assert.Contains("withdraw", allowed);
        }
    }

    private static void Check(string action, string state, Tier tier, bool overdue, ActingAs role)
    {
        var council = TestActs.Red();
        var before = Put(council, state, tier, overdue);
        var stored = Encoding.UTF8.GetString(Canonical.Write(before));
        var seq = council.Tenant.Seq;
        var expected = IsExpected(action, state, tier, overdue, role);
        var here = $"{role}, {action}, {state}, {tier}{(overdue ? ", overdue" : "")}";

        var outcome = council.Try("2026-11-18T12:00Z", role, TestActs.Of(ActionOf(action)));

        var allowed = _rows.Keys.Where(a => IsExpected(a, state, tier, overdue, role)).ToList();
        Assert.Equal(allowed, Acts.Allowed(before, role, Domain.Escalations.Condition.Clear).Select(Name));
        if (!expected)
        {
            var refused = Assert.IsType<Refused>(outcome);
            Assert.Equal(("not-allowed-now", here), (refused.Code, here));
            Assert.Equal(allowed, refused.Names);
            Assert.Contains($"Possible now: {string.Join(", ", allowed)}.", refused.Sentence, StringComparison.Ordinal);
            Assert.Equal((stored, seq), (Encoding.UTF8.GetString(Canonical.Write(council.Case)), council.Tenant.Seq));
            return;
        }

        Assert.True(outcome is CaseChanged, $"{here}: {outcome}");
        var leads = _rows[action][1 + Array.IndexOf(_states, state)];
        var after = council.Case;
        Assert.Equal((here, leads switch { "same" => state, "before" => "acknowledged", _ => leads }), (here, Name(after.State)));
        Assert.Equal((before.Sequence + 1, seq + 1), (after.Sequence, council.Tenant.Seq));
        Assert.Equal(action switch { "pass-up" => tier + 1, "pass-down" => tier - 1, _ => tier }, after.Tier);
        Assert.Equal(after.State is CaseState.StoodDown or CaseState.Withdrawn, after.ClosedOn is not null);
        // A question interrupts a mitigation and does not end it.
        Assert.Equal(
            (after.State == CaseState.InformationRequested, CaseState.Mitigating == (after.Asked?.Before ?? after.State)),
            (after.Asked is not null, after.Mitigation is not null));
    }

    /// <summary>Puts the case into a state. Its cause was corrected, so that nothing but the table stands in the way of withdrawing it.</summary>
    private static Escalation Put(Council council, string state, Tier tier, bool overdue)
    {
        council.Tenant.Subjects[Council.Home].Triggers.Clear();
        var known = council.Case;
        var to = Enum.GetValues<CaseState>().Single(s => Name(s) == state);
        var isClosed = state is "stood-down" or "withdrawn";
        var corrected = new CaseEvent(2, "cause-corrected", council.Tenant.KnownOn, "system", council.Tenant.Seq);
        var before = known with
        {
            State = to,
            Tier = tier,
            Overdue = overdue,
            ReviewBy = London("2026-11-19T10:00Z"),
            ClosedOn = isClosed ? council.Tenant.KnownOn : null,
            Asked = to == CaseState.InformationRequested ? new Asked(ActingAs.Provider, "authority-lead", London("2026-11-19T10:00Z"), CaseState.Acknowledged, council.Tenant.KnownOn) : null,
            Stopped = to == CaseState.InformationRequested ? new StoppedClock(TimeSpan.Zero, null, TimeSpan.Zero) : null,
            Mitigation = to == CaseState.Mitigating ? new Mitigation([], London("2026-11-19T10:00Z"), null) : null,
            Timeline = [.. known.Timeline, corrected],
        };
        return council.Tenant.Escalations[known.Id] = before;
    }

    private static bool IsExpected(string action, string state, Tier tier, bool overdue, ActingAs role)
    {
        var letter = role switch { ActingAs.Authority => "L", ActingAs.Region => "R", _ => "P" };
        var who = _rows[action][0] switch
        {
            "T" => _owners[(Name(tier), overdue)],
            "A" => "P",
            "*" => "LRP",
            var letters => letters,
        };
        var isThere = action switch { "pass-up" => tier != Tier.Region, "pass-down" => tier == Tier.Region, _ => true };
        return isThere && who.Contains(letter, StringComparison.Ordinal) && _rows[action][1 + Array.IndexOf(_states, state)] != "-";
    }

    private static CaseAction ActionOf(string action) => Enum.GetValues<CaseAction>().Single(a => Name(a) == action);

    private static DateTime London(string on) => Calendars.London.At(on);

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
