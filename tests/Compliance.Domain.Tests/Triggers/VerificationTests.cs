using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Domain.Checklists;
using Compliance.Domain.Journal;
using Compliance.Domain.Tests.Calendars;
using Compliance.Domain.Tests.Intake;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Tests.Triggers;

public sealed class VerificationTests
{
    private static readonly JsonSerializerOptions _strict = Whole.Of(Canonical.Options, 40);

    // What the receipt alone answers for. Whether it is so, only the journal knows: `recorded` says that.
    private static readonly Dictionary<string, string> _ownWord = new()
    {
        ["/checklist"] = "a name, from which nothing is computed",
        ["/version"] = "a name, from which nothing is computed",
        ["/seq"] = "the number of an entry",
        ["/knownOn"] = "any time after the evaluation",
        ["/before"] = "only where the past was folded again: then it is no part of the step",
        ["/suppressedBy"] = "whose case spoke for it is no part of the step",
        ["/readings/*/seq"] = "the number of an entry",
        ["/readings/*/asAt"] = "any time at which the answer was fresh and in the same period",
        ["/readings/*/answer/value"] = "of several answers, one that is not the least or the most",
        ["/readings/*/answer/kind"] = "of several answers, one that does not apply adds as little as nil",
        ["/evidence/authority"] = "a name, from which nothing is computed",
        ["/evidence/subject"] = "a name, from which nothing is computed",
        ["/evidence/at"] = "only where it stands: any time at which the same answers are fresh",
        ["/evidence/byTime"] = "only where nothing new counts, so that it makes no difference",
        ["/evidence/seq"] = "only where it stands: the number of an entry",
        ["/evidence/every"] = "a period of another length in which the same answers fall",
        ["/evidence/alsoLookedAt/*/seq"] = "the number of an entry",
        ["/evidence/alsoLookedAt/*/asAt"] = "any time as stale, or as fresh, as it is",
        ["/evidence/alsoLookedAt/*/answer/value"] = "a stale answer, or a count that is enough either way",
        ["/evidence/past/*/reading/seq"] = "the number of an entry",
        ["/evidence/past/*/reading/asAt"] = "any time of the same earlier period",
        ["/evidence/before/level"] = "only where the past was folded again: the level it rose from",
        ["/evidence/before/since"] = "since when it stood there, which ends with the step unless it is held",
        ["/evidence/before/sinceSeq"] = "the number of an entry",
        ["/evidence/before/heldUntil"] = "until when it was held, which is computed anew",
        ["/evidence/before/runs/*"] = "a run that ends or begins with the step",
        ["/evidence/before/runs/*/count"] = "a run that ends or begins with the step",
        ["/evidence/before/runs/*/period"] = "a run that ends or begins with the step",
        ["/evidence/before/runs/*/recent"] = "a run that ends or begins with the step",
        ["/evidence/before/runs/*/from"] = "a run that ends with the step",
        ["/evidence/before/runs/*/until"] = "a run without a gap in what was known",
        ["/evidence/bankHolidays/*"] = "one that does not change whether a duration is over",
        ["/evidence/baselines/*/on"] = "another day of the same period",
        ["/evidence/measures/*/kind"] = "of a measure never answered",
        ["/evidence/measures/*/every"] = "a cadence by which the same answers are of the same periods",
        ["/evidence/measures/*/freshForDays"] = "longer or shorter without making an answer stale or fresh",
        ["/evidence/days/*/since"] = "another second of the same day, or another day that is still to come",
        ["/evidence/days/*/days/*/because"] = "an outage or a closure, which are the receipt's own word",
        ["/evidence/days/*/status"] = "another status than the one waited for",
        ["/evidence/days/*/statusAsAt"] = "when the status was last said",
        ["/evidence/days/*/statusSeq"] = "the number of an entry",
        ["/evidence/triggers/*/since"] = "since when the other trigger stood there",
        ["/evidence/triggers/*/seq"] = "the number of an entry",
        ["/evidence/triggers/*/until"] = "until when that was certain; only a duration needs it",
        ["/evidence/counted/*/members/*/provider"] = "a name; that there is one, and only one, is computed",
        ["/evidence/counted/*/leftOut/*"] = "one that does not count",
        ["/evidence/counted/*/leftOut/*/provider"] = "a name",
        ["/evidence/counted/*/leftOut/*/because"] = "why one does not count",
    };

    public static TheoryData<string> Scenes => [.. ReceiptScenes.All.Keys];

    [Theory]
    [MemberData(nameof(Scenes))]
    public void What_was_lived_through_verifies(string scene)
    {
        var receipts = ReceiptScenes.Receipts(scene);

        Assert.Contains(receipts, r => r.After > TriggerLevel.Clear);
        Assert.Contains(receipts, r => r.After < r.Before || scene.StartsWith("suppressed, then told", StringComparison.Ordinal));
        foreach (var receipt in receipts.DistinctBy(Show))
        {
            var differences = Verification.Of(receipt);
            Assert.True(differences.Count == 0, $"{string.Join("\n", differences)}\n{Show(receipt)}");
            Assert.Empty(Verification.Of(Canonical.Read<Receipt>(Canonical.Write(receipt))));
        }
    }

    [Fact]
    public void Another_limit_with_a_hash_to_match_is_found_out_by_its_comparisons()
    {
        var receipt = ReceiptScenes.Receipts("reading")[0];
        var forged = receipt.Evidence!.Definition.Replace("\"limit\":10", "\"limit\":13", StringComparison.Ordinal);
        Assert.NotEqual(receipt.Evidence.Definition, forged);

        var differences = Verification.Of(receipt with
        {
            TriggerHash = Canonical.Show(Canonical.Hash(Encoding.UTF8.GetBytes(forged))),
            Evidence = receipt.Evidence with { Definition = forged },
        });

        Assert.Contains(new ReceiptDifference("/after", "The receipt says the level after is red; by its own readings it is amber."), differences);
        Assert.Contains(new ReceiptDifference("/comparisons/1/limit", "The receipt says 10; from its own readings follows 13."), differences);
        Assert.DoesNotContain(differences, d => d.Pointer == "/triggerHash");
    }

    [Fact]
    public void Another_definition_is_found_out_by_its_hash()
    {
        var receipt = ReceiptScenes.Receipts("reading")[0];

        var differences = Verification.Of(receipt with { Evidence = receipt.Evidence! with { Definition = receipt.Evidence.Definition.Replace("A test", "A jest", StringComparison.Ordinal) } });

        Assert.StartsWith($"The receipt says the trigger has the hash {receipt.TriggerHash}; the definition it holds has sha256:", Assert.Single(differences).Sentence);
    }

    [Fact]
    public void Silence_is_told_day_by_day()
    {
        var fired = ReceiptScenes.Receipts("silence").Last(r => r.After == TriggerLevel.Red && r.Before == TriggerLevel.Amber);

        Assert.Contains(new DayRun(London.Day("2026-12-28"), London.Day("2026-12-28"), "bank-holiday"), Days());
        Assert.Contains(new DayRun(London.Day("2027-01-02"), London.Day("2027-01-03"), "weekend"), Days());
        Assert.Equal(7, Assert.Single(fired.Evidence!.Days!).Count);

        IReadOnlyList<DayRun> Days() => Assert.Single(fired.Evidence!.Days!).Days!;
    }

    [Fact]
    public void Days_of_a_closure_stand_as_no_silence()
    {
        var fired = ReceiptScenes.Receipts("silence around a closure").First(r => r.Evidence!.Subject == "elm" && r.After == TriggerLevel.Amber);

        Assert.Equal(London.At("2026-10-17T00:00+01:00"), fired.KnownOn);
        Assert.Contains(new DayRun(London.Day("2026-10-14"), London.Day("2026-10-15"), "closed"), Assert.Single(fired.Evidence!.Days!).Days!);
    }

    [Fact]
    public void Days_of_an_outage_stand_as_no_silence()
    {
        var fired = ReceiptScenes.Receipts("silence around an outage").First(r => r.After == TriggerLevel.Amber);

        Assert.Contains(new DayRun(London.Day("2026-10-13"), London.Day("2026-10-14"), "outage"), Assert.Single(fired.Evidence!.Days!).Days!);
        Assert.Equal(3, Assert.Single(fired.Evidence!.Days!).Count);
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_firing_and_its_receipt_tell_of_one_level(string scene)
    {
        var fired = ReceiptScenes.All[scene]().Tenant.Changes.Firings;

        Assert.All(fired, f => Assert.Equal(f.Level, f.Receipt.After));
    }

    [Fact]
    public void Told_when_out_of_force_it_tells_of_what_it_saw_in_its_days()
    {
        var lived = ReceiptScenes.All["suppressed, then told when out of force"]();
        var told = lived.Tenant.OpenCase("watched", "oak")!;

        Assert.Equal((9, London.At("2026-10-06T10:00Z")), (told.Receipt!.Readings.Single().Answer.Value, told.Receipt.Evidence!.At));
        Assert.Equal("watched: 9; red from 5", told.Summary);
        Assert.Equal("not-watched", told.Timeline[^1].Event);
    }

    [Fact]
    public void Providers_counted_stand_by_name_and_those_left_out_with_the_reason()
    {
        var fired = ReceiptScenes.Receipts("share").First(r => r.After == TriggerLevel.Red);
        var counted = Assert.Single(fired.Evidence!.Counted!);

        Assert.Equal((2, 0, 3), (counted.Sums.Reached, counted.Sums.Below, counted.Sums.Silent));
        Assert.Equal(["ash:Silent", "elm:Reached", "fir:Silent", "oak:Reached", "yew:Silent"], counted.Members.Select(m => $"{m.Provider}:{m.Standing}"));
        Assert.Equal(["bay:ReportsElsewhere", "gone:NotOnTheRegister"], counted.LeftOut.Select(m => $"{m.Provider}:{m.Because}"));
        Assert.Equal(
            LeftOutReason.OtherServiceType,
            ReceiptScenes.Receipts("weighted share")[0].Evidence!.Counted![0].LeftOut.Single(l => l.Provider == "fir").Because);
    }

    [Fact]
    public void A_repeat_carries_no_receipt_and_a_fall_does()
    {
        var lived = ReceiptScenes.All["reading"]();

        Assert.Equal(
            [("raised", false), ("overdue", false), ("repeated", false), ("stand-down-proposed", true)],
            lived.Tenant.Escalations.Values.Single().Timeline.Select(e => (e.Event, e.Receipt is not null)));
    }

    [Fact]
    public void A_share_of_three_hundred_providers_names_those_that_matter_and_verifies()
    {
        var lived = new Lived(
            Small.Trigger("other", SubjectScope.Provider, new TriggerValue.Reading("absent"), Small.AtLeast(TriggerLevel.Amber, 5, 4)),
            Small.Trigger(
                "watched", SubjectScope.Authority, new TriggerValue.ShareOfProviders(Services.All, "other", TriggerLevel.Amber, Bound.LowerBound, Bound.UpperBound, 50, 5),
                Small.AtLeast(TriggerLevel.Red, 15, 10)));
        for (var i = 1; i < 300; i++)
        {
            lived.Join(FormattableString.Invariant($"provider-{i:000}"));
        }

        for (var i = 1; i < 280; i++)
        {
            lived.Report("2026-10-06T10:00Z", FormattableString.Invariant($"provider-{i:000}"), ("absent", i > 180 ? 9 : 1));
        }

        var receipt = lived.Receipts("watched")[0];
        TestContext.Current.TestOutputHelper?.WriteLine($"{Canonical.Write(receipt).Length} bytes; a reading: {Canonical.Write(ReceiptScenes.Receipts("percent with a floor")[0]).Length}");
        Assert.Empty(Verification.Of(receipt));
        Assert.Equal(receipt.Members!.Reached + receipt.Members.Silent, Assert.Single(receipt.Evidence!.Counted!).Members.Count);
        Assert.True(Canonical.Write(receipt).Length < 16_000);
    }

    [Fact]
    public void An_old_receipt_says_what_it_lacks()
    {
        var difference = Assert.Single(Verification.Of(ReceiptScenes.Old));
        Assert.StartsWith("This receipt is too old to recompute: it lacks the trigger's definition", difference.Sentence);
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void Nothing_can_be_changed_without_notice_but_what_is_the_receipts_own_word(string scene)
    {
        foreach (var receipt in ReceiptScenes.Receipts(scene).DistinctBy(Show))
        {
            var whole = JsonNode.Parse(Canonical.Write(receipt))!;
            foreach (var (place, what, changed) in Mutations.Of(whole))
            {
                if (Verifies(changed, whole) && !_ownWord.ContainsKey(place))
                {
                    Assert.Fail($"{place}: {what} still verifies\n{whole.ToJsonString(Canonical.Options)}");
                }
            }
        }
    }

    private static bool Verifies(JsonNode changed, JsonNode whole)
    {
        try
        {
            return Whole.NullInList(changed.Deserialize<JsonElement>()) is null && changed.Deserialize<Receipt>(_strict) is { } receipt
                && !JsonNode.DeepEquals(JsonNode.Parse(Canonical.Write(receipt)), whole) && Verification.Of(receipt).Count == 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Show(Receipt receipt) => JsonSerializer.Serialize(receipt, Canonical.Options);
}
