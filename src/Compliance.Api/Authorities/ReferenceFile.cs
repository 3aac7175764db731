using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Api.Authorities;

/// <summary>One file of reference data: a few settings and a list of entries, read strictly.</summary>
/// <remarks>Entries are read one by one, so that a mistake in one does not hide the mistakes in the others.</remarks>
internal sealed class ReferenceFile(string folder, string path, ReferenceMistakes mistakes)
{
    private static readonly JsonSerializerOptions _strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private JsonDocument? _document;

    /// <summary>Reads the file; says what is wrong if it is missing, is not JSON, or has other parts than these.</summary>
    public bool Open(params string[] parts)
    {
        try
        {
            _document = JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(folder, path)), new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (IOException)
        {
            mistakes.Add(path, "", "the file is missing");
            return false;
        }
        catch (JsonException fault)
        {
            mistakes.Add(path, $"line {fault.LineNumber + 1}", $"not valid JSON: {Sentence(fault)}");
            return false;
        }

        return HasExactly(parts);
    }

    /// <summary>A setting at the head of the file; its default, and a mistake, if it cannot be read.</summary>
    public T? Setting<T>(string name) =>
        _document is not null && TryRead<T>(_document.RootElement.GetProperty(name), name, out var value) ? value : default;

    /// <summary>The entries that can be read; each of the others is a mistake.</summary>
    public IReadOnlyList<T> Entries<T>(string list) where T : class
    {
        if (_document is null)
        {
            return [];
        }

        var array = _document.RootElement.GetProperty(list);
        if (array.ValueKind is not JsonValueKind.Array)
        {
            mistakes.Add(path, list, "this must be a list");
            return [];
        }

        var entries = new List<T>();
        var number = 0;
        foreach (var element in array.EnumerateArray())
        {
            number++;
            if (TryRead<T>(element, $"{list}, entry {number}", out var entry))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private bool TryRead<T>(JsonElement element, string place, out T value)
    {
        try
        {
            value = element.Deserialize<T>(_strict) ?? throw new JsonException("nothing stands here.");
            return true;
        }
        catch (JsonException fault)
        {
            mistakes.Add(path, place, $"{Sentence(fault)} (at {fault.Path ?? "$"})");
            value = default!;
            return false;
        }
    }

    private bool HasExactly(string[] parts)
    {
        var root = _document!.RootElement;
        var found = root.ValueKind is JsonValueKind.Object ? root.EnumerateObject().Select(p => p.Name).ToList() : [];
        foreach (var missing in parts.Except(found))
        {
            mistakes.Add(path, "", $"`{missing}` is missing at the top");
        }

        foreach (var unknown in found.Except(parts))
        {
            mistakes.Add(path, "", $"`{unknown}` is not known at the top; known are {string.Join(", ", parts)}");
        }

        if (parts.Except(found).Any())
        {
            _document = null;
        }

        return _document is not null;
    }

    private static string Sentence(JsonException fault)
    {
        var end = fault.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? fault.Message : fault.Message[..end];
    }
}
