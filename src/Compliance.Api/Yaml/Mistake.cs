namespace Compliance.Api.Yaml;

/// <summary>Something in a file that must be mended before it can be used.</summary>
/// <param name="Line">Counts from 1.</param>
/// <param name="Column">Counts from 1, in characters.</param>
/// <param name="Sentence">What is wrong and how to mend it.</param>
public sealed record Mistake(string File, int Line, int Column, string Sentence)
{
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}: {Sentence}");
}
