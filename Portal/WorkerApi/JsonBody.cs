using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>Reads a body or says what is wrong with it; nothing that a client sends makes it throw.</summary>
internal static class JsonBody
{
    /// <param name="whenEmpty">For a request without a body; null: there has to be one.</param>
    /// <returns>Exactly one of the two.</returns>
    public static async Task<(T? Value, IResult? Refusal)> Read<T>(HttpContext context, JsonTypeInfo<T> shape, T? whenEmpty = null) where T : class
    {
        var request = context.Request;
        if (whenEmpty is not null && IsEmpty(context)) return (whenEmpty, null);
        try
        {
            if (!request.HasJsonContentType()) return (null, Problem.NotJson.Because());
            var value = await JsonSerializer.DeserializeAsync(request.Body, shape, context.RequestAborted);
            return value is null ? (null, Problem.BadRequest.Because("The body has to be a JSON object.")) : (value, null);
        }
        catch (JsonException e)
        {
            return (null, Problem.BadRequest.Because($"The body is not the JSON that this call takes, at {e.Path ?? "its start"}."));
        }
        catch (BadHttpRequestException e)
        {
            return (null, (e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Problem.TooLarge : Problem.BadRequest).Because());
        }
    }

    /// <summary>Text as the worker wrote it; null when the element is neither a string nor a number, or is no text.</summary>
    public static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }

    private static bool IsEmpty(HttpContext context) =>
        context.Request.ContentLength == 0 || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };
}
