using System.Text.Json.Serialization;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Authorities;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Authorities;

public sealed record GetContactsRequest
{
    public string Authority { get; init; } = "";
}

/// <summary>Who is told, and whom to call, in which role.</summary>
/// <param name="Warnings">What works but will trouble somebody later: roles that ladders of a plan tell and that nobody holds, and roles that none can tell. Only in the answer to a change, and null where there is nothing to warn of.</param>
public sealed record ContactsResponse(
    IReadOnlyList<ContactResponse> Contacts, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null)
{
    internal static ContactsResponse From(IEnumerable<Contact> contacts) =>
        new([.. contacts.Select(c => new ContactResponse(c.Role, c.Name, c.Email, c.Phone, c.RoundTheClock))]);
}

/// <summary>Somebody who answers for a role at an authority.</summary>
/// <param name="Role">As ladders name it, such as <c>authority-out-of-hours</c>.</param>
/// <param name="RoundTheClock">Whether somebody answers day and night.</param>
public sealed record ContactResponse(string Role, string Name, string? Email, string? Phone, bool RoundTheClock);

/// <summary>Gives an authority's contacts with everything recorded of them.</summary>
internal sealed class GetContacts(ComplianceDb db) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/authorities/{authority}/contacts",
            ([AsParameters] GetContactsRequest req, GetContacts endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.ReadContacts)
        .WithName(nameof(GetContacts))
        .WithSummary("Read an authority's contacts")
        .WithDescription("Who is told of escalations in which role, and whom providers call. The ETag is needed to change them.")
        .WithTags("Authorities")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    public async Task<Results<Ok<ContactsResponse>, StatusCodeHttpResult>> ExecuteAsync(
        GetContactsRequest req, HttpContext http, CancellationToken ct)
    {
        var stored = await db.Authorities.Where(a => a.TenantId == req.Authority).Select(a => a.Contacts).SingleAsync(ct);
        var tag = StoredContacts.TagOf(stored);
        tag.WriteTo(http.Response);
        return tag.IsHeldBy(http.Request.Headers.IfNoneMatch)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ContactsResponse.From(StoredContacts.Read(stored)));
    }
}
