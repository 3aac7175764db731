using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Subjects;

/// <summary>A subject's state as one row of bytes. The same state always gives the same bytes.</summary>
public static class Packed
{
    private const int Format = 2;

    public static byte[] Write(SubjectState subject)
    {
        var packer = new Packer();
        packer.Number(Format);
        packer.Number(subject.Seq);
        packer.Text(subject.Membership?.ServiceType);
        packer.Date(subject.Membership?.Joined);
        packer.Date(subject.Membership?.Left);
        packer.Date(subject.Membership?.Registered);
        packer.Text(subject.Membership?.Host);
        packer.Instant(subject.LastReportOn);
        packer.Instant(subject.DueOn);
        WriteAll(packer, subject.Beliefs, WriteBelief);
        WriteAll(packer, subject.Triggers, WriteState);
        WriteAll(packer, subject.Statuses, (p, s) =>
        {
            p.Number((int)s.Status);
            p.Instant(s.AsAt);
            p.Number(s.Seq);
        });
        WriteAll(packer, subject.Standings, (p, s) => p.Number((int)s));
        WriteAll(packer, subject.Tallies, (p, t) =>
        {
            p.Number(t.Below);
            p.Number(t.Reached);
            p.Number(t.Silent);
        });
        WriteTexts(packer, subject.Overdue);
        WriteTexts(packer, subject.Stale);
        WriteAll(packer, subject.Base.Beliefs, WriteBelief);
        WriteAll(packer, subject.Base.Triggers, WriteState);
        packer.Number(subject.Points.Count);
        foreach (var point in subject.Points)
        {
            packer.Instant(point.AsAt);
            packer.Number(point.Seq);
            packer.Number(point.Revision);
            packer.Number(point.Readings.Count);
            foreach (var reading in point.Readings)
            {
                packer.Text(reading.Measure);
                PackedAnswer.Write(packer, reading.Answer, reading.Seq != point.Seq);
                if (reading.Seq != point.Seq)
                {
                    packer.Number(reading.Seq - point.Seq);
                }
            }
        }

        return packer.ToArray();
    }

    public static SubjectState Read(string key, ReadOnlySpan<byte> bytes)
    {
        var from = new Unpacker(bytes);
        if (from.Int() != Format)
        {
            throw new InvalidDataException($"Subject '{key}' is packed in a format this version does not read.");
        }

        var subject = new SubjectState(key) { Seq = from.Number() };
        var serviceType = from.Text();
        var (joined, left, registered, host) = (from.Date(), from.Date(), from.Date(), from.Text());
        subject.Membership = serviceType is null ? null : new Membership(serviceType, joined!.Value, left, registered, host);
        subject.LastReportOn = from.Instant();
        subject.DueOn = from.Instant();
        ReadBeliefs(ref from, subject.Beliefs);
        ReadStates(ref from, subject.Triggers);
        for (var n = from.Int(); n > 0; n--)
        {
            subject.Statuses[from.Text()!] = new StatusBelief((ItemStatus)from.Int(), from.Instant()!.Value, from.Number());
        }

        for (var n = from.Int(); n > 0; n--)
        {
            subject.Standings[from.Text()!] = (Standing)from.Int();
        }

        for (var n = from.Int(); n > 0; n--)
        {
            subject.Tallies[from.Text()!] = new Tally(from.Int(), from.Int(), from.Int());
        }

        subject.Overdue.UnionWith(ReadTexts(ref from));
        subject.Stale.UnionWith(ReadTexts(ref from));
        var (beliefs, states) = (new Dictionary<string, Belief>(), new Dictionary<string, TriggerState>());
        ReadBeliefs(ref from, beliefs);
        ReadStates(ref from, states);
        subject.Base = new Checkpoint(beliefs, states);
        for (var n = from.Int(); n > 0; n--)
        {
            subject.Points.Add(ReadPoint(ref from));
        }

        return subject;
    }

    private static Point ReadPoint(ref Unpacker from)
    {
        var (asAt, seq, revision) = (from.Instant()!.Value, from.Number(), from.Int());
        var readings = new PointReading[from.Int()];
        for (var i = 0; i < readings.Length; i++)
        {
            var measure = from.Text()!;
            var answer = PackedAnswer.Read(ref from, out var corrected);
            readings[i] = new PointReading(measure, answer, corrected ? seq + from.Number() : seq);
        }

        return new Point(asAt, seq, revision, readings);
    }

    private static void WriteBelief(Packer packer, Belief belief)
    {
        PackedAnswer.Write(packer, belief.Answer);
        packer.Instant(belief.AsAt);
        packer.Number(belief.Seq);
    }

    private static void ReadBeliefs(ref Unpacker from, Dictionary<string, Belief> into)
    {
        for (var n = from.Int(); n > 0; n--)
        {
            into[from.Text()!] = new Belief(PackedAnswer.Read(ref from), from.Instant()!.Value, from.Number());
        }
    }

    private static void WriteState(Packer packer, TriggerState state)
    {
        packer.Number((int)state.Level);
        packer.Instant(state.Since);
        packer.Number(state.SinceSeq);
        packer.Number(state.Runs.Count);
        foreach (var run in state.Runs)
        {
            packer.Number(run.Count);
            packer.Date(run.Period);
        }

        WriteFraction(packer, state.Value.Lower);
        WriteFraction(packer, state.Value.Upper);
        packer.Number(state.Warned ? 1 : 0);
        WriteTexts(packer, state.Unknown);
    }

    private static void ReadStates(ref Unpacker from, Dictionary<string, TriggerState> into)
    {
        for (var n = from.Int(); n > 0; n--)
        {
            var key = from.Text()!;
            var (level, since, sinceSeq) = ((TriggerLevel)from.Int(), from.Instant(), from.Number());
            var runs = new Run[from.Int()];
            for (var i = 0; i < runs.Length; i++)
            {
                runs[i] = new Run(from.Int(), from.Date());
            }

            var value = new Interval(ReadFraction(ref from), ReadFraction(ref from));
            into[key] = new TriggerState(level, since, sinceSeq, runs, value, from.Int() == 1, ReadTexts(ref from));
        }
    }

    private static void WriteFraction(Packer packer, Fraction? fraction)
    {
        packer.Number(fraction?.Of ?? 0);
        if (fraction is { } known)
        {
            packer.Number(known.Part);
        }
    }

    private static Fraction? ReadFraction(ref Unpacker from) => from.Number() is > 0 and var of ? new Fraction(from.Number(), of) : null;

    private static void WriteTexts(Packer packer, IReadOnlyCollection<string> texts)
    {
        packer.Number(texts.Count);
        foreach (var text in texts)
        {
            packer.Text(text);
        }
    }

    private static List<string> ReadTexts(ref Unpacker from)
    {
        var texts = new List<string>();
        for (var n = from.Int(); n > 0; n--)
        {
            texts.Add(from.Text()!);
        }

        return texts;
    }

    private static void WriteAll<T>(Packer packer, IReadOnlyDictionary<string, T> all, Action<Packer, T> write)
    {
        packer.Number(all.Count);
        foreach (var (key, value) in all.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            packer.Text(key);
            write(packer, value);
        }
    }
}
