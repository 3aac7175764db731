using System.Globalization;
using Compliance.Api.Data;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;

namespace Compliance.Api.Escalations;

/// <summary>A place in the queue.</summary>
internal readonly record struct QueuePlace(DateTime QueueOn, string Id)
{
    public static bool TryRead(string text, out QueuePlace place)
    {
        place = default;
        if (!Cursor.TryRead(text, 2, out var cursor)
            || !long.TryParse(cursor.Parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > UnixMilliseconds.Of(EscalationRow.Never)
            || cursor.Parts[1].Any(char.IsControl))
        {
            return false;
        }

        place = new QueuePlace(UnixMilliseconds.From(milliseconds), cursor.Parts[1]);
        return true;
    }

    public Cursor ToCursor() => Cursor.Of(UnixMilliseconds.Of(QueueOn).ToString(CultureInfo.InvariantCulture), Id);
}
