using System.Globalization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Journal;

namespace Compliance.Api.Escalations;

/// <summary>A place in the queue.</summary>
internal readonly record struct QueuePlace(DateTime? DueOn, string Id)
{
    public static bool TryRead(string text, out QueuePlace place)
    {
        place = default;
        if (!Cursor.TryRead(text, 2, out var cursor))
        {
            return false;
        }

        if (cursor.Parts[0].Length == 0)
        {
            place = new QueuePlace(null, cursor.Parts[1]);
            return true;
        }

        var isNumber = long.TryParse(cursor.Parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds < Chain.Milliseconds(DateTime.MaxValue);
        place = isNumber ? new QueuePlace(DateTime.UnixEpoch.AddMilliseconds(milliseconds), cursor.Parts[1]) : default;
        return isNumber;
    }

    public Cursor ToCursor() =>
        Cursor.Of(DueOn is { } due ? Chain.Milliseconds(due).ToString(CultureInfo.InvariantCulture) : "", Id);
}
