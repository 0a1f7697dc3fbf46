using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CaptchaGrains.Api.Docs.OpenApi;

/// <summary>Schemas in few words.</summary>
internal static class Shape
{
    public static OpenApiSchema Text(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };

    public static OpenApiSchema Integer(string? description = null) => new() { Type = JsonSchemaType.Integer, Description = description };

    public static OpenApiSchema Only(string text) => new() { Type = JsonSchemaType.String, Enum = [text] };

    public static OpenApiSchema OneOf(IEnumerable<JsonNode> values, JsonSchemaType type) => new() { Type = type, Enum = [.. values] };

    public static OpenApiSchema Array(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    /// <param name="members">Those whose name ends with a question mark may be missing.</param>
    public static OpenApiSchema Object(params (string Name, IOpenApiSchema Schema)[] members)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>(), Required = new HashSet<string>() };
        foreach (var (name, member) in members)
        {
            schema.Properties.Add(name.TrimEnd('?'), member);
            if (!name.EndsWith('?')) schema.Required.Add(name);
        }
        return schema;
    }

    public static OpenApiSchema Either(OpenApiDocument document, params string[] schemas) =>
        new() { OneOf = [.. schemas.Select(name => new OpenApiSchemaReference(name, document))] };
}
