using System.Text.Json.Nodes;
using CaptchaGrains.Api.Errors;
using Microsoft.OpenApi;

namespace CaptchaGrains.Api.Docs.OpenApi;

/// <summary>What each call answers.</summary>
internal static class ReplySchemas
{
    public static void AddTo(OpenApiDocument document)
    {
        var add = document.AddComponent<IOpenApiSchema>;
        add("Refused", Refused());
        add("Accepted", Shape.Object(("errorId", Zero()), ("taskId", Shape.Integer("The captcha's id."))));
        add("Processing", Shape.Object(("errorId", Zero()), ("status", Shape.Only("processing"))));
        add("Ready", Ready(document));
        add("Reported", Shape.Object(("errorId", Zero()), ("status", Shape.Only("success"))));
        add("Balance", Shape.Object(("errorId", Zero()), ("balance", new OpenApiSchema { Type = JsonSchemaType.Number, Description = "Dollars." })));
        AddSolutions(document);
        add("Site", Site());
        add("OneSite", Shape.Object(("errorId", Zero()), ("site", new OpenApiSchemaReference("Site", document))));
        add("AllSites", Shape.Object(("errorId", Zero()), ("sites", Shape.Array(new OpenApiSchemaReference("Site", document)))));
        add("CreateTaskReply", Shape.Either(document, "Accepted", "Refused"));
        add("GetTaskResultReply", Shape.Either(document, "Processing", "Ready", "Refused"));
        add("GetBalanceReply", Shape.Either(document, "Balance", "Refused"));
        add("SiteReply", Shape.Either(document, "OneSite", "Refused"));
        add("SitesReply", Shape.Either(document, "AllSites", "Refused"));
        add("ReportReply", Shape.Either(document, "Reported", "Refused"));
    }

    /// <summary>Every id and code of the table, and what each means.</summary>
    private static OpenApiSchema Refused()
    {
        var ids = ErrorTable.All.Select(e => e.V2Id).Distinct().Order().Select(id => (JsonNode)id);
        var codes = ErrorTable.All.Select(e => e.V2).Distinct().Select(code => (JsonNode)code);
        var schema = Shape.Object(
            ("errorId", Shape.OneOf(ids, JsonSchemaType.Integer)),
            ("errorCode", Shape.OneOf(codes, JsonSchemaType.String)),
            ("errorDescription", Shape.Text("For people; it may change.")));
        schema.Description = string.Join('\n', ErrorTable.All.Select(e => $"- {e.V2Id} {e.V2}: {e.Text}"));
        return schema;
    }

    private static OpenApiSchema Ready(OpenApiDocument document) => Shape.Object(
        ("errorId", Zero()),
        ("status", Shape.Only("ready")),
        ("solution", new OpenApiSchemaReference("Solution", document)),
        ("cost", Shape.Text("Dollars, in decimals.")),
        ("costItems?", Shape.Array(Shape.Object(
            ("name", Shape.OneOf(["worker", "service"], JsonSchemaType.String)),
            ("amount", Shape.Text("Dollars, in decimals."))))),
        ("ip", Shape.Text("Whence the result was asked for.")),
        ("createTime", Shape.Integer("Seconds since 1970, UTC.")),
        ("endTime", Shape.Integer("Seconds since 1970, UTC.")),
        ("solveCount", Shape.Integer("How many workers had it; in confident mode, how many answered.")),
        ("confidence?", new OpenApiSchema { Type = JsonSchemaType.Number, Description = "In confident mode: the probability that the answer is right.", Minimum = "0", Maximum = "1" }),
        ("matches?", Shape.Integer("In confident mode: how many workers gave the answer.")));

    private static OpenApiSchema Site() => Shape.Object(
        ("domain", Shape.Text("The host in its one form: lower-case, in punycode.")),
        ("ground", Shape.OneOf(["own_site", "contract", "test_programme", "accessibility"], JsonSchemaType.String)),
        ("note?", Shape.Text()),
        ("state", Shape.OneOf(["pending", "confirmed", "expired", "refused", "withdrawn", "not_needed"], JsonSchemaType.String)),
        ("declaredAt", Shape.Integer("Seconds since 1970, UTC.")),
        ("decidedAt?", Shape.Integer("Seconds since 1970, UTC.")),
        ("reason?", Shape.Text("Of whoever decided it, for you.")),
        ("expiresAt?", Shape.Integer("Of a confirmed one, in seconds since 1970, UTC: then it has to be declared again.")));

    private static void AddSolutions(OpenApiDocument document)
    {
        var point = Shape.Object(("x", Shape.Integer("Pixels from the left.")), ("y", Shape.Integer("Pixels from the top.")));
        var angle = Shape.Integer("Degrees, clockwise above zero.");
        (string Name, OpenApiSchema Schema)[] solutions =
        [
            ("TextSolution", Shape.Object(("text", Shape.Text()))),
            ("GridSolution", Shape.Object(("click", Shape.Array(Shape.Integer("A square, counted from 1."))), ("text?", Shape.Only("No_matching_images")))),
            ("CoordinatesSolution", Shape.Object(("coordinates", Shape.Array(point)))),
            ("RotateSolution", Shape.Object(("rotate", new OpenApiSchema { OneOf = [angle, Shape.Array(angle)] }))),
            ("TokenSolution", Shape.Object(("token", Shape.Text()), ("gRecaptchaResponse?", Shape.Text("The same, for reCAPTCHA.")))),
        ];
        foreach (var (name, schema) in solutions) document.AddComponent<IOpenApiSchema>(name, schema);
        // Any and not one: the solution of a grid may have a text too.
        document.AddComponent<IOpenApiSchema>("Solution", new OpenApiSchema { AnyOf = [.. solutions.Select(s => new OpenApiSchemaReference(s.Name, document))] });
    }

    private static OpenApiSchema Zero() => Shape.OneOf([0], JsonSchemaType.Integer);
}
