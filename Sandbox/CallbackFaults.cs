using System.Buffers.Text;
using System.Net;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Sandbox;

/// <summary>Spoils callbacks as the script has it. Those of captchas from before a reset are not sent: they would only confuse the next test.</summary>
internal sealed class CallbackFaults(Cast cast, SandboxTime time) : CallbackFilter
{
    private const string SignatureHeader = "X-CaptchaGrains-Signature";

    /// <summary>Callbacks that are on their way late; a kilobyte each. Further ones arrive at once.</summary>
    private const int MostLate = 10_000;

    private readonly CancellationTokenSource _end = new();
    private int _late;
    private bool _isDisposed;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        if (cast.Find(CaptchaOf(body)) is not { } part) return Received();
        if (part.Callback is not { } fault) return await base.SendAsync(request, cancellationToken);
        if (fault.Break == BrokenCallback.Drop) return Received();
        if (fault.Break == BrokenCallback.WrongSignature)
        {
            request.Headers.Remove(SignatureHeader);
            request.Headers.Add(SignatureHeader, "v1=" + new string('0', 64));
        }
        if (fault.Delay > TimeSpan.Zero && Volatile.Read(ref _late) < MostLate)
        {
            Interlocked.Increment(ref _late);
            _ = SendLate(request, body, fault);
            return Received(); // as far as the service can see
        }
        if (fault.Break == BrokenCallback.Duplicate)
        {
            using var copy = CopyOf(request, body);
            (await base.SendAsync(copy, cancellationToken)).Dispose();
        }
        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        // Whoever sends disposes of it, and whoever made it.
        if (disposing && !Interlocked.Exchange(ref _isDisposed, true))
        {
            _end.Cancel();
            _end.Dispose();
        }
        base.Dispose(disposing);
    }

    private async Task SendLate(HttpRequestMessage request, byte[] body, CallbackFault fault)
    {
        try
        {
            // Copied at once: the caller disposes of his own.
            using var first = CopyOf(request, body);
            using var second = CopyOf(request, body);
            await Task.Delay(fault.Delay, time, _end.Token);
            (await base.SendAsync(first, _end.Token)).Dispose();
            if (fault.Break == BrokenCallback.Duplicate) (await base.SendAsync(second, _end.Token)).Dispose();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException) { /* nobody tries again what is late already */ }
        finally
        {
            Interlocked.Decrement(ref _late);
        }
    }

    private static HttpRequestMessage CopyOf(HttpRequestMessage request, byte[] body)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(body) };
        copy.Content.Headers.ContentType = request.Content!.Headers.ContentType;
        foreach (var (name, values) in request.Headers) copy.Headers.TryAddWithoutValidation(name, values);
        return copy;
    }

    /// <summary>The body begins with its number in both versions: <c>id=7&amp;…</c>, <c>{"taskId":7,…</c>.</summary>
    private static CaptchaId CaptchaOf(ReadOnlySpan<byte> body)
    {
        var digits = body.IndexOfAnyInRange((byte)'0', (byte)'9');
        return digits >= 0 && Utf8Parser.TryParse(body[digits..], out long id, out _) ? new CaptchaId(id) : default;
    }

    private static HttpResponseMessage Received() => new(HttpStatusCode.OK);
}
