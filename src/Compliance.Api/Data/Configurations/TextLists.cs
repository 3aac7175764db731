using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal static class TextLists
{
    extension(PropertyBuilder<IReadOnlyList<string>> property)
    {
        /// <summary>Keeps a short list of words in one column, as JSON.</summary>
        public void IsTextList() => property.HasColumnType("text").HasConversion(
            words => JsonSerializer.Serialize(words, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyList<string>>(
                (a, b) => a!.SequenceEqual(b!),
                words => words.Aggregate(0, HashCode.Combine),
                words => words.ToList()));
    }
}
