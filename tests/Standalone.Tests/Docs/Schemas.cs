using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaptchaGrains.Standalone.Tests.Docs;

/// <summary>An OpenAPI document, and whether values fit its schemas: the part of JSON Schema that our documents use, and no other word passes unseen.</summary>
internal sealed class Schemas(JsonNode document)
{
    private static readonly HashSet<string> SaysNothing = ["description", "format", "discriminator", "default"];

    /// <summary>Every reference, and where it leads; null: nowhere.</summary>
    public IReadOnlyList<(string Reference, JsonNode? Target)> References()
    {
        var found = new List<(string, JsonNode?)>();
        Walk(document);
        return found;

        void Walk(JsonNode? node)
        {
            if (node is JsonObject members)
            {
                if (members["$ref"] is JsonValue reference) found.Add((reference.GetValue<string>(), Resolve(reference.GetValue<string>())));
                foreach (var (_, value) in members) Walk(value);
            }
            else if (node is JsonArray items)
            {
                foreach (var item in items) Walk(item);
            }
        }
    }

    public JsonNode Named(string name) => document["components"]!["schemas"]![name]!;

    public JsonNode RequestOf(string path) => document["paths"]![path]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;

    public JsonNode ReplyOf(string path, string method = "post", string status = "200", string type = "application/json") =>
        document["paths"]![path]![method]!["responses"]![status]!["content"]![type]!["schema"]!;

    /// <returns>What does not fit; null: all does.</returns>
    public string? Flaw(JsonNode? schema, JsonNode? value, string at = "$")
    {
        foreach (var (word, says) in schema!.AsObject())
        {
            var flaw = word switch
            {
                "$ref" => Flaw(Resolve(says!.GetValue<string>()), value, at),
                "type" => IsOf(says!, value) ? null : $"{at} is no {says!.ToJsonString()}",
                "enum" => says!.AsArray().Any(choice => JsonNode.DeepEquals(choice, value)) ? null : $"{at} is none of {says.ToJsonString()}",
                "oneOf" => says!.AsArray().Count(choice => Flaw(choice, value, at) is null) == 1 ? null : $"{at} is not exactly one of {says.ToJsonString()}",
                "anyOf" => says!.AsArray().Any(choice => Flaw(choice, value, at) is null) ? null : $"{at} is none of {says.ToJsonString()}",
                "required" => says!.AsArray().Select(name => name!.GetValue<string>()).FirstOrDefault(name => value is JsonObject o && !o.ContainsKey(name)) is { } missing
                    ? $"{at}.{missing} is missing" : null,
                "properties" => value is JsonObject members
                    ? says!.AsObject().Where(p => members.ContainsKey(p.Key)).Select(p => Flaw(p.Value, members[p.Key], $"{at}.{p.Key}")).FirstOrDefault(f => f is not null) : null,
                "items" => value is JsonArray items ? items.Select((item, i) => Flaw(says, item, $"{at}[{i}]")).FirstOrDefault(f => f is not null) : null,
                "minimum" => Number(value) is { } n && n < Number(says) ? $"{at} is below {says}" : null,
                "maximum" => Number(value) is { } n && n > Number(says) ? $"{at} is above {says}" : null,
                "minLength" => Length(value) is { } n && n < Number(says) ? $"{at} is too short" : null,
                "maxLength" => Length(value) is { } n && n > Number(says) ? $"{at} is too long" : null,
                _ => SaysNothing.Contains(word) ? null : throw new NotSupportedException($"What does '{word}' mean?"),
            };
            if (flaw is not null) return flaw;
        }
        return null;
    }

    private JsonNode? Resolve(string reference)
    {
        var node = document;
        foreach (var part in reference.TrimStart('#', '/').Split('/')) node = node?[part];
        return node;
    }

    private static bool IsOf(JsonNode type, JsonNode? value)
    {
        if (type is JsonArray several) return several.Any(t => IsOf(t!, value));
        return type.GetValue<string>() switch
        {
            "null" => value is null,
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => value?.GetValueKind() == JsonValueKind.String,
            "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "number" => Number(value) is not null,
            "integer" => Number(value) is { } number && decimal.IsInteger(number),
            var other => throw new NotSupportedException($"What is a '{other}'?"),
        };
    }

    private static decimal? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static int? Length(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>().EnumerateRunes().Count() : null;
}
