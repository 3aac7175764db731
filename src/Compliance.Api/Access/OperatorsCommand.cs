using System.Security.Cryptography;
using Compliance.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Access;

/// <summary>
/// <c>operators add EMAIL</c> and <c>users add EMAIL HAT...</c>, on the command line of the host. The password comes from
/// standard input; without one, a new one is made and shown this once.
/// </summary>
public static class OperatorsCommand
{
    public const string Usage = """
        operators add EMAIL
        users add EMAIL HAT...     a HAT is authority-lead:AUTHORITY, reviewer:REGION,
                                   provider-manager:AUTHORITY:PROVIDER,PROVIDER or operator
        """;

    private const int ShortestPassword = 12;

    public static bool Handles(string[] args) => args is ["operators" or "users", ..];

    /// <summary>Does what the words say; 0 is success, 2 a mistake in the words.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, TextReader input, TextWriter output)
    {
        // Settings may follow the words, as everywhere on this command line.
        string[] words = [.. args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal))];
        var hats = words switch
        {
            ["operators", "add", _] => [ActingHat.Parse(Roles.Operator)],
            ["users", "add", _, _, ..] => words[3..].Select(ActingHat.Parse).ToArray(),
            _ => [null],
        };
        if (hats.Contains(null))
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var given = Console.IsInputRedirected || input != Console.In ? await input.ReadLineAsync() : null;
        if (given is { Length: > 0 and < ShortestPassword })
        {
            await output.WriteLineAsync($"A password has at least {ShortestPassword} characters.");
            return 2;
        }

        var password = string.IsNullOrEmpty(given) ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) : given;
        await services.GetRequiredService<SchemaUpdate>().ApplyAsync(CancellationToken.None);
        try
        {
            await services.GetRequiredService<UserDirectory>().PutAsync(
                words[2], words[2], password, hats.OfType<ActingHat>(), CancellationToken.None);
        }
        catch (DbUpdateException)
        {
            await output.WriteLineAsync("Nothing was added. Check that the authority or region of each hat exists.");
            return 2;
        }

        await output.WriteLineAsync(string.IsNullOrEmpty(given)
            ? $"{words[2]} can sign in. The password, shown only now: {password}"
            : $"{words[2]} can sign in.");
        return 0;
    }
}
