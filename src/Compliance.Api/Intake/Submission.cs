using System.Security.Cryptography;
using System.Text;
using Compliance.Api.Access;
using Compliance.Api.Data.Writing;
using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Intake;

/// <summary>Takes a request's command into the journal of the tenant it writes for, and turns refusals into problems.</summary>
/// <remarks>An <c>Idempotency-Key</c> counts for one caller and one address; its twin gets the first one's answer.</remarks>
public sealed class Submission(IntakeQueue intake, CurrentUser user, TenantContext tenancy)
{
    public const int KeyMaxLength = 200;

    /// <summary>Who asks and as what, as the journal has it.</summary>
    public string Who => $"{user.Hat.Role}:{user.Id}";

    /// <summary>Gives the outcome if it was accepted, else the problem to answer with.</summary>
    public async Task<(T? Accepted, ProblemHttpResult? Problem)> SubmitAsync<T>(HttpContext http, Command command, CancellationToken ct)
        where T : Outcome
    {
        var (key, problem) = KeyOf(http);
        if (problem is not null)
        {
            return (null, problem);
        }

        var outcome = await SubmitAsync(command, key, ct);
        return outcome is T accepted ? (accepted, null) : (null, Refuse(http, outcome));
    }

    /// <summary>The route and idempotency key of a request; null when it gives none.</summary>
    public static (string? Key, ProblemHttpResult? Problem) KeyOf(HttpContext http)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        return key.Length > KeyMaxLength
            ? (null, Problems.BadRequest("invalid", $"Give an Idempotency-Key of at most {KeyMaxLength} characters."))
            : (key.Length == 0 ? null : $"{http.Request.Method} {http.Request.Path} {key}", null);
    }

    /// <summary>Submits one command.</summary>
    /// <param name="key">Route and idempotency key; null for none.</param>
    public Task<Outcome?> SubmitAsync(Command command, string? key, CancellationToken ct)
    {
        var tenant = tenancy.Tenant ?? throw new InvalidOperationException("This address names no authority to write for.");
        return intake.SubmitAsync(
            key is null
                ? new WorkItem(tenant.Id, command, null, [])
                : new WorkItem(tenant.Id, command, KeyOf(key), SHA256.HashData(Canonical.Write<object>(command))),
            ct);
    }

    public static ProblemHttpResult Refuse(HttpContext http, Outcome? outcome)
    {
        if (outcome is null)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        return outcome switch
        {
            null => Problems.Of(StatusCodes.Status503ServiceUnavailable),
            Missing => Problems.NotFound(),
            Invalid invalid => Problems.Invalid([.. invalid.Faults.Select(f => new FieldProblem(f.Pointer, f.Sentence))]),
            Refused refused => Problems.Conflict(
                refused.Code, refused.Sentence, refused.Names.Count == 0 ? null : new() { ["names"] = refused.Names }),
            MatchNeeded => Problems.PreconditionRequired(),
            Stale => Problems.PreconditionFailed(),
            KeyReused => Problems.Unprocessable(
                "key-reused", "This Idempotency-Key was used before with another body. Use a new key for a new request."),
            _ => throw new InvalidOperationException($"{outcome.GetType().Name} is not a refusal."),
        };
    }

    private string KeyOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id}\n{user.Hat.Key}\n{key}")));
}
