using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.Sites;
using Microsoft.OpenApi;

namespace CaptchaGrains.Api.Docs.OpenApi;

/// <summary>What each call takes.</summary>
internal static class RequestSchemas
{
    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSchema>("CreateTask", CreateTask(document));
        document.AddComponent<IOpenApiSchema>("GetTaskResult", Of(RequestParameters.Key, RequestParameters.Id, RequestParameters.Wait));
        document.AddComponent<IOpenApiSchema>("GetBalance", Of(RequestParameters.Key));
        document.AddComponent<IOpenApiSchema>("DeclareSite", Of(RequestParameters.Key, SiteParameters.Domain, SiteParameters.Ground, SiteParameters.Note));
        document.AddComponent<IOpenApiSchema>("GetSites", Of(RequestParameters.Key));
        document.AddComponent<IOpenApiSchema>("WithdrawSite", Of(RequestParameters.Key, SiteParameters.Domain));
        document.AddComponent<IOpenApiSchema>("Report", Of(RequestParameters.Key, RequestParameters.Id));
    }

    private static OpenApiSchema CreateTask(OpenApiDocument document)
    {
        var schema = Of(RequestParameters.Key, RequestParameters.Idempotency, ImageParameters.Language, CommonParameters.SoftwareId, CommonParameters.CallbackUrl);
        schema.Properties!.Add(ParameterNames.Task.Documented, new OpenApiSchemaReference(TaskSchemas.Any, document));
        schema.Required!.Add(ParameterNames.Task.Documented);
        return schema;
    }

    private static OpenApiSchema Of(params Parameter[] parameters) =>
        Shape.Object([.. parameters.Select(p => (p.V2!.Documented + (p.IsRequired ? "" : "?"), (IOpenApiSchema)ParameterSchema.Of(p)))]);
}
