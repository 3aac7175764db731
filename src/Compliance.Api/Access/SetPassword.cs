using Compliance.Api.Endpoints;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Access;

/// <summary>The token of a single-use link, and the password that its holder chooses.</summary>
public sealed record SetPasswordRequest
{
    /// <summary>What stands after <c>token=</c> in the link.</summary>
    public string Token { get; init; } = "";

    /// <summary>12 to 1000 characters.</summary>
    public string Password { get; init; } = "";
}

internal sealed class SetPasswordValidator : AbstractValidator<SetPasswordRequest>
{
    private const int TokenMaxLength = 200;

    public SetPasswordValidator()
    {
        RuleFor(r => r.Token).NotEmpty().WithMessage("Give the token of the link.")
            .MaximumLength(TokenMaxLength).WithMessage($"A token has at most {TokenMaxLength} characters.");
        RuleFor(r => r.Password).Must(p => PasswordRules.Mistake(p) is null).WithMessage((_, p) => PasswordRules.Mistake(p));
    }
}

/// <summary>Sets the password of whoever holds a single-use link.</summary>
internal sealed class SetPassword(PasswordLinks links) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/passwords", ([FromBody] SetPasswordRequest req, SetPassword endpoint, CancellationToken ct) => endpoint.ExecuteAsync(req, ct))
        .AllowAnonymous()
        .RequireRateLimiting(AccessSetup.SignInLimit)
        .WithName(nameof(SetPassword))
        .WithSummary("Set a password by link")
        .WithDescription("Takes the token of a single-use link and a new password. All sessions of the user end, and all links of the user are used up. A link that is used, expired or unknown is refused with one and the same sentence.")
        .WithTags("Access")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    public async Task<Results<NoContent, ProblemHttpResult>> ExecuteAsync(SetPasswordRequest req, CancellationToken ct) =>
        await links.UseAsync(req.Token, req.Password, ct)
            ? TypedResults.NoContent()
            : Problems.BadRequest("link-not-valid", PasswordLinks.NotValid);
}
