using System.Globalization;
using System.Text;

namespace Compliance.Api.Escalations;

/// <summary>How far a reader of the feed has come in the journal of each authority. It goes out as the id of each event and comes back as <c>Last-Event-ID</c>.</summary>
/// <remarks>
/// Authorities have no order between them, so that writing to one never waits for another; a place therefore names each. It holds
/// entries of journals and nothing of a process, so it is good after any restart.
/// </remarks>
internal sealed class FeedPlace
{
    public const int LongestId = 16_000;
    private const int LongestKey = 100;

    private readonly SortedDictionary<string, Mark> _marks = new(StringComparer.Ordinal);

    /// <summary>Reads an id; null if it is not one of ours.</summary>
    public static FeedPlace? Read(string id)
    {
        var place = new FeedPlace();
        if (id.Length is 0 or > LongestId)
        {
            return null;
        }

        // Of somebody who sees no authority's cases yet.
        foreach (var part in id == "-" ? [] : id.Split(';'))
        {
            if (part.Split('=') is not [{ Length: > 0 and <= LongestKey } tenant, var text] || Mark.Read(text) is not { } mark || !place._marks.TryAdd(tenant, mark))
            {
                return null;
            }
        }

        return place;
    }

    /// <summary>Where a reader stands in an authority; at its beginning if nothing is said of it.</summary>
    public Mark Of(string tenant) => _marks.GetValueOrDefault(tenant);

    public void Set(string tenant, Mark mark) => _marks[tenant] = mark;

    /// <summary>Why nobody can go on from here, in words; null where it can be done.</summary>
    /// <param name="end">The place behind everything that the reader may see now.</param>
    public string? RefuseBehind(FeedPlace end)
    {
        foreach (var (tenant, mark) in _marks)
        {
            // Whoever waited there would wait for good, or be given again what lies behind another's place.
            if (!end._marks.TryGetValue(tenant, out var last))
            {
                return $"Last-Event-ID names an authority whose cases you do not see: {tenant}. Leave it out to begin from now, or send - to be given everything from the beginning.";
            }

            if (mark.Seq > last.Seq)
            {
                return $"Last-Event-ID is ahead of everything that has happened in {tenant}. Send the id of the last event you have, or leave it out to begin from now.";
            }
        }

        return null;
    }

    /// <summary>The id.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (tenant, mark) in _marks)
        {
            text.Append(text.Length == 0 ? "" : ";").Append(tenant).Append('=').Append(mark.ToString());
        }

        return text.Length == 0 ? "-" : text.ToString();
    }

    /// <summary>A place within one journal: behind a whole entry or, where one entry touched many cases, behind one event of it.</summary>
    /// <param name="Case">Null behind the whole entry.</param>
    internal readonly record struct Mark(long Seq, string? Case, int Sequence)
    {
        public static Mark? Read(string text) => text.Split('.') switch
        {
            [var seq] when Number(seq) is { } entry => new Mark(entry, null, 0),
            [var seq, { Length: > 0 and <= LongestKey } id, var sequence] when Number(seq) is { } entry && Number(sequence) is { } last and <= int.MaxValue =>
                new Mark(entry, id, (int)last),
            _ => null,
        };

        /// <summary>Whether an event lies behind this place, and so is new.</summary>
        public bool IsBefore(long seq, string @case, int sequence) =>
            seq != Seq ? seq > Seq
            : Case is not null && string.CompareOrdinal(@case, Case) is var order && (order > 0 || (order == 0 && sequence > Sequence));

        public override string ToString() => Case is null
            ? Seq.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Seq}.{Case}.{Sequence}");

        private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
