using System.Buffers;
using CaptchaGrains.Api.Idempotency;
using CaptchaGrains.Api.Requests;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Api.Http;

/// <summary>Takes in one request: its fields while it is served, and what is left of its body afterwards.</summary>
internal sealed class Inbox(CustomerApiOptions options, BodySpace space, TimeProvider time) : IDisposable
{
    private readonly RequestBody _body = new(space);

    public Fields Fields { get; } = new(options.MaxFields);

    public BodyVerdict Body { get; private set; } = BodyVerdict.Read;

    /// <summary>The body did not become fields: too big, broken off or malformed.</summary>
    public bool IsUnreadable { get; private set; }

    public bool HasTooManyFields => IsUnreadable && Fields.Count == options.MaxFields;

    /// <summary>How many of the fields came before the body, with the address; they are the first.</summary>
    public int FieldsOfQuery { get; private set; }

    /// <summary>What a request says before its query and its body: who sends it, and his name for it.</summary>
    public void Greet(HttpContext context)
    {
        Fields.Caller = context.Connection.RemoteIpAddress;
        IdempotencyKey.Take(context.Request, Fields);
    }

    public bool TryReadQuery(HttpRequest request)
    {
        var read = Settle(UrlEncodedFields.TryRead(UrlEncodedFields.BytesOf(request.QueryString.Value), Fields));
        FieldsOfQuery = Fields.Count;
        return read;
    }

    /// <summary>Receives the body and reads nothing in it.</summary>
    /// <returns>Null when it could not be received.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> TryReadRaw(HttpRequest request, CancellationToken cancel) =>
        await TryReceive(request, cancel) ? _body.Bytes : null;

    /// <summary>Reads a body of the kind that its content type says; one that begins with a brace is JSON whatever it says.</summary>
    public async ValueTask<bool> TryReadForm(HttpRequest request, CancellationToken cancel)
    {
        if (!await TryReceive(request, cancel)) return false;
        var type = request.ContentType ?? "";
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) return Settle(MultipartFields.TryRead(_body.Bytes, type, Fields));
        if (IsJson(request) || LooksLikeJson(_body.Bytes.Span)) return Settle(_body.Bytes.Length == 0 || JsonFields.TryRead(_body.Bytes, Fields));
        return Settle(UrlEncodedFields.TryRead(_body.Bytes, Fields));
    }

    /// <summary>Reads a JSON body, whatever its content type says.</summary>
    public async ValueTask<bool> TryReadJson(HttpRequest request, CancellationToken cancel) =>
        await TryReceive(request, cancel) && Settle(JsonFields.TryRead(_body.Bytes, Fields));

    public static bool IsJson(HttpRequest request) => request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// Before a reply to a body that was not read as a whole: nothing else can come over this connection. <see cref="Drain"/> must follow the reply.
    /// </summary>
    public void AnnounceClose(HttpContext context)
    {
        if (Body != BodyVerdict.Read && HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
    }

    /// <summary>
    /// Receives and throws away the rest of a body that was refused, within bounds. Most clients send everything before they read, and a connection that is
    /// closed with unread bytes in it takes our reply with it. A client that waits for leave to send ("Expect: 100-continue") gets none, for the reply has
    /// begun, and closes by itself.
    /// </summary>
    public async Task Drain(HttpContext context)
    {
        if (Body is not (BodyVerdict.TooBig or BodyVerdict.NoRoom)) return;
        _body.Dispose(); // what was read of it is of no use
        using var timeout = new CancellationTokenSource(options.MaxDiscardTime, time);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        var scrap = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (var left = options.MaxDiscardedBytes; left > 0;)
            {
                var read = await context.Request.Body.ReadAsync(scrap, cancel.Token);
                if (read == 0) return;
                left -= read;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // Too slow, or gone: the reply was sent, and there is nothing more to do for it.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scrap);
        }
    }

    public void Dispose() => _body.Dispose();

    private async ValueTask<bool> TryReceive(HttpRequest request, CancellationToken cancel)
    {
        Body = await _body.Receive(request, options.MaxBodyBytes, cancel);
        return Settle(Body == BodyVerdict.Read);
    }

    private bool Settle(bool readable)
    {
        IsUnreadable |= !readable;
        return readable;
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> body)
    {
        body = body.TrimStart(" \t\r\n"u8);
        return body.Length > 0 && body[0] == (byte)'{';
    }
}
