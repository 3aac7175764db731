using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Compliance.Api.Docs;

/// <summary>The published contract: what every operation has in common is said here, once.</summary>
public static class OpenApiSetup
{
    private const string Bearer = "bearer";
    private const string ProblemJson = "application/problem+json";

    private static readonly Dictionary<string, string> _tags = new()
    {
        ["Access"] = "Signing in and out, and in which one role.",
        ["Authorities"] = "Local authorities, each a tenant of its own, and whom they want told.",
        ["Checklists"] = "What can be adopted: actions, questions, triggers and ladders, by version.",
        ["Plans"] = "A checklist adopted for a season, with the authority's own thresholds.",
        ["Providers"] = "The authority's register of services.",
        ["Reports"] = "What is reported, what is owed, and where a provider stands.",
        ["Actions"] = "What an authority itself has to do, and how far it is.",
        ["Boards"] = "Every provider at a glance.",
        ["Regions"] = "A region's authorities at a glance.",
        ["Triggers"] = "Where each trigger stands, and why or why not.",
        ["Escalations"] = "Cases: the queue, the evidence, and what people do.",
        ["Receipts"] = "Recompute why a trigger fired or cleared, from its receipt alone.",
    };

    extension(IServiceCollection services)
    {
        public IServiceCollection AddContract() => services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) =>
            {
                Describe(document);
                LeaveOutNull(document);
                foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations?.Values.ToList() ?? []))
                {
                    Examples.AddTo(operation);
                }

                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                AllowLeavingOut(schema, context);
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                Complete(operation, context);
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Whether a member may be null is said where it is used; the kinds themselves must not depend on who uses them first.</summary>
    private static void LeaveOutNull(OpenApiDocument document)
    {
        foreach (var schema in document.Components?.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
        {
            schema.Enum = schema.Enum?.Where(v => v is not null && v.GetValueKind() != JsonValueKind.Null).ToList();
        }
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Compliance",
            Version = "v1",
            Description =
                "Local authorities run their winter plan for adult social care, providers report against it, and the regional "
                + "assurance team is told, with evidence, when contingency triggers fire. Instants are UTC, dates are local. "
                + "Every refusal is a problem (RFC 9457) with a type that never changes and a sentence that says how to mend it. "
                + "New members may be added to answers at any time; nothing is taken away within v1.",
        };
        // Where it runs is not part of the contract.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(_tags.Select(t => new OpenApiTag { Name = t.Key, Description = t.Value }));
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            Description = "The accessToken of POST /v1/sign-in. It speaks for one person in one role.",
        };
    }

    /// <summary>What is left out of answers when there is nothing to say is not promised.</summary>
    private static void AllowLeavingOut(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }])
            {
                schema.Required?.Remove(property.Name);
            }
        }
    }

    private static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        var method = context.Description.HttpMethod ?? "GET";
        var permission = metadata.OfType<IAuthorizeData>().Select(a => a.Policy).FirstOrDefault(p => p is not null);
        foreach (var query in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query) ?? [])
        {
            query.Name = JsonNamingPolicy.CamelCase.ConvertName(query.Name!);
        }

        operation.Security = [];
        if (!isOpen)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
            Refuse(operation, context, 401, "Nobody is signed in, or the token has ended.");
            if (permission is not null && permission != Permissions.SignedIn)
            {
                var roles = Roles.All.Where(r => Roles.May(r, permission)).Order(StringComparer.Ordinal);
                operation.Description = $"{operation.Description}\n\nFor: {string.Join(", ", roles)}.".TrimStart();
                Refuse(operation, context, 403, "The caller's role does not allow this.");
            }
        }

        if (metadata.OfType<AnswersCsv>().Any() && operation.Responses?.GetValueOrDefault("200") is { Content: { } shown })
        {
            shown[ViewFormats.CsvType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        if (operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true)
        {
            Refuse(operation, context, 404, "There is nothing here that the caller may see; missing and foreign look the same.");
        }

        if (method == "POST" && !isOpen && !metadata.OfType<TakesNoKey>().Any())
        {
            Header(operation, "Idempotency-Key", "Any text of at most 200 characters. A repeat with the same body gets the first answer; with another body 422. Kept 48 hours.");
        }

        if (metadata.OfType<NeedsIfMatch>().Any() || method is "PUT" or "PATCH")
        {
            Header(operation, "If-Match", "The ETag of what is changed, as it was read. Needed to change what exists.");
            Refuse(operation, context, 412, "Somebody has changed it since; read it again.");
            Refuse(operation, context, 428, "If-Match is missing.");
        }
    }

    private static void Refuse(OpenApiOperation operation, OpenApiOperationTransformerContext context, int status, string description)
    {
        operation.Responses ??= [];
        var key = status.ToString(CultureInfo.InvariantCulture);
        if (operation.Responses.ContainsKey(key))
        {
            return;
        }

        operation.Responses[key] = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemJson] = new() { Schema = new OpenApiSchemaReference("ProblemDetails", context.Document) },
            },
        };
    }

    private static void Header(OpenApiOperation operation, string name, string description)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.All(p => p.Name != name))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }
}
