using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Compliance.Domain.Journal;

/// <summary>Reads JSON from anywhere into records, and takes nothing that is not whole: what may not be null must be there, and nothing unknown may.</summary>
public static class Whole
{
    /// <summary>The same options, strict.</summary>
    public static JsonSerializerOptions Of(JsonSerializerOptions options, int maxDepth) => new(options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        MaxDepth = maxDepth,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Require } },
    };

    /// <summary>Where a list holds a null, as a JSON pointer; null where none does. No list of ours ever does, and the reader does not look.</summary>
    public static string? NullInList(JsonElement element, string pointer = "")
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var i = 0;
            foreach (var entry in element.EnumerateArray())
            {
                var at = FormattableString.Invariant($"{pointer}/{i++}");
                if (entry.ValueKind == JsonValueKind.Null)
                {
                    return at;
                }

                if (NullInList(entry, at) is { } found)
                {
                    return found;
                }
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (NullInList(member.Value, $"{pointer}/{member.Name}") is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } parameter && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            {
                property.IsRequired = true;
            }
        }
    }
}
