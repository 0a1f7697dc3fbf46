using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Api.Http;

/// <summary>Writes replies. All of them travel with status 200, for clients that look at the status never see the code in the body.</summary>
internal static class Replies
{
    public const string Json = "application/json; charset=utf-8";
    public const string Text = "text/plain; charset=utf-8";

    /// <summary>Replies are read by programs and never put into a page, so that letters of every language can stay as they are.</summary>
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Task Write<TReply>(HttpContext context, TReply reply, Action<Utf8JsonWriter, TReply> write) => Write(context, Bytes(reply, write), Json);

    public static ReadOnlyMemory<byte> Bytes<TReply>(TReply reply, Action<Utf8JsonWriter, TReply> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions)) write(writer, reply);
        return buffer.WrittenMemory;
    }

    public static Task Write(HttpContext context, ReadOnlyMemory<byte> body, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
