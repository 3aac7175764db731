using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>How notices reach somebody by e-mail.</summary>
public enum EmailWish
{
    /// <summary>As they come, gathered for five minutes after each.</summary>
    Each,

    /// <summary>One a day, at eight in the morning.</summary>
    Daily,

    /// <summary>None; cases wait in the queue.</summary>
    None,
}

/// <summary>How you want notices. What is red round the clock is sent at once, whatever is wished.</summary>
public sealed record NoticeWishResponse(EmailWish Email)
{
    internal static NoticeWishResponse Of(string stored) => new(Enum.Parse<EmailWish>(stored, ignoreCase: true));

    internal static string Stored(EmailWish wish) => JsonNamingPolicy.KebabCaseLower.ConvertName(wish.ToString());
}

/// <summary>Says how the caller wants notices.</summary>
internal sealed class GetNoticeWish(ComplianceDb db, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/me/notices", (GetNoticeWish endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(http, ct))
        .RequireAuthorization(Permissions.SignedIn)
        .WithName(nameof(GetNoticeWish))
        .WithSummary("How I want notices")
        .WithDescription("`each` as they come, `daily` as one e-mail at eight in the morning, `none` not at all. Red on a round-the-clock ladder is sent at once all the same.")
        .WithTags("Notices");

    public async Task<Ok<NoticeWishResponse>> ExecuteAsync(HttpContext http, CancellationToken ct)
    {
        var stored = await db.Users.Where(u => u.Id == user.Id).Select(u => u.NoticeEmail).SingleAsync(ct);
        new EntityTag(stored).WriteTo(http.Response);
        return TypedResults.Ok(NoticeWishResponse.Of(stored));
    }
}
