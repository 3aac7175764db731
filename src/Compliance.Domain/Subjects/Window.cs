namespace Compliance.Domain.Subjects;

/// <summary>The reports of a subject that are kept one by one, and what was believed before the first of them.</summary>
/// <remarks>
/// Nearly every report is newer than all others and only joins the end. So a stored window stays packed until something looks
/// inside; how long it is, and where it begins and ends, is known without.
/// </remarks>
public sealed class Window
{
    private readonly List<Point> _points = [];
    private readonly WindowEnds _stored = new(0, null, null);
    private Known _base = Known.Nothing;
    private byte[]? _packed;

    public Window()
    {
    }

    internal Window(byte[] packed)
    {
        _packed = packed;
        _stored = PackedWindow.EndsOf(packed);
    }

    /// <summary>Reports in the window.</summary>
    public int Count => _packed is null ? _points.Count : _stored.Count + _points.Count;

    /// <summary>When the first report of the window was true; null when it is empty.</summary>
    public DateTime? Oldest => _packed is not null && _stored.Count > 0 ? _stored.Oldest : _points.Count > 0 ? _points[0].AsAt : null;

    /// <summary>The place of the last report of the window; null when it is empty.</summary>
    public Place? Last => _points.Count > 0 ? _points[^1].Place : _packed is null ? null : _stored.Last;

    /// <summary>Reports of the window, by when they were true, then by entry.</summary>
    public List<Point> Points
    {
        get
        {
            Unpack();
            return _points;
        }
    }

    /// <summary>What was believed before the first report of the window.</summary>
    public Known Base
    {
        get
        {
            Unpack();
            return _base;
        }

        set
        {
            Unpack();
            _base = value;
        }
    }

    /// <summary>The window as it was stored and what joined it since; null once something has looked inside.</summary>
    internal (byte[] Packed, IReadOnlyList<Point> Added)? Untouched => _packed is { } packed ? (packed, _points) : null;

    /// <summary>Adds a report that comes after all others.</summary>
    public void Append(Point point) => _points.Add(point);

    private void Unpack()
    {
        if (_packed is { } packed)
        {
            _packed = null;
            (_base, var points) = PackedWindow.Read(packed);
            _points.InsertRange(0, points);
        }
    }
}

/// <summary>How long a window is, and where it begins and ends.</summary>
internal readonly record struct WindowEnds(int Count, DateTime? Oldest, Place? Last);

/// <summary>
/// The place of a report in its window: by when it was true; of the same instant, a corrected report outweighs one that never
/// was, then the later entry counts.
/// </summary>
public readonly record struct Place(DateTime AsAt, int Revision, long Seq)
{
    public bool IsBefore(Place other) => (AsAt, Revision, Seq).CompareTo((other.AsAt, other.Revision, other.Seq)) < 0;
}
