using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace Compliance.Api.Access;

/// <summary>Opens tokens, and remembers those it has opened: one token comes with every request of a session.</summary>
/// <remarks>Opened is not believed: when it ends, and whether its session is still open, is looked at each time.</remarks>
internal sealed class KnownTickets(ISecureDataFormat<AuthenticationTicket> tokens) : ISecureDataFormat<AuthenticationTicket>
{
    private const int KeptAtMost = 20_000;

    private readonly ConcurrentDictionary<string, AuthenticationTicket> _opened = new(StringComparer.Ordinal);

    public string Protect(AuthenticationTicket data) => tokens.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => tokens.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => tokens.Unprotect(protectedText, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText)
    {
        if (protectedText is null)
        {
            return null;
        }

        if (_opened.TryGetValue(protectedText, out var known))
        {
            return known;
        }

        if (tokens.Unprotect(protectedText) is not { } ticket)
        {
            return null;
        }

        if (_opened.Count >= KeptAtMost)
        {
            _opened.Clear();
        }

        return _opened[protectedText] = ticket;
    }
}
