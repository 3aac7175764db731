using System.Buffers;
using System.Collections.Concurrent;
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
    private const int KnownAtMost = 10_000;

    private static readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    private readonly List<string> _texts = [];
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>What is not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    // Keys recur in every row of a board: one string each is enough.
    private static string Known(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 128)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> chars = stackalloc char[128];
        chars = chars[..Encoding.UTF8.GetChars(utf8, chars)];
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(chars, out var text))
        {
            return text;
        }

        text = chars.ToString();
        return _known.Count < KnownAtMost ? _known.GetOrAdd(text, text) : text;
    }

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return unchecked((long)(value >> 1) ^ -(long)(value & 1));
            }
        }
    }

    public int Int() => (int)Number();

    public DateTime? Instant() => Number() is > 0 and var ms ? DateTime.UnixEpoch.AddMilliseconds(ms - 1) : null;

    public DateOnly? Date() => Number() is > 0 and var day ? DateOnly.FromDayNumber((int)day - 1) : null;

    public string? Text()
    {
        var index = Int();
        if (index < _texts.Count)
        {
            return index < 0 ? null : _texts[index];
        }

        return New();
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
        var text = Known(_rest[..length]);
        _rest = _rest[length..];
        _texts.Add(text);
        return text;
    }
}
