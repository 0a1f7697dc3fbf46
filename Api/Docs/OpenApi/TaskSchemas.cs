using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using Microsoft.OpenApi;

namespace CaptchaGrains.Api.Docs.OpenApi;

/// <summary>A schema for each type of task, from the table of kinds.</summary>
internal static class TaskSchemas
{
    public const string Any = "Task";

    public static void AddTo(OpenApiDocument document)
    {
        foreach (var form in KindForms.All) document.AddComponent<IOpenApiSchema>(form.V2, Of(form));
        var any = Shape.Either(document, [.. KindForms.All.Select(form => form.V2)]);
        any.Discriminator = new OpenApiDiscriminator
        {
            PropertyName = ParameterNames.Type.Documented,
            Mapping = KindForms.All.ToDictionary(form => form.V2, form => new OpenApiSchemaReference(form.V2, document)),
        };
        document.AddComponent<IOpenApiSchema>(Any, any);
    }

    private static OpenApiSchema Of(KindForm form)
    {
        var schema = Shape.Object((ParameterNames.Type.Documented, Shape.Only(form.V2)));
        schema.Description = KindGuideOf(form).Lead;
        foreach (var parameter in form.Parameters)
        {
            if (parameter.V2 is not { } name) continue;
            schema.Properties!.Add(name.Documented, ParameterSchema.Of(parameter));
            // Version 1 may have a file instead.
            if (parameter.IsRequired || parameter == ImageParameters.Body) schema.Required!.Add(name.Documented);
        }
        foreach (var parameter in CommonParameters.All)
            if (parameter.V2 is { } name) schema.Properties!.TryAdd(name.Documented, ParameterSchema.Of(parameter));
        return schema;
    }

    private static KindGuide KindGuideOf(KindForm form) => KindGuides.All.Single(guide => guide.Form.Kind == form.Kind);
}
