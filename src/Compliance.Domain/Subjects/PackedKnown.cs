using Compliance.Domain.Checklists;
using Compliance.Domain.Reporting;
using Compliance.Domain.Triggers;

namespace Compliance.Domain.Subjects;

/// <summary>What is known of a subject as bytes: beliefs, where triggers stand, and what is remembered of earlier periods.</summary>
internal static class PackedKnown
{
    public static void Write(Packer packer, Known known)
    {
        packer.Each(known.Beliefs, WriteBelief);
        packer.Each(known.Triggers, WriteState);
        packer.Each(known.History.All, (p, past) =>
        {
            p.Number(past.Count);
            foreach (var one in past)
            {
                p.Date(one.Period);
                WriteBelief(p, one.Belief);
            }
        });
    }

    public static void Read(ref Unpacker from, Known known)
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
        packer.List(state.Unknown);
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
            into[key] = new TriggerState(level, since, sinceSeq, runs, value, from.Int() == 1, from.List(), from.Instant(), from.Instant());
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
}
