using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CaptchaGrains.Api.Docs.OpenApi;

/// <summary>
/// The OpenAPI document of version 2. Its calls read their fields themselves, as clients really write them, so that no method has a signature to describe: calls and
/// schemas are made from the same tables as the code.
/// </summary>
internal static class V2Document
{
    public const string Path = "/docs/openapi/v2.json";

    /// <summary>Only this one: another part of the host may serve documents of its own beside it.</summary>
    public const string Pattern = "/docs/openapi/{documentName:regex(^v2$)}.json";

    private const string Name = "v2";

    public static IServiceCollection AddV2Document(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = static _ => false;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            Fill(document);
            return Task.CompletedTask;
        });
    });

    private static void Fill(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "CaptchaGrains customer API",
            Version = "2",
            Description = "Version 2 of the customer API: JSON by POST. Every reply has status 200; a refusal has an errorId above zero. Unknown members are ignored.",
        };
        TaskSchemas.AddTo(document);
        ReplySchemas.AddTo(document);
        RequestSchemas.AddTo(document);
        document.Paths = [];
        Add("createTask", "Submits a captcha", "CreateTask", "CreateTaskReply");
        Add("getTaskResult", "Asks for the answer", "GetTaskResult", "GetTaskResultReply");
        Add("getBalance", "The balance", "GetBalance", "GetBalanceReply");
        Add("declareSite", "Declares that you may automate a site", "DeclareSite", "SiteReply");
        Add("getSites", "Your declarations", "GetSites", "SitesReply");
        Add("withdrawSite", "Withdraws a declaration", "WithdrawSite", "SiteReply");
        Add("reportCorrect", "Says that an answer was right", "Report", "ReportReply");
        Add("reportIncorrect", "Says that an answer was wrong", "Report", "ReportReply");

        void Add(string call, string summary, string request, string reply) => document.Paths.Add("/" + call, new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Post] = new()
                {
                    OperationId = call,
                    Summary = summary,
                    RequestBody = new OpenApiRequestBody { Required = true, Content = Json(request) },
                    Responses = new OpenApiResponses { ["200"] = new OpenApiResponse { Description = "The reply, also a refusal.", Content = Json(reply) } },
                },
            },
        });

        Dictionary<string, OpenApiMediaType> Json(string schema) => new() { ["application/json"] = new() { Schema = new OpenApiSchemaReference(schema, document) } };
    }
}
