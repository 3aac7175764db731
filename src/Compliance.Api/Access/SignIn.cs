using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Access;

/// <summary>E-mail address, password and, where somebody wears several hats, the one to act in.</summary>
public sealed record SignInRequest
{
    public string Email { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>A hat's key, such as <c>authority-lead:doncaster</c>; may be left out by whoever has one hat.</summary>
    public string? As { get; init; }
}

/// <summary>The token to send as <c>Authorization: Bearer</c>, and every hat the user could have taken.</summary>
/// <param name="Hat">The hat that the token acts in.</param>
public sealed record SignInResponse(string AccessToken, DateTime ExpiresOn, string Hat, IReadOnlyList<HatResponse> Hats);

/// <summary>One role with its place.</summary>
/// <param name="Key">What <c>as</c> takes.</param>
public sealed record HatResponse(string Key, string Role, string? Authority, string? Region, IReadOnlyList<string> Providers)
{
    public static HatResponse From(ActingHat hat) => new(hat.Key, hat.Role, hat.Tenant, hat.Region, hat.Providers);
}

internal sealed class SignInValidator : AbstractValidator<SignInRequest>
{
    public SignInValidator()
    {
        RuleFor(r => r.Email).NotEmpty().WithMessage("Give the e-mail address.")
            .MaximumLength(User.EmailMaxLength).WithMessage($"An e-mail address has at most {User.EmailMaxLength} characters.");
        RuleFor(r => r.Password).NotEmpty().WithMessage("Give the password.")
            .MaximumLength(PasswordRules.Longest).WithMessage($"A password has at most {PasswordRules.Longest} characters.");
    }
}

/// <summary>Opens a session under one hat and answers with its token.</summary>
internal sealed class SignIn(UserDirectory users, Sessions sessions) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/sign-in", ([FromBody] SignInRequest req, SignIn endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(req, http, ct))
        .AllowAnonymous()
        .RequireRateLimiting(AccessSetup.SignInLimit)
        .WithName(nameof(SignIn))
        .WithSummary("Sign in")
        .WithDescription("Takes an e-mail address and a password and gives a token that acts in one role. Somebody with several roles names one in as; without it, the refusal lists them.")
        .WithTags("Access")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    public async Task<Results<Ok<SignInResponse>, ProblemHttpResult>> ExecuteAsync(SignInRequest req, HttpContext http, CancellationToken ct)
    {
        if (await users.FindAsync(req.Email, req.Password, http.Connection.RemoteIpAddress, ct) is not { } user)
        {
            return Problems.SignInNeeded(
                "The e-mail address or the password is wrong. After several wrong ones further tries from your address wait, a minute at first; try again then.");
        }

        var hats = user.Hats.OrderBy(h => ActingHat.Of(h).Key, StringComparer.Ordinal).ToList();
        var chosen = req.As is null && hats.Count == 1 ? hats[0] : hats.Find(h => ActingHat.Of(h).Key == req.As);
        var offered = hats.Select(h => HatResponse.From(ActingHat.Of(h))).ToList();
        if (chosen is null)
        {
            return Problems.BadRequest("choose-hat", Sentence(req.As, hats), new() { ["hats"] = offered });
        }

        var token = await sessions.StartAsync(user.Id, chosen, ct);
        return TypedResults.Ok(new SignInResponse(token.Value, token.ExpiresOn, ActingHat.Of(chosen).Key, offered));
    }

    private static string Sentence(string? asked, List<Hat> hats) => (asked, hats.Count) switch
    {
        (_, 0) => "You have no hat yet. Ask your authority, region or the operator to give you one.",
        (null, _) => "You wear several hats. Name in 'as' the key of the one to act in.",
        _ => "You do not wear that hat. Name in 'as' the key of one that you do.",
    };
}
