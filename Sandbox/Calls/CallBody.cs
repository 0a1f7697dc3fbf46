using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Sandbox.Calls;

/// <summary>The JSON of a call.</summary>
internal static class CallBody
{
    /// <summary>Bytes. The longest token is 16,384 characters, and there is a rule around it.</summary>
    private const int Longest = 64 * 1024;

    /// <returns>Null: it was none, and that was said.</returns>
    public static async Task<JsonElement?> Read(HttpContext context)
    {
        var request = context.Request;
        var buffer = new byte[Longest + 1];
        var length = 0;
        while (length < buffer.Length && await request.Body.ReadAsync(buffer.AsMemory(length), context.RequestAborted) is var read and > 0) length += read;
        if (length > Longest)
        {
            await CallReply.Refuse(context, 413, "too_long", $"A call has at most {Longest} bytes.");
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            await CallReply.Refuse(context, 400, "no_json", $"The body is not JSON: {e.Message}");
            return null;
        }
    }
}
