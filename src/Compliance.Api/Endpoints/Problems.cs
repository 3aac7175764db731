using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compliance.Api.Endpoints;

/// <summary>One mistake in a request.</summary>
/// <param name="Pointer">Where, as a JSON pointer into the body; a name without a slash is a parameter of the address.</param>
public sealed record FieldProblem(string Pointer, string Detail);

/// <summary>Every refusal this API gives: a type that never changes, and a sentence that says how to mend it.</summary>
public static class Problems
{
    public const string TypePrefix = "urn:compliance:problem:";

    /// <summary>Shape: each mistake with its place.</summary>
    public static ProblemHttpResult Invalid(params IReadOnlyList<FieldProblem> errors) => Make(
        StatusCodes.Status400BadRequest, "invalid", "The request cannot be understood as it stands.",
        errors.Count == 1 ? errors[0].Detail : $"Mend the {errors.Count} mistakes listed under errors and send the request again.",
        new() { ["errors"] = errors });

    /// <summary>A refusal of shape that has no place in the body.</summary>
    public static ProblemHttpResult BadRequest(string code, string sentence, Dictionary<string, object?>? more = null) =>
        Make(StatusCodes.Status400BadRequest, code, "The request cannot be understood as it stands.", sentence, more);

    public static ProblemHttpResult SignInNeeded(string? sentence = null) => Make(
        StatusCodes.Status401Unauthorized, "sign-in-needed", "Sign in first.",
        sentence ?? "Send POST /v1/sign-in, then repeat the request with the header Authorization: Bearer {accessToken}.");

    public static ProblemHttpResult Forbidden(string? sentence = null) => Make(
        StatusCodes.Status403Forbidden, "forbidden", "Your role does not allow this.",
        sentence ?? "Sign in under a hat whose role allows it, or ask somebody who has one.");

    /// <summary>Missing and foreign look the same.</summary>
    public static ProblemHttpResult NotFound(string? sentence = null) => Make(
        StatusCodes.Status404NotFound, "not-found", "There is nothing here that you may see.",
        sentence ?? "Check the address. It may name something that does not exist, or that your hat does not reach.");

    /// <summary>The state of things refuses; <paramref name="code"/> is contract, <paramref name="sentence"/> is prose.</summary>
    public static ProblemHttpResult Conflict(string code, string sentence, Dictionary<string, object?>? more = null) =>
        Make(StatusCodes.Status409Conflict, code, "This cannot be done as things stand.", sentence, more);

    public static ProblemHttpResult PreconditionFailed() => Make(
        StatusCodes.Status412PreconditionFailed, "changed-meanwhile", "Somebody has changed this since you read it.",
        "Read it again, look at what changed, and repeat the request with the new ETag in If-Match.");

    public static ProblemHttpResult PreconditionRequired() => Make(
        StatusCodes.Status428PreconditionRequired, "if-match-needed", "Say which version you mean to change.",
        "Read it first, and repeat the request with its ETag in the header If-Match.");

    public static ProblemHttpResult Unprocessable(string code, string sentence) =>
        Make(StatusCodes.Status422UnprocessableEntity, code, "The request contradicts an earlier one.", sentence);

    /// <summary>Too much at once; nothing was written.</summary>
    public static BusyResult Busy(int retryAfterSeconds = 1) => new(retryAfterSeconds);

    /// <summary>What the framework refuses with nothing but a number.</summary>
    public static ProblemHttpResult Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => BadRequest("invalid", "Check the address, its parameters and the body against /openapi/v1.json."),
        StatusCodes.Status401Unauthorized => SignInNeeded(),
        StatusCodes.Status403Forbidden => Forbidden(),
        StatusCodes.Status404NotFound => NotFound(),
        StatusCodes.Status405MethodNotAllowed => Make(
            status, "method-not-allowed", "This address does not take that method.", "Use one of the methods in the header Allow."),
        StatusCodes.Status413PayloadTooLarge => Make(
            status, "too-large", "The body is too large.", "Send less at once: split a bulk upload into several requests."),
        StatusCodes.Status415UnsupportedMediaType => Make(
            status, "media-type", "The body is of a kind this address does not take.",
            "Send JSON in UTF-8, with the header Content-Type: application/json."),
        StatusCodes.Status429TooManyRequests => Make(
            status, "too-many-requests", "Too many requests.", "Wait for the seconds in the header Retry-After and try again."),
        StatusCodes.Status503ServiceUnavailable => Make(
            status, "busy", "The service is busy; nothing was written.", "Wait for the seconds in the header Retry-After and try again."),
        _ when status >= 500 => Make(
            status, "fault", "Something is wrong with this service.", "It has been recorded. Try again; if it stays, quote the trace id."),
        _ => Make(status, "refused", "The request was refused.", "Check it against /openapi/v1.json."),
    };

    private static ProblemHttpResult Make(
        int status, string code, string title, string detail, Dictionary<string, object?>? more = null)
    {
        var problem = new ProblemDetails { Status = status, Type = TypePrefix + code, Title = title, Detail = detail };
        foreach (var (name, value) in more ?? [])
        {
            problem.Extensions[name] = value;
        }

        return TypedResults.Problem(problem);
    }
}

/// <summary>503, with when to come again.</summary>
public sealed class BusyResult(int retryAfterSeconds) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status503ServiceUnavailable;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = retryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status503ServiceUnavailable).ExecuteAsync(httpContext);
    }
}
