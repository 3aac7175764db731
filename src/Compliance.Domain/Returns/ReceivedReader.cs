using System.Text;
using System.Text.Json;

namespace Compliance.Domain.Returns;

/// <summary>Reads the canonical content of reports, leaving their answers aside: thousands are read at a time.</summary>
public sealed class ReceivedReader
{
    private const int LongestKey = 128;

    // The same few keys stand in every report.
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public Received Read(string provider, DateTime on, ReadOnlySpan<byte> content)
    {
        var (asAt, kind, measures) = (on, ReceivedKind.Answers, new List<string>());
        var json = new Utf8JsonReader(content);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("asAt"u8))
            {
                json.Read();
                asAt = json.GetDateTime();
            }
            else if (json.ValueTextEquals("report"u8))
            {
                json.Read();
                kind = json.ValueTextEquals("no-change"u8) ? ReceivedKind.NoChange : json.ValueTextEquals("nil"u8) ? ReceivedKind.Nil : ReceivedKind.Answers;
            }
            else if (json.ValueTextEquals("readings"u8))
            {
                ReadReadings(ref json, measures);
            }
            else if (json.ValueTextEquals("renewed"u8))
            {
                ReadRenewed(ref json, measures);
            }
            else
            {
                json.Skip();
            }
        }

        return new Received(provider, on, asAt, kind, measures);
    }

    private void ReadReadings(ref Utf8JsonReader json, List<string> measures)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("measure"u8))
                {
                    json.Read();
                    measures.Add(Key(json.ValueSpan));
                }
                else
                {
                    json.Skip();
                }
            }
        }
    }

    private void ReadRenewed(ref Utf8JsonReader json, List<string> measures)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.String)
        {
            measures.Add(Key(json.ValueSpan));
        }
    }

    // Keys are plain letters, digits and hyphens, so they stand in the content as they are.
    private string Key(ReadOnlySpan<byte> utf8)
    {
        Span<char> chars = stackalloc char[LongestKey];
        var key = (ReadOnlySpan<char>)(utf8.Length <= LongestKey ? chars[..Encoding.UTF8.GetChars(utf8, chars)] : Encoding.UTF8.GetString(utf8));
        var keys = _keys.GetAlternateLookup<ReadOnlySpan<char>>();
        if (keys.TryGetValue(key, out var known))
        {
            return known;
        }

        keys.Add(key);
        return keys.TryGetValue(key, out known) ? known : key.ToString();
    }
}
