using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>The OpenAPI document of the worker API, made from its endpoints, its records and its table of refusals.</summary>
internal static class WorkerDocument
{
    private const string Name = "worker";
    private const string ProblemName = "Problem";
    private const string Bearer = "bearer";

    // Only this one: another part of the host may serve documents of its own beside it.
    private const string Pattern = "/docs/openapi/{documentName:regex(^worker$)}.json";

    /// <param name="Body">The record in the body of a request, which the call reads by itself.</param>
    /// <param name="IsOptional">An empty body is taken too.</param>
    internal sealed record Takes(Type Body, bool IsOptional);

    public static IServiceCollection AddWorkerDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = static call => call.RelativePath?.StartsWith(WorkerEndpoints.Root[1..], StringComparison.Ordinal) == true;
        options.AddSchemaTransformer(Tidy);
        options.AddOperationTransformer(Complete);
        options.AddDocumentTransformer(Describe);
    });

    public static IEndpointConventionBuilder MapWorkerDocument(this IEndpointRouteBuilder app) => app.MapOpenApi(Pattern);

    /// <summary>Our records leave out what is null, so that exactly what can be null may be missing.</summary>
    private static Task Tidy(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        // Numbers are numbers, although a reader that takes anything would take their text too.
        if (schema.Type is { } kinds && kinds.HasFlag(JsonSchemaType.Integer)) (schema.Type, schema.Pattern) = (kinds & ~JsonSchemaType.String, null);
        var type = context.JsonTypeInfo;
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace != typeof(WorkerDocument).Namespace) return Task.CompletedTask;
        schema.Required = type.Properties.Where(p => !p.IsGetNullable && Nullable.GetUnderlyingType(p.PropertyType) is null).Select(p => p.Name).ToHashSet();
        return Task.CompletedTask;
    }

    private static async Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Takes>().LastOrDefault() is { } takes)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !takes.IsOptional,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(takes.Body, null, stop) },
                },
            };
        }
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused: problem details with a code.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemName, context.Document) },
            },
        };
        if (metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any())
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "CaptchaGrains worker API",
            Version = "1",
            Description = "For programs that work. Everything that is done to a worker is a sanction with its evidence, against which he can appeal once. "
                + "Money is a decimal text in dollars with all its digits. Times are UTC.",
        };
        document.AddComponent<IOpenApiSchema>(ProblemName, ProblemSchema());
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The token of POST /worker/v1/session.",
        });
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = string.Join('\n', Problem.All.Select(p => $"- {p.Status} {p.Code}: {p.Title}")),
        Required = new HashSet<string> { "title", "status", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Enum = [.. Problem.All.Select(p => p.Status).Distinct().Select(s => (JsonNode)s)] },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What is wrong this time, for people." },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Problem.All.Select(p => (JsonNode)p.Code)] },
            ["reason"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Which rule, for programs." },
            ["until"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = "When it is over by itself, where that is known." },
        },
    };
}
