using System.Globalization;
using System.Text.Json;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;

namespace Compliance.Api.Checklists;

/// <content>Compares what a step expects with what is so.</content>
public sealed partial class TestRun
{
    private void Check(TestStep step, DateTime on)
    {
        foreach (var expectation in step.Expect)
        {
            Check(expectation, step, on);
        }

        foreach (var expectation in step.Items)
        {
            Check(expectation, on);
        }
    }

    private void Check(Expectation expected, TestStep step, DateTime on)
    {
        var subject = _tenant.SubjectOf(SubjectOf(expected.Of));
        var rules = _tenant.RulesOn(_calendar.DateOf(on));
        var state = subject.StateOf(expected.Trigger);
        var open = _tenant.OpenCase(expected.Trigger, subject.Key);
        Same(expected, "level", expected.Level, state.Level);
        Same(expected, "warned", expected.Warned, state.Warned);
        Same(expected, "standDownProposed", expected.StandDownProposed, open?.StandDownProposed ?? false);
        Set(expected, "told", expected.Told, ToldOf(expected.Trigger, subject.Key));
        Same(expected, "reopened", expected.Reopened, open?.Timeline.Any(t => t.Event == "reopened") ?? false);
        Set(expected, "marks", expected.Marks?.Select(Name).ToList(), MarksOf(expected.Trigger, subject.Key).Select(Name));
        if (expected.Tier is { } tier)
        {
            Same(expected, "tier", Name(tier), open is null ? "of no open case" : Name(open.Tier));
        }

        if (expected.SuppressedBy is { } suppressor)
        {
            Same(expected, "suppressedBy", suppressor, subject.Suppressed.GetValueOrDefault(expected.Trigger) ?? "nothing");
        }

        if (expected.AnswerBy is { } by)
        {
            Same(expected, "answerBy", Time(UtcOf(by, step)), open?.AnswerBy is { } due ? Time(due) : "not set");
        }

        if (rules.RuleOf(expected.Trigger) is { } rule)
        {
            CheckSeen(expected, subject, rule, Firings.Seen(subject, rule, rules, on));
        }
        else if (expected is not { Unknown: null, WhyNot: null, Share: null })
        {
            Differ(expected, "the trigger", "in force", "switched off");
        }
    }

    private void CheckSeen(Expectation expected, SubjectState subject, Rule rule, Evaluation seen)
    {
        Set(expected, "unknown", expected.Unknown, seen.Unknown);
        var whyNot = Domain.Triggers.WhyNot.Of(rule.Trigger, subject.StateOf(expected.Trigger), seen, _calendar);
        foreach (var (level, reason) in expected.WhyNot ?? new Dictionary<TriggerLevel, WhyNot>())
        {
            Same(expected, $"whyNot of {Name(level)}", Name(reason), whyNot.FirstOrDefault(w => w.Level == level) is { } why ? Name(why.Reason) : "reached");
        }

        if (expected.Share is { } share)
        {
            Same(expected, "lower", $"{share.Lower.Numerator}/{share.Lower.Denominator}", Fraction(seen.Value.Lower));
            Same(expected, "upper", $"{share.Upper.Numerator}/{share.Upper.Denominator}", Fraction(seen.Value.Upper));
        }
    }

    private void Check(ItemExpectation expected, DateTime on)
    {
        var date = _calendar.DateOf(on);
        var (subject, rules) = (_tenant.SubjectOf(SubjectOf(expected.Of)), _tenant.RulesOn(date));
        foreach (var key in expected.Items)
        {
            var state = StateOf(key, subject, rules, date, on);
            if (state != expected.State)
            {
                Say(expected.Line, expected.Column, $"item `{key}` of {expected.Of} is {Name(state)}, expected {Name(expected.State)}");
            }
        }
    }

    private static ItemState StateOf(string key, SubjectState subject, Rulebook rules, DateOnly date, DateTime on) =>
        rules.ItemOf(key) is not { } item || !Duties.AppliesTo(item, subject) || rules.AskedBy(key).LastOrDefault(p => p.Covers(date)) is not { } plan ? ItemState.NotAsked
        : Duties.HasEnded(item, plan, date) ? ItemState.Ended
        : !Duties.IsInForce(item, plan, date) ? ItemState.NotYet
        : Duties.LastDue(item, subject, rules, on) is not null ? ItemState.Late
        : ItemState.Due;

    private IEnumerable<string> ToldOf(string trigger, string subject) => _tenant.Escalations.Values
        .Where(e => e.Trigger == trigger && e.Subject == subject)
        .SelectMany(e => e.Timeline.Where(t => t.Sequence > _told.GetValueOrDefault(e.Id)).SelectMany(t => t.Told ?? []));

    /// <summary>What the step said of firings: of those of before, and of its own.</summary>
    private IEnumerable<FiringMark> MarksOf(string trigger, string subject) =>
    [
        .. _tenant.Changes.Marks.Where(m => m.Key.Trigger == trigger && m.Key.Subject == subject && _fired.Contains(m.Key)).Select(m => m.Value),
        .. _tenant.Changes.Firings.Where(f => f.Trigger == trigger && f.Subject == subject).Select(f => f.Mark).OfType<FiringMark>(),
    ];

    private void Same<T>(Expectation expected, string what, T? wanted, T found)
        where T : struct
    {
        if (wanted is { } value && !value.Equals(found))
        {
            Differ(expected, what, Name(value), Name(found));
        }
    }

    private void Same(Expectation expected, string what, string wanted, string found)
    {
        if (wanted != found)
        {
            Differ(expected, what, wanted, found);
        }
    }

    private void Set(Expectation expected, string what, IReadOnlyList<string>? wanted, IEnumerable<string> found)
    {
        if (wanted is null)
        {
            return;
        }

        var (left, right) = (wanted.Distinct().Order().ToList(), found.Distinct().Order().ToList());
        if (!left.SequenceEqual(right))
        {
            Differ(expected, what, $"[{string.Join(", ", left)}]", $"[{string.Join(", ", right)}]");
        }
    }

    private void Differ(Expectation expected, string what, string wanted, string found) =>
        Say(expected.Line, expected.Column, $"`{expected.Trigger}` of {expected.Of}: {what} is {found}, expected {wanted}");

    private string Time(DateTime on) => _calendar.ToLocal(on).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static string Fraction(Fraction? fraction) => fraction is { } known ? FormattableString.Invariant($"{known.Part}/{known.Of}") : "not known";

    private static string Name<T>(T value) => value is bool flag ? (flag ? "true" : "false") : JsonNamingPolicy.KebabCaseLower.ConvertName(value!.ToString()!);
}
