using Compliance.Domain.Intake;

namespace Compliance.Api.Providers;

/// <summary>What a file did to the register or, in a dry run, would do.</summary>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="NotWritten">Rows that ended in a conflict or met a busy service: send the file again.</param>
/// <param name="Rows">In the order of the file.</param>
/// <param name="NotInFile">Services on the register that the file does not name; they stay as they are.</param>
public sealed record RegisterManyProvidersResponse(
    bool DryRun, int Created, int Changed, int Unchanged, int NotWritten, IReadOnlyList<RegisterRowResponse> Rows, IReadOnlyList<string> NotInFile)
{
    internal static RegisterManyProvidersResponse From(RegisterUpdate update, Dictionary<int, RegisterRowResult> results, bool isDryRun)
    {
        var rows = update.Steps
            .Select(s => new RegisterRowResponse(s.Row, s.Entry.Key, results.TryGetValue(s.Row, out var result) ? result : ResultOf(s)))
            .ToList();
        int Count(params RegisterRowResult[] any) => rows.Count(r => any.Contains(r.Result));
        return new RegisterManyProvidersResponse(
            isDryRun, Count(RegisterRowResult.Created), Count(RegisterRowResult.Changed), Count(RegisterRowResult.Unchanged),
            Count(RegisterRowResult.Conflict, RegisterRowResult.Busy), rows, update.NotInFile);
    }

    private static RegisterRowResult ResultOf(RegisterStep step) => step switch
    {
        { Known: null } => RegisterRowResult.Created,
        { IsUnchanged: true } => RegisterRowResult.Unchanged,
        _ => RegisterRowResult.Changed,
    };
}

/// <summary>What became of a row.</summary>
/// <param name="Row">As spreadsheets count: the header is row 1.</param>
public sealed record RegisterRowResponse(int Row, string Provider, RegisterRowResult Result);

public enum RegisterRowResult
{
    Created,
    Changed,
    Unchanged,

    /// <summary>Somebody else changed the entry meanwhile, or the key was used with another row; nothing was written.</summary>
    Conflict,

    /// <summary>The service had too much to do; nothing was written.</summary>
    Busy,
}
