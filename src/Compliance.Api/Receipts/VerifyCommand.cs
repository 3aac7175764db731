using System.Text.Json;

namespace Compliance.Api.Receipts;

/// <summary>The command <c>receipts verify FILE</c>: recomputes a receipt without the service and without a database.</summary>
public static class VerifyCommand
{
    private const int MostBytes = 16 * 1024 * 1024;

    public static bool Handles(string[] args) => args is ["receipts", ..];

    /// <returns>0 when the receipt is what follows from its own readings, 1 when it is not, 2 when it cannot be read.</returns>
    public static int Run(string[] args, TextWriter output)
    {
        if (args is not ["receipts", "verify", var file])
        {
            output.WriteLine("Use: receipts verify FILE");
            return 2;
        }

        try
        {
            return new FileInfo(file) is { Exists: true, Length: > MostBytes }
                ? Refuse(output, file, ["It is too large to be a receipt."])
                : Verify(ReceiptReader.Read(File.ReadAllBytes(file)), file, output);
        }
        catch (JsonException e)
        {
            return Refuse(output, file, [$"It is not well-formed JSON: {e.Message}"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refuse(output, file, [e.Message]);
        }
    }

    private static int Verify(GivenReceipt given, string file, TextWriter output)
    {
        if (given.Mistakes.Count > 0)
        {
            return Refuse(output, file, given.Mistakes.Select(m => $"{m.Pointer}: {m.Detail}"));
        }

        var differences = given.Verify();
        output.WriteLine(differences.Count == 0
            ? $"{file}: verified. All it says follows from its own readings."
            : $"{file}: not verified. {differences.Count} place{(differences.Count == 1 ? " does" : "s do")} not follow from its own readings:");
        foreach (var difference in differences)
        {
            output.WriteLine($"  {difference.Pointer}: {difference.Sentence}");
        }

        return differences.Count == 0 ? 0 : 1;
    }

    private static int Refuse(TextWriter output, string file, IEnumerable<string> mistakes)
    {
        output.WriteLine($"{file}: cannot be read as a receipt.");
        foreach (var mistake in mistakes)
        {
            output.WriteLine($"  {mistake}");
        }

        return 2;
    }
}
