using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaptchaGrains.Api.Orders;
using Microsoft.OpenApi;

namespace CaptchaGrains.Api.Docs.OpenApi;

/// <summary>What the table of parameters says of one, as a schema of version 2. Bounds and choices are read from its range.</summary>
internal static partial class ParameterSchema
{
    public static OpenApiSchema Of(Parameter parameter)
    {
        var schema = new OpenApiSchema { Type = TypeOf(parameter), Description = Description(parameter) };
        switch (parameter.Type)
        {
            case "flag":
                (schema.Minimum, schema.Maximum) = ("0", "1");
                break;
            case "number" or "decimal" when Bounds().Match(parameter.Range) is { Success: true } bounds:
                (schema.Minimum, schema.Maximum) = (bounds.Groups[1].Value, bounds.Groups[2].Value);
                break;
            case "text" when Choices().IsMatch(parameter.Range):
                schema.Enum = [.. parameter.Range.Split(", ").Select(choice => (JsonNode)choice)];
                break;
            case "text" when Bounds().Match(parameter.Range) is { Success: true } lengths:
                (schema.MinLength, schema.MaxLength) = (Number(lengths.Groups[1]), Number(lengths.Groups[2]));
                break;
            case "text" or "address" when Longest().Match(parameter.Range) is { Success: true } longest:
                schema.MaxLength = Number(longest.Groups[1]);
                break;
            case "base64" or "base64 or file":
                schema.Format = "byte";
                break;
            case "id":
                schema.Minimum = "1";
                break;
        }
        if (parameter.Type == "address") schema.Format = "uri";
        return schema;
    }

    private static JsonSchemaType TypeOf(Parameter parameter) => parameter.Type switch
    {
        "flag" => JsonSchemaType.Boolean | JsonSchemaType.Integer,
        "number" when parameter.Range.Contains("decimals", StringComparison.Ordinal) => JsonSchemaType.Number,
        "number" or "id" => JsonSchemaType.Integer,
        "decimal" => JsonSchemaType.Number,
        "object" => JsonSchemaType.Object,
        "text or object" => JsonSchemaType.String | JsonSchemaType.Object,
        "text or number" => JsonSchemaType.String | JsonSchemaType.Integer,
        "text" or "address" or "base64" or "base64 or file" => JsonSchemaType.String,
        var other => throw new InvalidOperationException($"What is '{other}' in JSON?"),
    };

    private static string Description(Parameter parameter)
    {
        var text = parameter.Meaning;
        if (parameter.Range.Length > 0) text += $" Values: {parameter.Range}.";
        if (parameter.Default.Length > 0) text += $" Default: {parameter.Default}.";
        return text;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d+(?:\.\d+)?) … (\d+(?:\.\d+)?)(?!\w)")]
    private static partial Regex Bounds();

    [GeneratedRegex(@"^[\w.]+(, [\w.]+)+$")]
    private static partial Regex Choices();

    [GeneratedRegex(@"at most (\d+) characters")]
    private static partial Regex Longest();
}
