using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Triggers;

/// <summary>Which level the latest answers of many subjects reach by themselves, trigger by trigger: no sustaining, no clearing limit.</summary>
/// <remarks>
/// Answers are laid out in columns, so that all of them are compared in one pass. What columns do not hold, joined conditions for one,
/// is looked at as a report would be; both give the same.
/// </remarks>
public sealed class Sweep
{
    private readonly IReadOnlyList<SubjectState> _subjects;
    private readonly IReadOnlyList<Rule> _rules;
    private readonly Rulebook _rulebook;
    private readonly Compared?[] _compared;

    /// <summary>Loads the positions.</summary>
    /// <param name="rules">Triggers of one subject scope, of the rulebook.</param>
    public Sweep(Rulebook rulebook, IReadOnlyList<Rule> rules, IReadOnlyList<SubjectState> subjects)
    {
        (_rulebook, _rules, _subjects) = (rulebook, rules, subjects);
        var columns = new Dictionary<string, Column>(StringComparer.Ordinal);
        _compared = [.. rules.Select(r => Compare(r, columns))];
    }

    /// <summary>The level reached by each subject, subject by subject within each trigger; clear where none is, or where it is not known.</summary>
    public TriggerLevel[][] Reached(DateTime at)
    {
        var reached = new TriggerLevel[_rules.Count][];
        for (var r = 0; r < reached.Length; r++)
        {
            reached[r] = new TriggerLevel[_subjects.Count];
            if (_compared[r] is { } compared)
            {
                Pass(compared, at.Ticks, reached[r]);
            }
            else
            {
                for (var s = 0; s < _subjects.Count; s++)
                {
                    reached[r][s] = Look(_rules[r], _subjects[s], at);
                }
            }
        }

        return reached;
    }

    private TriggerLevel Look(Rule rule, SubjectState subject, DateTime at)
    {
        var seen = Timeline.See(rule, subject, subject.Known, _rulebook, at);
        return rule.Trigger.Levels.LastOrDefault(l => seen.Met(l) == Truth.True)?.Name ?? TriggerLevel.Clear;
    }

    private static void Pass(Compared compared, long at, TriggerLevel[] reached)
    {
        var (part, of, floor) = (compared.Part, compared.Of, compared.Floor);
        for (var s = 0; s < reached.Length; s++)
        {
            ref readonly var one = ref part.Cells[s];
            if (one.Until < at || one.Of == 0)
            {
                continue;
            }

            var fraction = new Fraction(one.Value, one.Of);
            if (of is not null)
            {
                ref readonly var whole = ref of.Cells[s];
                if (whole.Until < at || whole.Of == 0 || whole.Value <= 0)
                {
                    continue;
                }

                fraction = new Fraction(one.Value, whole.Value);
            }

            var levels = compared.Levels;
            for (var l = levels.Length - 1; l >= 0; l--)
            {
                if (Reaches(levels[l], fraction, compared.Per))
                {
                    if (floor is null || (floor.Cells[s] is { Of: > 0 } count && count.Until >= at && new Fraction(count.Value, count.Of).CompareTo(compared.AtLeast, 1) >= 0))
                    {
                        reached[s] = levels[l].Name;
                    }

                    break;
                }
            }
        }
    }

    private static bool Reaches(in Limit level, Fraction value, int per) => level.Comparison switch
    {
        Comparison.AtLeast => value.CompareTo(level.At, per) >= 0,
        Comparison.AtMost => value.CompareTo(level.At, per) <= 0,
        _ => value.CompareTo(level.At, per) < 0,
    };

    /// <summary>The trigger as columns; null where it needs more than those.</summary>
    private Compared? Compare(Rule rule, Dictionary<string, Column> columns)
    {
        var trigger = rule.Trigger;
        var (part, of, per) = trigger.Value switch
        {
            TriggerValue.Reading r when _rulebook.MeasureOf(r.Measure) is { Kind: not (MeasureKind.YesNo or MeasureKind.Choice) } measure =>
                (r.Measure, null, measure.Kind == MeasureKind.Percentage ? 100 : 1),
            TriggerValue.Percent p => (p.Measure, p.Of, 100),
            TriggerValue.Ratio r => (r.Measure, r.Of, r.Per),
            _ => ((string?)null, (string?)null, 0),
        };
        // Levels of an authority's own may be reached by a higher limit and not by a lower one only where they compare in different ways; no checklist has that.
        return part is null || trigger.Levels.Any(l => l.When is not null) ? null : new Compared(
            Load(part, columns), of is null ? null : Load(of, columns), per,
            [.. trigger.Levels.Select(l => new Limit(l.Name, l.Comparison, l.Limit))],
            trigger.AndAtLeast is { } floor ? Load(floor.Measure, columns) : null, trigger.AndAtLeast?.Count ?? 0);
    }

    private Column Load(string key, Dictionary<string, Column> columns)
    {
        if (columns.TryGetValue(key, out var known))
        {
            return known;
        }

        var measure = _rulebook.MeasureOf(key)!;
        var cells = new Cell[_subjects.Count];
        for (var s = 0; s < cells.Length; s++)
        {
            // By a nil report nobody is there, and no limit is reached: as if nothing were known.
            cells[s] = _subjects[s].BeliefOf(key) is { Answer: { Kind: AnswerKind.Value } answer } belief
                ? new Cell(answer.Value, answer.Of, Evaluation.StaleAfter(belief, measure).Ticks)
                : default;
        }

        return columns[key] = new Column(cells);
    }

    private sealed record Compared(Column Part, Column? Of, int Per, Limit[] Levels, Column? Floor, long AtLeast);

    private sealed record Column(Cell[] Cells);

    private readonly record struct Cell(long Value, long Of, long Until);

    private readonly record struct Limit(TriggerLevel Name, Comparison Comparison, long At);
}
