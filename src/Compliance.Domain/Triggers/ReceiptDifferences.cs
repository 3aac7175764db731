using System.Text.Json;

namespace Compliance.Domain.Triggers;

/// <summary>Compares what a receipt says with what follows from it, member by member.</summary>
public static class ReceiptDifferences
{
    private const int Most = 50;
    private const int Longest = 200;

    /// <param name="said">The receipt as JSON.</param>
    /// <param name="follows">The receipt as it follows, in the same form.</param>
    public static IReadOnlyList<ReceiptDifference> Between(ReadOnlySpan<byte> said, ReadOnlySpan<byte> follows)
    {
        var (one, other) = (Read(said), Read(follows));
        return [.. Between(one, other, "").Take(Most)];
    }

    private static JsonElement Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        return JsonElement.ParseValue(ref reader);
    }

    private static IEnumerable<ReceiptDifference> Between(JsonElement? said, JsonElement? follows, string pointer)
    {
        if (said is { ValueKind: JsonValueKind.Object } one && follows is { ValueKind: JsonValueKind.Object } other)
        {
            var names = one.EnumerateObject().Concat(other.EnumerateObject()).Select(p => p.Name).Distinct();
            return names.SelectMany(n => Between(Member(one, n), Member(other, n), $"{pointer}/{n}"));
        }

        if (said is { ValueKind: JsonValueKind.Array } these && follows is { ValueKind: JsonValueKind.Array } those)
        {
            return Enumerable.Range(0, Math.Max(these.GetArrayLength(), those.GetArrayLength()))
                .SelectMany(i => Between(At(these, i), At(those, i), FormattableString.Invariant($"{pointer}/{i}")));
        }

        return IsSame(said, follows) ? [] : [new ReceiptDifference(pointer, Sentence(pointer, said, follows))];
    }

    private static bool IsSame(JsonElement? said, JsonElement? follows) => (said, follows) switch
    {
        (null or { ValueKind: JsonValueKind.Null }, null or { ValueKind: JsonValueKind.Null }) => true,
        ({ } one, { } other) => JsonElement.DeepEquals(one, other) || (InstantOf(one) is { } on && on == InstantOf(other)),
        _ => false,
    };

    // Whoever passed the receipt on may have written its instants in another way.
    private static DateTimeOffset? InstantOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var on) && value.GetString()!.Contains('T', StringComparison.Ordinal) ? on : null;

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? At(JsonElement array, int index) => index < array.GetArrayLength() ? array[index] : null;

    private static string Sentence(string pointer, JsonElement? said, JsonElement? follows) => pointer switch
    {
        "/triggerHash" => $"The receipt says the trigger has the hash {Text(said)}; the definition it holds has {Text(follows)}.",
        "/before" => $"The receipt says the level before was {Text(said)}; the state before the step that it holds says {Text(follows)}.",
        "/after" => $"The receipt says the level after is {Text(said)}; by its own readings it is {Text(follows)}.",
        _ when follows is null or { ValueKind: JsonValueKind.Null } => $"The receipt says {Text(said)}; nothing of that kind follows from its own readings, or nothing looks at it.",
        _ when said is null or { ValueKind: JsonValueKind.Null } => $"The receipt does not say so, but from its own readings follows {Text(follows)}.",
        _ => $"The receipt says {Text(said)}; from its own readings follows {Text(follows)}.",
    };

    private static string Text(JsonElement? value) => value is not { } known ? "nothing"
        : known.ValueKind == JsonValueKind.String ? Short(known.GetString()!)
        : Short(known.GetRawText());

    private static string Short(string text) => text.Length > Longest ? text[..Longest] + "…" : text;
}
