using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Compliance.Api.Endpoints;

/// <summary>Turns what the framework refuses or throws into problems; what is a fault of ours says nothing of its inside.</summary>
internal sealed partial class Refusals : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Of(exception);
        httpContext.Response.StatusCode = problem.StatusCode;
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult Of(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadIfMatchException bad => Problems.BadRequest("invalid", bad.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => Problems.BadRequest("invalid", Sentence(bad)),
        BadHttpRequestException bad => Problems.Of(bad.StatusCode),
        DbUpdateConcurrencyException => Problems.PreconditionFailed(),
        _ => Problems.Of(StatusCodes.Status500InternalServerError),
    };

    /// <summary>What is wrong with a text that was to be JSON.</summary>
    public static ProblemHttpResult Malformed(JsonException json) => Problems.Invalid(MistakeOf(json));

    /// <summary>The mistake in a text that was to be JSON, and where it is.</summary>
    public static FieldProblem MistakeOf(JsonException json)
    {
        var pointer = Pointer.FromJsonPath(json.Path);
        if (UnknownMember().Match(json.Message) is { Success: true } unknown)
        {
            var name = unknown.Groups[1].Value;
            return new FieldProblem(
                pointer.EndsWith("/" + name, StringComparison.Ordinal) ? pointer : $"{pointer}/{name}",
                $"There is no member '{name}' here. Check its spelling, or leave it out.");
        }

        if (DuplicateMember().Match(json.Message) is { Success: true } twice)
        {
            return new FieldProblem(pointer, $"The member '{twice.Groups[1].Value}' stands here twice. Keep one.");
        }

        if (MissingMembers().Match(json.Message) is { Success: true } missing)
        {
            return new FieldProblem(pointer, $"Something is missing here: {missing.Groups[1].Value}. Give it.");
        }

        return new FieldProblem(pointer, OwnWords(json) ? json.Message : Sentence(json, pointer));
    }

    private static string Sentence(JsonException json, string pointer)
    {
        var place = json.LineNumber is { } line ? $" (line {line + 1}, byte {json.BytePositionInLine + 1})" : "";
        var what = pointer.Length == 0 ? "The body" : $"The value at {pointer}";

        // The reader's own syntax errors carry its internal exception; values of the wrong kind do not.
        return json.InnerException?.GetType().Name == "JsonReaderException"
            ? $"The body is not well-formed JSON{place}. Look for a missing comma, quotation mark or bracket."
            : WordsFor(json) is { } words ? $"{what} is of the wrong kind{place}. Give one of: {words}."
            : $"{what} is of the wrong kind{place}. Check it against /openapi/v1.json.";
    }

    /// <summary>The words that a member of a fixed set takes; null for members of other kinds.</summary>
    private static string? WordsFor(JsonException json)
    {
        // The exception names the type in its sentence and nowhere else.
        var name = TypeName().Match(json.Message).Groups[1].Value;
        var type = name.Length == 0 ? null : AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(name)).FirstOrDefault(t => t is not null);
        return type?.IsEnum is true
            ? string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))
            : null;
    }

    private static bool OwnWords(JsonException json) => json.Message.StartsWith("Give ", StringComparison.Ordinal);

    private static string Sentence(BadHttpRequestException bad) =>
        Parameter().Match(bad.Message) is { Success: true } parameter
            ? $"The parameter '{parameter.Groups[1].Value}' is missing or of the wrong kind. Check it against /openapi/v1.json."
            : bad.Message.Contains("body", StringComparison.OrdinalIgnoreCase)
                ? "This address needs a JSON body that is neither missing nor null. Send an object, with the header Content-Type: application/json."
                : "Check the address, its parameters and the body against /openapi/v1.json.";

    [GeneratedRegex("JSON property '([^']*)' could not be mapped")]
    private static partial Regex UnknownMember();

    [GeneratedRegex(@"could not be converted to (?:System\.Nullable`1\[)?(Compliance(?:\.[A-Za-z]+)+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("[Dd]uplicate property '([^']*)'")]
    private static partial Regex DuplicateMember();

    [GeneratedRegex("missing required properties including: ([^.]*)\\.")]
    private static partial Regex MissingMembers();

    [GeneratedRegex("parameter \"[^\"]*?([A-Za-z]+)\" (?:from|was not provided from (?:query|route|header))")]
    private static partial Regex Parameter();
}

public static class RefusalSetup
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddRefusals()
        {
            services.AddProblemDetails(o => o.CustomizeProblemDetails = c =>
                c.ProblemDetails.Extensions["traceId"] = Activity.Current?.Id ?? c.HttpContext.TraceIdentifier);
            services.AddExceptionHandler<Refusals>();

            // The same in every environment, so that the reason reaches the caller and not only the log.
            services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
            return services;
        }
    }

    extension(IApplicationBuilder app)
    {
        /// <summary>First in the pipeline: nothing leaves without a problem that says how to mend it.</summary>
        public IApplicationBuilder UseRefusals()
        {
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
                SuppressDiagnosticsCallback = c => c.Exception is BadHttpRequestException or DbUpdateConcurrencyException,
            });
            // The reader of bodies fails on a charset it does not know, which is the sender's doing.
            app.Use((http, next) =>
                MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue
                && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
                    ? Problems.Of(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(http)
                    : next(http));
            return app.UseStatusCodePages(c => Problems.Of(c.HttpContext.Response.StatusCode).ExecuteAsync(c.HttpContext));
        }
    }
}
