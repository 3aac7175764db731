using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Notices;

/// <summary>How you want notices from now on.</summary>
public sealed record SetNoticeWishBody
{
    /// <summary><c>each</c>, <c>daily</c> or <c>none</c>.</summary>
    public EmailWish? Email { get; init; }
}

internal sealed class SetNoticeWishValidator : AbstractValidator<SetNoticeWishBody>
{
    public SetNoticeWishValidator()
    {
        RuleFor(b => b.Email).NotNull().WithMessage("Say how you want e-mails: each, daily or none.");
    }
}

/// <summary>Sets how the caller wants notices.</summary>
internal sealed class SetNoticeWish(ComplianceDb db, CurrentUser user) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/me/notices", (SetNoticeWishBody body, SetNoticeWish endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(body, http, ct))
        .RequireAuthorization(Permissions.SignedIn)
        .WithName(nameof(SetNoticeWish))
        .WithSummary("Set how I want notices")
        .WithDescription("Holds for all your roles, from the next event on. Red on a round-the-clock ladder is sent at once all the same.")
        .WithTags("Notices");

    public async Task<Results<Ok<NoticeWishResponse>, ProblemHttpResult>> ExecuteAsync(SetNoticeWishBody body, HttpContext http, CancellationToken ct)
    {
        var own = db.Users.Where(u => u.Id == user.Id);
        var stored = await own.Select(u => u.NoticeEmail).SingleAsync(ct);
        var asked = NoticeWishResponse.Stored(body.Email!.Value);
        if (new EntityTag(stored).Refuse(http.Request.Headers.IfMatch) is { } problem)
        {
            return problem;
        }

        if (await own.Where(u => u.NoticeEmail == stored).ExecuteUpdateAsync(u => u.SetProperty(x => x.NoticeEmail, asked), ct) == 0)
        {
            return Problems.PreconditionFailed();
        }

        new EntityTag(asked).WriteTo(http.Response);
        return TypedResults.Ok(new NoticeWishResponse(body.Email.Value));
    }
}
