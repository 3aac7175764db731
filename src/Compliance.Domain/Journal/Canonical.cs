using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Domain.Journal;

/// <summary>The one form in which content is hashed and stored: UTF-8 JSON without white space, members in declared order, nulls left out.</summary>
public static class Canonical
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static T Read<T>(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<T>(utf8, Options) ?? throw new JsonException("The content is null.");

    /// <summary>SHA-256 of canonical content.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> utf8) => SHA256.HashData(utf8);

    /// <summary>A hash as it is shown: <c>sha256:</c> and lower-case hexadecimal.</summary>
    public static string Show(ReadOnlySpan<byte> hash) => "sha256:" + Convert.ToHexStringLower(hash);
}
