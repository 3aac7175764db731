using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;

namespace Compliance.Domain.Subjects;

/// <summary>A subject's state as two strings of bytes: its position, and the window behind it. The same state always gives the same bytes.</summary>
/// <remarks>Boards, positions and what is owed need no window, and reading it would cost more than all the rest.</remarks>
public static class Packed
{
    /// <summary>Raised with every change of what is packed or how; what another version packed is folded from the journal again.</summary>
    public const int Format = 7;

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
        packer.Text(subject.Membership?.Organisation);
        WriteClosures(packer, subject.Membership?.Closures ?? []);
        packer.Instant(subject.LastReportOn);
        packer.Instant(subject.DueOn);
        PackedKnown.Write(packer, subject.Known);
        packer.Each(subject.Statuses, (p, s) =>
        {
            p.Number((int)s.Status);
            p.Instant(s.AsAt);
            p.Number(s.Seq);
            p.Instant(s.Since);
            p.Number(s.Before is { } before ? (int)before.Status : -1);
            p.Instant(s.Before?.Since);
            p.Instant(s.SettledOn);
            p.Instant(s.SettledBefore);
            WriteInstants(p, s.Said);
            WriteInstants(p, s.Before?.Said);
        });
        packer.Each(subject.Standings, (p, s) =>
        {
            p.Number((int)s.Standing);
            p.Number(s.Of);
            p.Number(s.Part);
            p.Number(s.IsOpen ? 1 : 0);
        });
        packer.Each(subject.Tallies, (p, t) =>
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
        packer.Each(subject.Suppressed, (p, by) => p.Text(by));
        packer.List(subject.Overdue);
        packer.List(subject.Stale);
        packer.Number(subject.Excuses.Count);
        foreach (var excuse in subject.Excuses)
        {
            packer.Date(excuse.From);
            packer.Date(excuse.To);
        }

        packer.Number(subject.Untold.Count);
        foreach (var untold in subject.Untold)
        {
            packer.Text(untold.Trigger);
            packer.Number((int)untold.Level);
            packer.Number(untold.Seq);
            packer.Instant(untold.On);
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
        var (joined, left, registered, host, organisation, closures) = (from.Date(), from.Date(), from.Date(), from.Text(), from.Text(), ReadClosures(ref from));
        subject.Membership = serviceType is null ? null : new Membership(serviceType, joined!.Value, left, registered, host, closures, organisation);
        subject.LastReportOn = from.Instant();
        subject.DueOn = from.Instant();
        PackedKnown.Read(ref from, subject.Known);
        for (var n = from.Int(); n > 0; n--)
        {
            var item = from.Text()!;
            var (status, asAt, seq, since) = ((ItemStatus)from.Int(), from.Instant()!.Value, from.Number(), from.Instant()!.Value);
            var (before, beforeSince, settledOn, settledBefore) = (from.Int(), from.Instant(), from.Instant(), from.Instant());
            var (said, saidBefore) = (ReadInstants(ref from), ReadInstants(ref from));
            subject.Statuses[item] = new StatusBelief(
                status, asAt, seq, since, before < 0 ? null : new StatusRun((ItemStatus)before, beforeSince!.Value, saidBefore), settledOn, settledBefore, said);
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

        subject.Overdue.UnionWith(from.List());
        subject.Stale.UnionWith(from.List());
        for (var n = from.Int(); n > 0; n--)
        {
            subject.Excuses.Add(new Excuse(from.Date()!.Value, from.Date()!.Value));
        }

        for (var n = from.Int(); n > 0; n--)
        {
            subject.Untold.Add(new Untold(from.Text()!, (TriggerLevel)from.Int(), from.Number(), from.Instant()!.Value));
        }

        return subject;
    }

    private static void WriteInstants(Packer packer, IReadOnlyList<DateTime>? instants)
    {
        packer.Number(instants?.Count ?? 0);
        for (var i = 0; i < instants?.Count; i++)
        {
            packer.Instant(instants[i]);
        }
    }

    private static List<DateTime>? ReadInstants(ref Unpacker from)
    {
        List<DateTime>? instants = null;
        for (var n = from.Int(); n > 0; n--)
        {
            (instants ??= []).Add(from.Instant()!.Value);
        }

        return instants;
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
}
