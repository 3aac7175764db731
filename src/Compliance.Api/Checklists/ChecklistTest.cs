using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Plans;
using Compliance.Domain.Triggers;
using ItemStatus = Compliance.Domain.Reporting.ItemStatus;

namespace Compliance.Api.Checklists;

/// <summary>The tests of one checklist: what happens, and what its triggers must then say.</summary>
public sealed record ChecklistTests(string Checklist, IReadOnlyList<ChecklistTest> Tests);

/// <param name="From">First day of the plan; where neither the test nor its file says, the first of October of its season.</param>
/// <param name="To">Last day of the plan; where neither says, the last of March.</param>
/// <param name="Register">Providers expected to report.</param>
/// <param name="Steps">In the order of time.</param>
/// <param name="Line">Line of the file where the test stands.</param>
public sealed record ChecklistTest(
    string Name, DateOnly From, DateOnly To, IReadOnlyList<TestProvider> Register, IReadOnlyList<TestStep> Steps, int Line)
{
    /// <summary>Organisations that its register names at any time.</summary>
    public IReadOnlySet<string> Organisations { get; } = Register.Select(p => p.Organisation)
        .Concat(Steps.OfType<TestStep.Register>().SelectMany(s => s.Providers).Select(p => p.Organisation)).OfType<string>().ToHashSet(StringComparer.Ordinal);
}

/// <summary>A provider on the register, with both ends of its membership; null is the plan's own.</summary>
/// <param name="Organisation">The company above it, if there is one.</param>
public sealed record TestProvider(string Key, string ServiceType, DateOnly? From, DateOnly? To, string? Organisation = null);

/// <summary>One thing that happens, and what is expected right after it.</summary>
/// <param name="On">Local time.</param>
public abstract record TestStep(DateTime On, IReadOnlyList<Expectation> Expect, int Line)
{
    /// <summary>Subject that stands for the authority itself.</summary>
    public const string Authority = "authority";

    /// <summary>What is expected of items right after it.</summary>
    public IReadOnlyList<ItemExpectation> Items { get; init; } = [];

    /// <summary>A report comes in, or the same one from each of several providers.</summary>
    /// <param name="Name">Name by which a later step can correct it, else null.</param>
    /// <param name="Of">Providers' keys, or <see cref="Authority"/>.</param>
    /// <param name="AsAt">When its answers were true, in local time.</param>
    /// <param name="Statuses">Items with the status they are given.</param>
    /// <param name="Refused">Whether it must be refused.</param>
    public sealed record Report(
        DateTime On, string? Name, IReadOnlyList<string> Of, TestReportKind Kind, DateTime AsAt, IReadOnlyList<TestReading> Readings,
        IReadOnlyList<TestStatus> Statuses, bool Refused, IReadOnlyList<Expectation> Expect, int Line) : TestStep(On, Expect, Line);

    /// <summary>A report is corrected; only the readings named are replaced.</summary>
    /// <param name="Corrects">Index in <see cref="ChecklistTest.Steps"/> of the report.</param>
    public sealed record Correct(
        DateTime On, int Corrects, IReadOnlyList<TestReading> Readings, IReadOnlyList<Expectation> Expect, int Line)
        : TestStep(On, Expect, Line);

    /// <summary>The register changes: providers are put on it, or their entries change.</summary>
    public sealed record Register(DateTime On, IReadOnlyList<ProviderChange> Providers, IReadOnlyList<Expectation> Expect, int Line)
        : TestStep(On, Expect, Line);

    /// <summary>The plan changes: its days, or what the authority departs from.</summary>
    /// <param name="From">Null leaves the first day as it is.</param>
    /// <param name="To">Null leaves the last day as it is.</param>
    /// <param name="Overrides">All that hold from now on; those of before hold no more.</param>
    public sealed record Plan(
        DateTime On, DateOnly? From, DateOnly? To, IReadOnlyList<Override> Overrides, IReadOnlyList<Expectation> Expect, int Line)
        : TestStep(On, Expect, Line);

    /// <summary>Somebody of the owning tier acts on the latest case of a trigger and subject.</summary>
    /// <param name="ReviewBy">When an acknowledged case is looked at again; null is a week later.</param>
    public sealed record Act(
        DateTime On, CaseAction Action, string Trigger, string Of, DateTime? ReviewBy, IReadOnlyList<Expectation> Expect, int Line)
        : TestStep(On, Expect, Line);

    /// <summary>Nothing happens but time.</summary>
    public sealed record Tick(DateTime On, IReadOnlyList<Expectation> Expect, int Line) : TestStep(On, Expect, Line);
}

/// <summary>A provider's entry on the register as it is from now on; what is null stays as it was.</summary>
/// <param name="ServiceType">Never null for one that was not on the register.</param>
/// <param name="From">For one that was not on it, null is the day of the step.</param>
/// <param name="To">Its last day.</param>
public sealed record ProviderChange(string Key, string? ServiceType, DateOnly? From, DateOnly? To, string? Organisation = null);

/// <summary>Kinds of report a test can send. Corrections are steps of their own.</summary>
public enum TestReportKind { Routine, Update, NoChange, Nil, Excused }

public sealed record TestReading(string Measure, TestAnswer Answer);

/// <summary>The status that a test gives an item.</summary>
public sealed record TestStatus(string Item, ItemStatus Status);

/// <summary>An answer as a test gives it.</summary>
public abstract record TestAnswer
{
    private TestAnswer() { }

    public sealed record Number(long Value) : TestAnswer;

    public sealed record Percentage(long Numerator, long Denominator) : TestAnswer;

    /// <summary><c>yes</c>, <c>no</c>, or a choice's key.</summary>
    public sealed record Word(string Value) : TestAnswer;

    public sealed record Day(DateOnly Value) : TestAnswer;

    public sealed record Unknown : TestAnswer;

    public sealed record NotApplicable : TestAnswer;
}

/// <summary>What must be so of one trigger and subject after a step. What is null is not looked at.</summary>
/// <param name="WhyNot">For levels above the one reached, why they are not.</param>
/// <param name="Told">Exactly the roles told of this trigger and subject since the step before.</param>
/// <param name="Unknown">Exactly the measures, items and triggers that the trigger looks at and does not know.</param>
/// <param name="Warned">Whether the upper bound of a share warns.</param>
/// <param name="Tier">Who owns the open case.</param>
/// <param name="AnswerBy">Local time by which the open case is to be answered.</param>
/// <param name="Reopened">Whether the open case is one that had been stood down before.</param>
/// <param name="Marks">Exactly what the step said of firings of the past.</param>
/// <param name="SuppressedBy">The trigger whose open case speaks for this one, which raised none.</param>
public sealed record Expectation(
    string Trigger,
    string Of,
    TriggerLevel Level,
    IReadOnlyDictionary<TriggerLevel, WhyNot>? WhyNot,
    IReadOnlyList<string>? Told,
    IReadOnlyList<string>? Unknown,
    bool? StandDownProposed,
    bool? Warned,
    ExpectedShare? Share,
    Tier? Tier,
    DateTime? AnswerBy,
    bool? Reopened,
    IReadOnlyList<FiringMark>? Marks,
    string? SuppressedBy,
    int Line,
    int Column);

/// <summary>Where items must stand after a step, for the authority or one provider.</summary>
public sealed record ItemExpectation(IReadOnlyList<string> Items, string Of, ItemState State, int Line, int Column);

/// <summary>Where an item of which nothing was said can stand.</summary>
public enum ItemState
{
    /// <summary>The law behind it has not begun.</summary>
    NotYet,

    /// <summary>Asked for, and its time has not come.</summary>
    Due,

    /// <summary>Past due.</summary>
    Late,

    /// <summary>The law behind it has ended, or its day had passed before the plan was adopted.</summary>
    Ended,

    /// <summary>Not asked: of another kind of service, switched off, or outside the plan.</summary>
    NotAsked,
}

/// <summary>Why a level is not reached.</summary>
public enum WhyNot { NotMet, Sustained, Unknown, Silent, Suppressed, NobodyReachable }

/// <summary>A share between two fractions; a part of providers over those that count.</summary>
public sealed record ExpectedShare(TestAnswer.Percentage Lower, TestAnswer.Percentage Upper);
