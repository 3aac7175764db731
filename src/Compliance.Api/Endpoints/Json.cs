using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Api.Endpoints;

/// <summary>How bodies are read and written, the same for whole requests and for lines of one.</summary>
public static class Json
{
    // A case holds its timeline, that its receipts, those the providers counted; and their schema is deeper than they are.
    public const int MaxDepth = 32;

    public static JsonSerializerOptions Options { get; } = Made();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = MaxDepth;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new InstantConverter());
    }

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

/// <summary>Instants: read with any offset, written in UTC, to the millisecond.</summary>
internal sealed class InstantConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Without an offset it is anybody's guess which hour was meant.
        if (reader.TokenType != JsonTokenType.String
            || !reader.TryGetDateTimeOffset(out var on)
            || reader.TryGetDateTime(out var local) && local.Kind == DateTimeKind.Unspecified)
        {
            throw new JsonException("Give an instant with its offset, such as 2026-11-18T09:10:00Z.");
        }

        return on.UtcDateTime.AddTicks(-(on.UtcTicks % TimeSpan.TicksPerMillisecond));
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(TextOf(value));

    /// <summary>An instant as it stands in answers.</summary>
    public static string TextOf(DateTime value) => value.ToString(
        value.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
