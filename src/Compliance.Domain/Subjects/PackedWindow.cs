namespace Compliance.Domain.Subjects;

/// <summary>A window as bytes: its ends, the texts that occur in it, what came before it, and its reports one after the other.</summary>
/// <remarks>
/// Texts stand in front, sorted, and everywhere else by number. So a report whose texts all occur already is appended without
/// unpacking those before it, and the bytes are the same as if the whole had been written.
/// </remarks>
internal static class PackedWindow
{
    public static byte[] Write(Window window) =>
        window.Untouched is { } stored ? Append(stored.Packed, stored.Added, window) ?? Whole(new Window(stored.Packed), stored.Added) : Whole(window, []);

    public static WindowEnds EndsOf(ReadOnlySpan<byte> packed)
    {
        var from = new Unpacker(packed);
        return ReadEnds(ref from);
    }

    public static (Known Base, List<Point> Points) Read(ReadOnlySpan<byte> packed)
    {
        var from = new Unpacker(packed);
        var ends = ReadEnds(ref from);
        from.Texts();
        var known = Known.Nothing;
        PackedKnown.Read(ref from, known);
        var points = new List<Point>(ends.Count + 1);
        for (var n = ends.Count; n > 0; n--)
        {
            points.Add(ReadPoint(ref from));
        }

        return (known, points);
    }

    private static byte[]? Append(byte[] packed, IReadOnlyList<Point> added, Window window)
    {
        if (added.Count == 0)
        {
            return packed;
        }

        var from = new Unpacker(packed);
        ReadEnds(ref from);
        var packer = new Packer();
        WriteEnds(packer, new(window.Count, window.Oldest, window.Last));
        var texts = from.Texts();
        packer.Texts(texts);
        packer.Bytes(from.Rest);
        foreach (var point in added)
        {
            WritePoint(packer, point);
        }

        return packer.TextCount == texts.Count ? packer.ToArray() : null;
    }

    private static byte[] Whole(Window window, IReadOnlyList<Point> added)
    {
        window.Points.AddRange(added);
        var rehearsal = new Packer();
        WriteContent(rehearsal, window);
        var packer = new Packer();
        WriteEnds(packer, new(window.Count, window.Oldest, window.Last));
        packer.Texts(rehearsal.SortedTexts());
        WriteContent(packer, window);
        return packer.ToArray();
    }

    private static void WriteContent(Packer packer, Window window)
    {
        PackedKnown.Write(packer, window.Base);
        foreach (var point in window.Points)
        {
            WritePoint(packer, point);
        }
    }

    private static void WriteEnds(Packer packer, WindowEnds ends)
    {
        packer.Number(ends.Count);
        packer.Instant(ends.Oldest);
        packer.Instant(ends.Last?.AsAt);
        packer.Number(ends.Last?.Revision ?? 0);
        packer.Number(ends.Last?.Seq ?? 0);
    }

    private static WindowEnds ReadEnds(ref Unpacker from)
    {
        var (count, oldest, last) = (from.Int(), from.Instant(), from.Instant());
        var (revision, seq) = (from.Int(), from.Number());
        return new(count, oldest, last is { } asAt ? new Place(asAt, revision, seq) : null);
    }

    private static void WritePoint(Packer packer, Point point)
    {
        packer.Instant(point.AsAt);
        packer.Number(point.Seq);
        packer.Number(point.Revision);
        packer.List(point.Renewed);
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

    private static Point ReadPoint(ref Unpacker from)
    {
        var (asAt, seq, revision) = (from.Instant()!.Value, from.Number(), from.Int());
        var renewed = from.List();
        var readings = new PointReading[from.Int()];
        for (var i = 0; i < readings.Length; i++)
        {
            var measure = from.Text()!;
            var answer = PackedAnswer.Read(ref from, out var corrected);
            readings[i] = new PointReading(measure, answer, corrected ? seq + from.Number() : seq);
        }

        return new Point(asAt, seq, revision, readings, renewed);
    }
}
