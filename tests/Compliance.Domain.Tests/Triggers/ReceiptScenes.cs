using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;
using static Compliance.Domain.Tests.Intake.Small;

namespace Compliance.Domain.Tests.Triggers;

/// <summary>For every kind of value a trigger that is lived into firing and, where it can be, out of it again.</summary>
internal static class ReceiptScenes
{
    private const string T = "watched";
    private static readonly Span _twoDays = new(2, SpanUnit.WorkingDays);

    public static IReadOnlyDictionary<string, Func<Lived>> All { get; } = new Dictionary<string, Func<Lived>>
    {
        ["reading"] = () => FireAndClear(new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Amber, 5, 4), AtLeast(TriggerLevel.Red, 10, 8), ("absent", 12), ("absent", 1)),
        ["number"] = () => FireAndClear(new TriggerValue.Reading("hours"), AtMost(TriggerLevel.Amber, 5, 7), AtMost(TriggerLevel.Red, 3, 4), ("hours", 2.5), ("hours", 9.25)),
        ["money"] = () => FireAndClear(new TriggerValue.Reading("cost"), AtLeast(TriggerLevel.Red, 100_000, null), null, ("cost", 123_456), ("cost", 5)),
        ["percentage"] = () => FireAndClear(new TriggerValue.Reading("tested"), AtMost(TriggerLevel.Red, 60, 70), null, ("tested", "20/40"), ("tested", "39/40")),
        ["yes-no"] = () => FireAndClear(new TriggerValue.Reading("safe"), Is("no"), null, ("safe", "no"), ("safe", "yes")),
        ["choice"] = () => FireAndClear(new TriggerValue.Reading("supply"), Is("none"), null, ("supply", "none"), ("supply", "some")),
        ["percent with a floor"] = Percent,
        ["ratio"] = () => Two(new TriggerValue.Ratio("absent", "employed", 1000), AtLeast(TriggerLevel.Red, 200, 150)),
        ["least"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.Least(["masks", "gloves"]), AtMost(TriggerLevel.Red, 2, 4)) with { Missing = MissingStrategy.NeverSkip })
            .Report("2026-10-06T10:00Z", "oak", ("masks", 9), ("gloves", 1)).Report("2026-10-20T10:00Z", "oak", ("gloves", 1)).Report("2026-10-21T10:00Z", "oak", ("masks", 9), ("gloves", 8)),
        ["most"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.Most(["masks", "gloves"]), AtLeast(TriggerLevel.Red, 20, 14)))
            .Report("2026-10-06T10:00Z", "oak", ("masks", 9), ("gloves", 31)).Report("2026-10-21T10:00Z", "oak", ("masks", 9), ("gloves", "n/a")),
        ["change since the period before"] = () => Changed(new TriggerValue.Change(new TriggerValue.Reading("absent"), false, Since.PreviousPeriod, null, ChangeUnit.Units)),
        ["fall in percent since the baseline"] = () => Lived(
                Trigger(T, SubjectScope.Provider, new TriggerValue.Change(new TriggerValue.Reading("beds"), true, Since.Baseline, "start", ChangeUnit.Percent), AtLeast(TriggerLevel.Red, 20, 15)))
            .Report("2026-10-14T10:00Z", "oak", ("beds", 40)).Report("2026-10-21T10:00Z", "oak", ("beds", 30)).Report("2026-10-28T10:00Z", "oak", ("beds", 41)),
        ["change of a percentage"] = () => Lived(
                Trigger(T, SubjectScope.Provider, new TriggerValue.Change(new TriggerValue.Percent("absent", "employed"), false, Since.PreviousPeriod, null, ChangeUnit.Units), AtLeast(TriggerLevel.Red, 10, 5)))
            .Report("2026-10-06T10:00Z", "oak", ("absent", 2), ("employed", 40)).Report("2026-10-13T10:00Z", "oak", ("absent", 11)).Report("2026-10-20T10:00Z", "oak", ("absent", 1)),
        ["silence"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.SilentFor("absent"), AtLeast(TriggerLevel.Amber, 3, null), AtLeast(TriggerLevel.Red, 7, null)))
            .Report("2026-12-15T10:00Z", "oak", ("absent", 1)).Wait("2026-12-16T00:00Z", "2027-01-12T00:00Z").Report("2027-01-13T10:00Z", "oak", ("absent", 1)),
        ["silence around a closure"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.SilentFor("absent"), AtLeast(TriggerLevel.Amber, 3, null)))
            .Join("elm", closures: new Closure(new DateOnly(2026, 10, 14), new DateOnly(2026, 10, 15), "Refurbishment"))
            .Wait("2026-10-12T00:00Z", "2026-10-21T00:00Z").Report("2026-10-21T10:00Z", "elm", ("absent", 1)).Report("2026-10-21T10:00Z", "oak", ("absent", 1)),
        ["silence around an outage"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.SilentFor("absent"), AtLeast(TriggerLevel.Amber, 3, null)))
            .Wait("2026-10-12T00:00Z", "2026-10-13T08:00Z").Out("2026-10-13T09:00Z", "2026-10-14T12:00Z")
            .Wait("2026-10-14T13:00Z", "2026-10-21T00:00Z").Report("2026-10-21T10:00Z", "oak", ("absent", 1)),
        ["silence that fell due in an outage"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.SilentFor("absent"), AtLeast(TriggerLevel.Amber, 3, null)))
            .Wait("2026-10-11T00:00Z", "2026-10-11T08:00Z").Out("2026-10-11T09:00Z", "2026-10-12T12:00Z")
            .Wait("2026-10-12T13:00Z", "2026-10-21T00:00Z").Report("2026-10-21T10:00Z", "oak", ("absent", 1)),
        ["status"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.StatusOf("drill"), Is("not-met")))
            .Says("2026-10-06T10:00Z", "oak", "drill", ItemStatus.NotMet).Says("2026-10-08T10:00Z", "oak", "drill", ItemStatus.Met),
        ["days at a status"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.DaysAt("drill", ItemStatus.AtRisk, true), AtLeast(TriggerLevel.Amber, 3, null)))
            .Says("2026-10-06T10:00Z", "oak", "drill", ItemStatus.AtRisk).Wait("2026-10-06T11:00Z", "2026-10-14T11:00Z").Says("2026-10-14T12:00Z", "oak", "drill", ItemStatus.Met),
        ["calendar days at a status"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.DaysAt("drill", ItemStatus.AtRisk, false), AtLeast(TriggerLevel.Amber, 3, null)))
            .Says("2026-10-06T10:00Z", "oak", "drill", ItemStatus.AtRisk).Wait("2026-10-06T11:00Z", "2026-10-14T11:00Z").Says("2026-10-14T12:00Z", "oak", "drill", ItemStatus.Met),
        ["overdue"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.Overdue("drill", true), AtLeast(TriggerLevel.Amber, 2, null)))
            .Wait("2026-10-12T00:30Z", "2026-10-16T00:30Z").Says("2026-10-16T10:00Z", "oak", "drill", ItemStatus.Met),
        ["level of another"] = () => Lived(
                Trigger("other", SubjectScope.Provider, new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Amber, 5, 4)),
                Trigger(T, SubjectScope.Provider, new TriggerValue.Joined(), Joined(TriggerLevel.Red, new Condition.All([
                    Test(new TriggerValue.LevelOf("other"), Comparison.AtLeast, (long)TriggerLevel.Amber), Test(new TriggerValue.Reading("safe"), Comparison.Is, 0, "no")]))))
            .Report("2026-10-06T10:00Z", "oak", ("absent", 6), ("safe", "no")).Report("2026-10-13T10:00Z", "oak", ("absent", 1)),
        ["joined"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.Joined(), Joined(TriggerLevel.Amber, new Condition.Any([
                    Test(new TriggerValue.Reading("masks"), Comparison.AtMost, 3), Test(new TriggerValue.DaysAt("drill", ItemStatus.NotMet, false), Comparison.AtLeast, 2)])),
                Joined(TriggerLevel.Red, new Condition.Not(Test(new TriggerValue.Reading("masks"), Comparison.AtLeast, 1)))))
            .Report("2026-10-06T10:00Z", "oak", ("masks", 0)).Report("2026-10-07T10:00Z", "oak", ("masks", 2)).Report("2026-10-08T10:00Z", "oak", ("masks", 50))
            .Says("2026-10-09T10:00Z", "oak", "drill", ItemStatus.NotMet).Wait("2026-10-09T11:00Z", "2026-10-12T11:00Z"),
        ["two in a row"] = () => Weeks(AtLeast(TriggerLevel.Red, 5, 4) with { Periods = 2 }),
        ["two of three"] = () => Weeks(AtLeast(TriggerLevel.Red, 5, 4) with { Periods = 2, OfLast = 3 }),
        ["for two working days"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Red, 5, 4) with { For = _twoDays }))
            .Report("2026-12-24T10:00Z", "oak", ("absent", 7)).Wait("2026-12-24T11:00Z", "2026-12-31T11:00Z").Report("2026-12-31T12:00Z", "oak", ("absent", 1)),
        ["held for two working days"] = () => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Red, 5, 4) with { HoldFor = _twoDays }))
            .Report("2026-12-24T10:00Z", "oak", ("absent", 7)).Report("2026-12-24T12:00Z", "oak", ("absent", 1)).Wait("2026-12-24T13:00Z", "2026-12-31T11:00Z"),
        ["share"] = () => Shared(new TriggerValue.ShareOfProviders(Services.All, "other", TriggerLevel.Amber, Bound.LowerBound, Bound.UpperBound, 20, 2), 40),
        ["weighted share"] = () => Shared(
            new TriggerValue.ShareOfProviders(new Services(["care-home"]), "other", TriggerLevel.Amber, Bound.LowerBound, Bound.UpperBound, 20, 2, new Weight("beds", 20)), 40),
        ["count"] = () => Shared(new TriggerValue.CountOfProviders(Services.All, "other", TriggerLevel.Amber, Bound.LowerBound, Bound.UpperBound, 20, 2), 3),
        ["sum"] = () => Shared(new TriggerValue.SumOfProviders(Services.All, "absent", null, 20, 2), 20),
        ["percentage of sums"] = () => Shared(new TriggerValue.SumOfProviders(Services.All, "absent", "beds", 20, 2), 15),
        ["the authority's own and a count"] = () => Joint(),
        ["late and corrected"] = LateAndCorrected,
        ["another limit"] = AnotherLimit,
        ["suppressed, then told"] = Suppressed,
        ["suppressed, then told when out of force"] = SuppressedOutOfForce,
    };

    /// <summary>A receipt as it was before evidence was kept.</summary>
    public static Receipt Old { get; } = new("small", 1, "sha256:00", 7, London("2026-10-06T10:00Z"), [], [], TriggerLevel.Clear, TriggerLevel.Red, null);

    public static IReadOnlyList<Receipt> Receipts(string scene) => All[scene]().Receipts(T);

    private static DateTime London(string at) => Calendars.London.At(at);

    private static Lived Lived(params Trigger[] triggers) => new(triggers);

    private static Lived FireAndClear(TriggerValue value, Level one, Level? two, (string, object) bad, (string, object) good) =>
        Lived(Trigger(T, SubjectScope.Provider, value, two is null ? [one] : [one, two]))
            .Report("2026-10-06T10:00Z", "oak", bad).Report("2026-10-13T10:00Z", "oak", bad).Report("2026-10-14T10:00Z", "oak", good);

    private static Lived Two(TriggerValue value, Level level) => Lived(Trigger(T, SubjectScope.Provider, value, level))
        .Report("2026-10-06T10:00Z", "oak", ("absent", 11), ("employed", 40)).Report("2026-10-13T10:00Z", "oak", ("absent", 1));

    private static Lived Percent() => Lived(Trigger(
            T, SubjectScope.Provider, new TriggerValue.Percent("absent", "employed"), AtLeast(TriggerLevel.Amber, 10, 8), AtLeast(TriggerLevel.Red, 20, 15)) with
    {
        AndAtLeast = new CountFloor("beds", 3),
    })
        .Report("2026-10-06T10:00Z", "oak", ("absent", 5), ("employed", 40), ("beds", 30)).Report("2026-10-07T10:00Z", "oak", ("absent", 9)).Report("2026-10-13T10:00Z", "oak", ("absent", 5))
        .Report("2026-10-14T10:00Z", "oak", ("absent", 1));

    private static Lived Changed(TriggerValue change) => Lived(Trigger(T, SubjectScope.Provider, change, AtLeast(TriggerLevel.Red, 4, 3)))
        .Report("2026-10-06T10:00Z", "oak", ("absent", 1)).Report("2026-10-13T10:00Z", "oak", ("absent", 6)).Report("2026-10-20T10:00Z", "oak", ("absent", 6));

    private static Lived Weeks(Level level) => Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.Reading("absent"), level))
        .Report("2026-10-06T10:00Z", "oak", ("absent", 7)).Report("2026-10-13T10:00Z", "oak", ("absent", 7)).Report("2026-10-20T10:00Z", "oak", ("absent", 1));

    private static Lived Shared(TriggerValue value, long limit)
    {
        var lived = Lived(
            Trigger("other", SubjectScope.Provider, new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Amber, 5, 4)),
            Trigger(T, SubjectScope.Authority, value, AtLeast(TriggerLevel.Red, limit, limit - 1)));
        lived.Join("elm").Join("ash").Join("yew").Join("fir", "home-care").Join("bay", host: "elsewhere").Join("gone", left: "2026-10-02");
        foreach (var provider in new[] { "oak", "elm", "fir" })
        {
            lived.Report("2026-10-06T10:00Z", provider, ("absent", 9), ("beds", 40));
        }

        lived.Report("2026-10-06T11:00Z", "ash", ("absent", 1), ("beds", 12));
        foreach (var provider in new[] { "oak", "elm", "fir", "yew" })
        {
            lived.Report("2026-10-07T10:00Z", provider, ("absent", 0));
        }

        // Until its beds are known, what it might add to a percentage of sums is not.
        lived.Report("2026-10-08T10:00Z", "yew", ("beds", 20));
        return lived;
    }

    private static Lived Joint() => Lived(
            Trigger("other", SubjectScope.Provider, new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Amber, 5, 4)),
            Trigger(T, SubjectScope.Authority, new TriggerValue.Joined(), Joined(TriggerLevel.Red, new Condition.All([
                Test(new TriggerValue.Reading("stock"), Comparison.AtMost, 10),
                Test(new TriggerValue.CountOfProviders(Services.All, "other", TriggerLevel.Amber, Bound.LowerBound, Bound.UpperBound, 10, 1), Comparison.AtLeast, 1)]))))
        .Join("elm").Report("2026-10-06T10:00Z", "oak", ("absent", 9)).Report("2026-10-06T11:00Z", SubjectState.Authority, ("stock", 3))
        .Report("2026-10-07T11:00Z", SubjectState.Authority, ("stock", 30));

    private static Lived LateAndCorrected()
    {
        var lived = Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Amber, 5, 4), AtLeast(TriggerLevel.Red, 10, 8)));
        var (_, id) = lived.Report("2026-10-06T10:00Z", "oak", null, null, ("absent", 12));
        lived.Report("2026-10-13T10:00Z", "oak", null, id, ("absent", 6));
        lived.Report("2026-10-20T10:00Z", "oak", ("absent", 1));
        // Late news of a week that was red and has passed since.
        lived.Report("2026-10-21T10:00Z", "oak", "2026-10-15T10:00Z", null, ("absent", 30));
        return lived;
    }

    private static Lived AnotherLimit()
    {
        var lived = Lived(Trigger(T, SubjectScope.Provider, new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Amber, 5, 4), AtLeast(TriggerLevel.Red, 10, 8)));
        lived.Report("2026-10-06T10:00Z", "oak", ("absent", 12));
        lived.Take(lived.Plan(1, new Plans.Override(T, TriggerLevel.Red, 20, null, null, null, false, "ours")), "2026-10-07T10:00Z");
        lived.Take(lived.Plan(2, new Plans.Override(T, TriggerLevel.Red, null, null, null, null, true, "none"), new Plans.Override(T, TriggerLevel.Amber, 3, 2, null, null, false, "ours")), "2026-10-08T10:00Z");
        lived.Take(lived.Plan(3, new Plans.Override(T, TriggerLevel.Amber, 3, 2, null, null, false, "ours")), "2026-10-08T12:00Z");
        lived.Report("2026-10-09T10:00Z", "oak", ("absent", 1));
        return lived;
    }

    private static Lived Suppressed()
    {
        var lived = Lived(
            Trigger("other", SubjectScope.Provider, new TriggerValue.Reading("safe"), Is("no")),
            Trigger(T, SubjectScope.Provider, new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Red, 5, 4)) with { SuppressedBy = [new Suppressor("other", TriggerLevel.Red)] });
        lived.Report("2026-10-06T10:00Z", "oak", ("safe", "no"), ("absent", 9));
        lived.Report("2026-10-07T10:00Z", "oak", ("safe", "yes"));
        return lived;
    }

    private static Lived SuppressedOutOfForce()
    {
        var lived = Lived(
            Trigger("other", SubjectScope.Provider, new TriggerValue.Reading("safe"), Is("no")),
            Trigger(T, SubjectScope.Provider, new TriggerValue.Reading("absent"), AtLeast(TriggerLevel.Red, 5, 4)) with
            {
                SuppressedBy = [new Suppressor("other", TriggerLevel.Red)],
                InForce = new InForce(null, new DateOnly(2026, 10, 7)),
            });
        lived.Report("2026-10-06T10:00Z", "oak", ("safe", "no"), ("absent", 9));
        // What is answered after its days says nothing of why it stands.
        lived.Report("2026-10-08T10:00Z", "oak", ("absent", 1));
        lived.Report("2026-10-09T10:00Z", "oak", ("safe", "yes"));
        return lived;
    }

    private static Level Is(string answer) => AtLeast(TriggerLevel.Red, 0, null) with { Comparison = Comparison.Is, Answer = answer };

    private static Level Joined(TriggerLevel name, Condition when) => AtLeast(name, 0, null) with { When = when };

    private static Condition.Test Test(TriggerValue value, Comparison comparison, long limit, string? answer = null) => new(value, comparison, limit, answer, null);
}
