using Compliance.Api.Data;
using Compliance.Api.Data.Entities;

namespace Compliance.Api.Access;

/// <summary>Notes what one request of a region's reviewer reads of an authority: cases, and what is shared. Figures are not noted.</summary>
/// <remarks>It goes to the log in the moment before the answer leaves, and only if there is one: who was refused has read nothing.</remarks>
internal sealed class ForeignReads(AccessLog log, CurrentUser user, TimeProvider clock)
{
    private readonly List<Read> _reads = [];

    /// <summary>The case that an address names; nothing to note where it names none.</summary>
    public void Note(HttpContext http, ReachedCase? reached)
    {
        if (reached is not null)
        {
            Note(http, new Read(reached.Tenant, reached.Provider, [reached.Id], null));
        }
    }

    /// <summary>What is read by a share.</summary>
    public void Note(HttpContext http, LiveShare share) => Note(http, new Read(share.Tenant, share.Provider, [], share.Id));

    /// <summary>Cases shown in a list, by authority.</summary>
    public void Note(HttpContext http, IEnumerable<(string Tenant, string Case)> cases)
    {
        foreach (var authority in cases.GroupBy(c => c.Tenant, c => c.Case))
        {
            Note(http, new Read(authority.Key, null, [.. authority], null));
        }
    }

    private void Note(HttpContext http, Read read)
    {
        if (user.Hat.Role != Roles.Reviewer)
        {
            return;
        }

        if (_reads.Count == 0)
        {
            http.Response.OnStarting(() => WriteAsync(http));
        }

        _reads.Add(read);
    }

    private async Task WriteAsync(HttpContext http)
    {
        if (http.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            return;
        }

        var now = clock.UtcNow;
        foreach (var read in _reads)
        {
            await log.WriteAsync(new AccessRow
            {
                TenantId = read.Tenant,
                ReadOn = now,
                Id = log.NextId(),
                UserId = user.Id,
                Role = user.Hat.Role,
                RegionId = user.Hat.Region ?? "",
                Method = http.Request.Method,
                Address = http.Request.Path.Value ?? "",
                Provider = read.Provider,
                Cases = read.Cases,
                ShareId = read.Share,
            });
        }
    }

    private sealed record Read(string Tenant, string? Provider, IReadOnlyList<string> Cases, string? Share);
}
