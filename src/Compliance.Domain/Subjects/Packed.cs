using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Subjects;

/// <summary>A subject's state as two strings of bytes: its position, and the window behind it. The same state always gives the same bytes.</summary>
/// <remarks>Boards, positions and what is owed need no window, and reading it would cost more than all the rest.</remarks>
public static class Packed
{
    /// <summary>Raised with every change of what is packed or how; what another version packed is folded from the journal again.</summary>
    public const int Format = 5;

    public static byte[] Window(SubjectState subject) => PackedWindow.Write(subject.Window);

    public static byte[] Position(SubjectState subject)
    {
        var packer = new Packer();
        packer.Number(Format);
        packer.Number(subject.Seq);
        packer.Text(subject.Membership?.ServiceType);
        packer.Date(subject.Membership?.Joined);
        packer.Date(subject.Membership?.Left);
        packer.Date(subject.Membership?.Registered);
        packer.Text(subject.Membership?.Host);
        WriteClosures(packer, subject.Membership?.Closures ?? []);
        packer.Instant(subject.LastReportOn);
        packer.Instant(subject.DueOn);
        WriteKnown(packer, subject.Known);
        WriteAll(packer, subject.Statuses, (p, s) =>
        {
            p.Number((int)s.Status);
            p.Instant(s.AsAt);
            p.Number(s.Seq);
            p.Instant(s.Since);
            p.Number(s.Before is { } before ? (int)before.Status : -1);
            p.Instant(s.Before?.Since);
            p.Instant(s.SettledOn);
            p.Instant(s.SettledBefore);
        });
        WriteAll(packer, subject.Standings, (p, s) =>
        {
            p.Number((int)s.Standing);
            p.Number(s.Of);
            p.Number(s.Part);
            p.Number(s.IsOpen ? 1 : 0);
        });
        WriteAll(packer, subject.Tallies, (p, t) =>
        {
            p.Number(t.Below);
            p.Number(t.Reached);
            p.Number(t.Silent);
            p.Number(t.BelowOf);
            p.Number(t.ReachedOf);
            p.Number(t.SilentOf);
            p.Number(t.Part);
            p.Number(t.Open);
        });
        WriteAll(packer, subject.Suppressed, (p, by) => p.Text(by));
        WriteTexts(packer, subject.Overdue);
        WriteTexts(packer, subject.Stale);
        packer.Number(subject.Excuses.Count);
        foreach (var excuse in subject.Excuses)
        {
            packer.Date(excuse.From);
            packer.Date(excuse.To);
        }

        return packer.ToArray();
    }

    /// <summary>Reads a subject.</summary>
    /// <param name="window">Left out where nothing looks into it; whatever does all the same fails.</param>
    public static SubjectState Read(string key, ReadOnlySpan<byte> position, byte[]? window = null)
    {
        var from = new Unpacker(position);
        if (from.Int() != Format)
        {
            throw new InvalidDataException($"Subject '{key}' is packed in a format this version does not read.");
        }

        var subject = new SubjectState(key, window is null ? null : new Window(window)) { Seq = from.Number() };
        var serviceType = from.Text();
        var (joined, left, registered, host, closures) = (from.Date(), from.Date(), from.Date(), from.Text(), ReadClosures(ref from));
        subject.Membership = serviceType is null ? null : new Membership(serviceType, joined!.Value, left, registered, host, closures);
        subject.LastReportOn = from.Instant();
        subject.DueOn = from.Instant();
        ReadKnown(ref from, subject.Known);
        for (var n = from.Int(); n > 0; n--)
        {
            var item = from.Text()!;
            var (status, asAt, seq, since) = ((ItemStatus)from.Int(), from.Instant()!.Value, from.Number(), from.Instant()!.Value);
            var (before, beforeSince) = (from.Int(), from.Instant());
            subject.Statuses[item] = new StatusBelief(
                status, asAt, seq, since, before < 0 ? null : new StatusRun((ItemStatus)before, beforeSince!.Value), from.Instant(), from.Instant());
        }

        for (var n = from.Int(); n > 0; n--)
        {
            subject.Standings[from.Text()!] = new Contribution((Standing)from.Int(), from.Number(), from.Number(), from.Int() == 1);
        }

        for (var n = from.Int(); n > 0; n--)
        {
            subject.Tallies[from.Text()!] =
                new Tally(from.Int(), from.Int(), from.Int(), from.Number(), from.Number(), from.Number(), from.Number(), from.Int());
        }

        for (var n = from.Int(); n > 0; n--)
        {
            subject.Suppressed[from.Text()!] = from.Text()!;
        }

        subject.Overdue.UnionWith(ReadTexts(ref from));
        subject.Stale.UnionWith(ReadTexts(ref from));
        for (var n = from.Int(); n > 0; n--)
        {
            subject.Excuses.Add(new Excuse(from.Date()!.Value, from.Date()!.Value));
        }

        return subject;
    }

    internal static void WriteKnown(Packer packer, Known known)
    {
        WriteAll(packer, known.Beliefs, WriteBelief);
        WriteAll(packer, known.Triggers, WriteState);
        WriteAll(packer, known.History.All, (p, past) =>
        {
            p.Number(past.Count);
            foreach (var one in past)
            {
                p.Date(one.Period);
                WriteBelief(p, one.Belief);
            }
        });
    }

    internal static void ReadKnown(ref Unpacker from, Known known)
    {
        ReadBeliefs(ref from, known.Beliefs);
        ReadStates(ref from, known.Triggers);
        for (var n = from.Int(); n > 0; n--)
        {
            var past = known.History.Of(from.Text()!);
            for (var i = from.Int(); i > 0; i--)
            {
                past.Add(new PastBelief(from.Date()!.Value, ReadBelief(ref from)));
            }
        }
    }

    private static void WriteClosures(Packer packer, IReadOnlyList<Closure> closures)
    {
        packer.Number(closures.Count);
        foreach (var closure in closures)
        {
            packer.Date(closure.From);
            packer.Date(closure.To);
            packer.Text(closure.Reason);
        }
    }

    private static Closure[]? ReadClosures(ref Unpacker from)
    {
        if (from.Int() is not (> 0 and var count))
        {
            return null;
        }

        var closures = new Closure[count];
        for (var i = 0; i < count; i++)
        {
            closures[i] = new Closure(from.Date()!.Value, from.Date()!.Value, from.Text()!);
        }

        return closures;
    }

    private static void WriteBelief(Packer packer, Belief belief)
    {
        PackedAnswer.Write(packer, belief.Answer);
        packer.Instant(belief.AsAt);
        packer.Number(belief.Seq);
        packer.Number(belief.Renewals);
        packer.Instant(belief.SaidOn);
        packer.Text(belief.CarriedFrom);
    }

    private static void ReadBeliefs(ref Unpacker from, Dictionary<string, Belief> into)
    {
        var count = from.Int();
        into.EnsureCapacity(count);
        for (var n = count; n > 0; n--)
        {
            into[from.Text()!] = ReadBelief(ref from);
        }
    }

    private static Belief ReadBelief(ref Unpacker from) =>
        new(PackedAnswer.Read(ref from), from.Instant()!.Value, from.Number(), from.Int(), from.Instant(), from.Text());

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
            packer.Number(run.Recent);
            packer.Instant(run.From);
            packer.Instant(run.Until);
        }

        WriteFraction(packer, state.Value.Lower);
        WriteFraction(packer, state.Value.Upper);
        packer.Number(state.Warned ? 1 : 0);
        WriteTexts(packer, state.Unknown);
        packer.Instant(state.HeldUntil);
        packer.Instant(state.KeptOn);
    }

    private static void ReadStates(ref Unpacker from, Dictionary<string, TriggerState> into)
    {
        var count = from.Int();
        into.EnsureCapacity(count);
        for (var n = count; n > 0; n--)
        {
            var key = from.Text()!;
            var (level, since, sinceSeq) = ((TriggerLevel)from.Int(), from.Instant(), from.Number());
            var runs = new Run[from.Int()];
            for (var i = 0; i < runs.Length; i++)
            {
                runs[i] = new Run(from.Int(), from.Date(), (uint)from.Number(), from.Instant(), from.Instant());
            }

            var value = new Interval(ReadFraction(ref from), ReadFraction(ref from));
            into[key] = new TriggerState(level, since, sinceSeq, runs, value, from.Int() == 1, ReadTexts(ref from), from.Instant(), from.Instant());
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

    internal static void WriteTexts(Packer packer, IReadOnlyCollection<string> texts)
    {
        packer.Number(texts.Count);
        foreach (var text in texts)
        {
            packer.Text(text);
        }
    }

    internal static string[] ReadTexts(ref Unpacker from)
    {
        if (from.Int() is not (> 0 and var count))
        {
            return [];
        }

        var texts = new string[count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = from.Text()!;
        }

        return texts;
    }

    internal static void WriteAll<T>(Packer packer, IReadOnlyDictionary<string, T> all, Action<Packer, T> write)
    {
        packer.Number(all.Count);
        foreach (var (key, value) in all.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            packer.Text(key);
            write(packer, value);
        }
    }
}
