using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Api.Intake;
using Compliance.Api.Registers;
using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;

namespace Compliance.Api.Providers;

public sealed record RegisterManyProvidersRequest
{
    public string Authority { get; init; } = "";

    /// <summary>Whether only to say what would happen.</summary>
    public bool? DryRun { get; init; }
}

/// <summary>Brings a register into line with a file of entries.</summary>
internal sealed class RegisterManyProviders(
    ComplianceDb db, HostReader hosts, Submission submission, ReferenceData reference, TimeProvider clock) : IEndpoint
{
    private const int TogetherAtMost = 256;
    private const int MostFaults = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/authorities/{authority}/providers",
            ([AsParameters] RegisterManyProvidersRequest req, RegisterManyProviders endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.WriteRegister)
        .Accepts<string>(RegisterFile.MediaType)
        // A request that does not say what its body is belongs to the other endpoint, which asks for JSON.
        .WithOrder(1)
        .WithName(nameof(RegisterManyProviders))
        .WithSummary("Bring the register into line with a file")
        .WithTags("Providers")
        // One address and method is one operation in the document: registering one provider, whose description tells of this.
        .ExcludeFromDescription();

    /// <summary>Adds the file to the operation that stands in the document for this address.</summary>
    public static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var answer = await context.GetOrCreateSchemaAsync(typeof(RegisterManyProvidersResponse), null, ct);
        operation.RequestBody?.Content?[RegisterFile.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        operation.Responses?["200"] = new OpenApiResponse
        {
            Description = "Of a file: what became of each row, in their order.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = answer } },
        };
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "dryRun",
            In = ParameterLocation.Query,
            Description = "Of a file: whether only to say what would happen.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean },
        });
    }

    public async Task<Results<Ok<RegisterManyProvidersResponse>, ProblemHttpResult>> ExecuteAsync(
        RegisterManyProvidersRequest req, HttpContext http, CancellationToken ct)
    {
        var (key, problem) = Submission.KeyOf(http);
        if (problem is not null)
        {
            return problem;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, ct);
        var file = RegisterFile.Read(body.GetBuffer().AsSpan(0, (int)body.Length));
        var update = await CompareAsync(req.Authority, file, ct);
        var faults = file.Faults.Concat(update.Faults).Take(MostFaults).Select(f => new FieldProblem(f.Pointer, f.Sentence)).ToList();
        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        foreach (var step in update.Steps.Where(s => !s.IsUnchanged && s.Entry.Host is not null))
        {
            if (await hosts.RefuseAsync(step.Entry.Host, step.Entry.ServiceId, ct) is { } mend)
            {
                faults.Add(new FieldProblem(FormattableString.Invariant($"/rows/{step.Row}/host"), mend));
            }
        }

        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        var isDryRun = req.DryRun is true;
        var results = isDryRun ? [] : await WriteAsync(update, key, ct);
        return TypedResults.Ok(RegisterManyProvidersResponse.From(update, results, isDryRun));
    }

    private async Task<RegisterUpdate> CompareAsync(string authority, RegisterFile file, CancellationToken ct)
    {
        var rows = await db.Providers.AsNoTracking().Where(p => p.TenantId == authority).ToListAsync(ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return RegisterUpdate.Of(
            [.. file.Rows.Take(RegisterFile.MostRows)], rows.ToDictionary(r => r.Key, r => r.ToEntry()), authority, reference, today);
    }

    /// <returns>What became of the rows that were not as they should be, by row.</returns>
    private async Task<Dictionary<int, RegisterRowResult>> WriteAsync(RegisterUpdate update, string? key, CancellationToken ct)
    {
        var results = new Dictionary<int, RegisterRowResult>();
        // In parts, to leave other callers room in the queue.
        foreach (var part in update.Steps.Where(s => !s.IsUnchanged).Chunk(TogetherAtMost))
        {
            var outcomes = await Task.WhenAll(part.Select(s => submission.SubmitAsync(
                s.ToCommand(submission.Who), key is null ? null : $"{key}\n{s.Entry.Key}", ct)));
            foreach (var (step, outcome) in part.Zip(outcomes))
            {
                results[step.Row] = outcome switch
                {
                    Stored { Created: true } => RegisterRowResult.Created,
                    Stored => RegisterRowResult.Changed,
                    null => RegisterRowResult.Busy,
                    _ => RegisterRowResult.Conflict,
                };
            }
        }

        return results;
    }
}
