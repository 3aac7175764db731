using System.Buffers;
using System.Text;

namespace Compliance.Domain.Subjects;

/// <summary>Writes small numbers in few bytes and each distinct text once.</summary>
internal sealed class Packer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    /// <summary>Distinct texts so far.</summary>
    public int TextCount => _texts.Count;

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Number(long value)
    {
        // Zigzag, so that small negative numbers stay small.
        var rest = unchecked((ulong)((value << 1) ^ (value >> 63)));
        var span = _bytes.GetSpan(10);
        var length = 0;
        while (rest >= 0x80)
        {
            span[length++] = (byte)(rest & 0x7F | 0x80);
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        _bytes.Advance(length);
    }

    public void Instant(DateTime? on) => Number(on is { } value ? (value - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond + 1 : 0);

    public void Date(DateOnly? date) => Number(date is { } value ? value.DayNumber + 1 : 0);

    public void Text(string? text)
    {
        if (text is null)
        {
            Number(-1);
            return;
        }

        if (_texts.TryGetValue(text, out var index))
        {
            Number(index);
            return;
        }

        Number(_texts.Count);
        New(text);
    }

    /// <summary>Writes texts ahead of their use, each of which then costs its number only.</summary>
    public void Texts(IReadOnlyCollection<string> texts)
    {
        Number(texts.Count);
        foreach (var text in texts)
        {
            New(text);
        }
    }

    /// <summary>Writes texts with how many they are.</summary>
    public void List(IReadOnlyCollection<string> texts)
    {
        Number(texts.Count);
        foreach (var text in texts)
        {
            Text(text);
        }
    }

    /// <summary>Writes each under its key, in the order of the keys.</summary>
    public void Each<T>(IReadOnlyDictionary<string, T> all, Action<Packer, T> write)
    {
        Number(all.Count);
        foreach (var (key, value) in all.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Text(key);
            write(this, value);
        }
    }

    public List<string> SortedTexts() => [.. _texts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Copies what was written before.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    private void New(string text)
    {
        _texts.Add(text, _texts.Count);
        Number(Encoding.UTF8.GetByteCount(text));
        _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }
}

/// <summary>Reads what <see cref="Packer"/> wrote.</summary>
internal ref struct Unpacker(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly List<string> _texts = [];
    private int _at;

    /// <summary>What is not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[_at..];

    public long Number()
    {
        ulong value = _bytes[_at++];
        if (value >= 0x80)
        {
            value &= 0x7F;
            for (var shift = 7; ; shift += 7)
            {
                var b = _bytes[_at++];
                value |= (ulong)(b & 0x7F) << shift;
                if (b < 0x80)
                {
                    break;
                }
            }
        }

        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    public int Int() => (int)Number();

    public DateTime? Instant() => Number() is > 0 and var ms ? DateTime.UnixEpoch.AddTicks((ms - 1) * TimeSpan.TicksPerMillisecond) : null;

    public DateOnly? Date() => Number() is > 0 and var day ? DateOnly.FromDayNumber((int)day - 1) : null;

    public string? Text()
    {
        var index = Int();
        return index < 0 ? null
            : index < _texts.Count ? _texts[index]
            : New();
    }

    /// <summary>Reads texts written with how many they are.</summary>
    public string[] List()
    {
        if (Int() is not (> 0 and var count))
        {
            return [];
        }

        var texts = new string[count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Text()!;
        }

        return texts;
    }

    /// <summary>Reads texts written ahead of their use.</summary>
    public IReadOnlyList<string> Texts()
    {
        for (var n = Int(); n > 0; n--)
        {
            New();
        }

        return _texts;
    }

    private string New()
    {
        var length = Int();
        var text = KnownTexts.Of(_bytes.Slice(_at, length));
        _at += length;
        _texts.Add(text);
        return text;
    }
}

/// <summary>Keys recur in every row of a board: one string each is enough, and finding it is quicker than making it.</summary>
internal static class KnownTexts
{
    private const int Places = 4096;

    // A text whose place another one has taken is made anew; nothing is lost but that.
    private static readonly Known?[] _known = new Known?[Places];

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        ref var place = ref _known[Hash(utf8) % Places];
        if (place is { } known && utf8.SequenceEqual(known.Utf8))
        {
            return known.Text;
        }

        var text = Encoding.UTF8.GetString(utf8);
        place = new Known(utf8.ToArray(), text);
        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261;
        foreach (var b in bytes)
        {
            hash = unchecked((hash ^ b) * 16777619);
        }

        return hash;
    }

    private sealed record Known(byte[] Utf8, string Text);
}
