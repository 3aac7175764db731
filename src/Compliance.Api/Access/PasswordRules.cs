namespace Compliance.Api.Access;

/// <summary>What a password must be, wherever one is set.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;

    // Hashing is dear; nobody's password is this long.
    public const int Longest = 1000;

    /// <summary>What is wrong with a password, in a sentence; null when it will do.</summary>
    public static string? Mistake(string password) => password switch
    {
        { Length: < Shortest } => $"A password has at least {Shortest} characters.",
        { Length: > Longest } => $"A password has at most {Longest} characters.",
        _ when password.Distinct().Count() == 1 => "A password is more than one character over and over.",
        _ => null,
    };
}
