using System.Security.Cryptography;
using Compliance.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Access;

/// <summary>
/// <c>operators add EMAIL</c>, <c>users add EMAIL HAT...</c> and <c>users link EMAIL</c>, on the command line of the host. An
/// operator's password comes from standard input; without one, a new one is made and shown this once. Everybody else is given a
/// single-use link and sets their own.
/// </summary>
public static class OperatorsCommand
{
    public const string Usage = """
        operators add EMAIL
        users add EMAIL HAT...     a HAT is authority-lead:AUTHORITY, reviewer:REGION,
                                   provider-manager:AUTHORITY:PROVIDER,PROVIDER or operator
        users link EMAIL           a new link to set a password, for somebody who has forgotten theirs
        """;

    private const int Success = 0;
    private const int Mistake = 2;

    public static bool Handles(string[] args) => args is ["operators" or "users", ..];

    /// <summary>Does what the words say; 0 is success, 2 a mistake in the words.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, TextReader input, TextWriter output)
    {
        // Settings may follow the words, as everywhere on this command line.
        string[] words = [.. args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal))];
        await services.GetRequiredService<SchemaUpdate>().ApplyAsync(CancellationToken.None);
        try
        {
            return words switch
            {
                ["operators", "add", var email] => await AddOperatorAsync(services, email, input, output),
                ["users", "add", var email, .. { Length: > 0 } hats] when hats.All(h => ActingHat.Parse(h) is not null) =>
                    await AddUserAsync(services, email, [.. hats.Select(h => ActingHat.Parse(h)!)], output),
                ["users", "link", var email] => await LinkAsync(services, email, output),
                _ => await SayAsync(output, Usage, Mistake),
            };
        }
        catch (DbUpdateException)
        {
            return await SayAsync(output, "Nothing was added. Check that the authority or region of each hat exists.", Mistake);
        }
    }

    private static async Task<int> AddOperatorAsync(IServiceProvider services, string email, TextReader input, TextWriter output)
    {
        var given = Console.IsInputRedirected || input != Console.In ? await input.ReadLineAsync() : null;
        var password = string.IsNullOrEmpty(given) ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) : given;
        if (PasswordRules.Mistake(password) is { } mistake)
        {
            return await SayAsync(output, mistake, Mistake);
        }

        await services.GetRequiredService<UserDirectory>().PutAsync(
            email, email, password, [new ActingHat(Roles.Operator, null, null, [])], CancellationToken.None);
        return await SayAsync(
            output, string.IsNullOrEmpty(given) ? $"{email} can sign in. The password, shown only now: {password}" : $"{email} can sign in.", Success);
    }

    private static async Task<int> AddUserAsync(IServiceProvider services, string email, IReadOnlyList<ActingHat> hats, TextWriter output)
    {
        var user = await services.GetRequiredService<UserDirectory>().PutAsync(email, email, null, hats, CancellationToken.None);
        return user.HasPassword
            ? await SayAsync(output, $"{email} has the hats, and signs in with the password as before.", Success)
            : await LinkAsync(services, email, output);
    }

    private static async Task<int> LinkAsync(IServiceProvider services, string email, TextWriter output)
    {
        if (await services.GetRequiredService<UserDirectory>().FindAsync(email, CancellationToken.None) is not { } user)
        {
            return await SayAsync(output, $"There is nobody with the address {email}. Check it, or add them with users add.", Mistake);
        }

        var link = await services.GetRequiredService<PasswordLinks>().MakeAsync(user.Id, CancellationToken.None);
        return await SayAsync(output, $"{email} sets a password here, once, within {PasswordLinks.ValidFor.Days} days: {link}", Success);
    }

    private static async Task<int> SayAsync(TextWriter output, string sentence, int code)
    {
        await output.WriteLineAsync(sentence);
        return code;
    }
}
