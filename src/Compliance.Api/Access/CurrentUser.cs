namespace Compliance.Api.Access;

/// <summary>Who is calling, in which session, under which one hat.</summary>
public sealed class CurrentUser
{
    private ActingSession? _session;

    public string Id => Session.UserId;

    public string Name => Session.Name;

    public string SessionId => Session.Id;

    public ActingHat Hat => Session.Hat;

    private ActingSession Session => _session ?? throw new InvalidOperationException("Nobody is signed in.");

    public bool May(string permission) => Roles.May(Hat.Role, permission);

    internal void Set(ActingSession session) => _session = session;
}

/// <summary>A session as it stood a moment ago.</summary>
public sealed record ActingSession(string Id, string UserId, string Name, ActingHat Hat, DateTime ExpiresOn);
