using System.Text;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Sandbox;

/// <summary>The body of one reply, which the API writes at once: notes it, and spoils it where the script says so.</summary>
internal sealed class ReplyStream(HttpContext context, Stream body, ScriptedCall call, TimeProvider real) : Stream
{
    private static readonly byte[] Garbage = [0x00, 0xFF, 0xFE, .. "}<%~ garbage ~%>{"u8, 0x00, 0xC3];

    private bool _hasBegun;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasBegun)
        {
            await body.WriteAsync(buffer, cancellationToken);
            return;
        }
        _hasBegun = true;
        call.Replying(buffer.Span);
        var fault = call.Fault;
        if (fault is not null && fault.Delay > TimeSpan.Zero) await Task.Delay(fault.Delay, real, cancellationToken);
        if (fault?.Status is { } status) await WritePage(status, cancellationToken);
        else await Write(buffer, fault?.Break, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Replies are written asynchronously.");

    public override void Flush() => body.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => body.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task Write(ReadOnlyMemory<byte> reply, BrokenReply? fault, CancellationToken cancel)
    {
        switch (fault)
        {
            case BrokenReply.Disconnect:
                context.Abort();
                break;
            case BrokenReply.Truncate:
                // The announced length stays as it is; the server closes a connection on which less comes.
                await body.WriteAsync(reply[..(reply.Length / 2)], cancel);
                break;
            case BrokenReply.Garbage:
                context.Response.ContentLength = Garbage.Length;
                await body.WriteAsync(Garbage, cancel);
                break;
            case BrokenReply.Empty:
                context.Response.ContentLength = 0;
                break;
            default:
                await body.WriteAsync(reply, cancel);
                break;
        }
    }

    private async Task WritePage(int status, CancellationToken cancel)
    {
        var page = Encoding.UTF8.GetBytes($"<html><head><title>{status}</title></head><body><h1>{status}</h1><p>The proxy got no answer.</p></body></html>\n");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        context.Response.ContentLength = page.Length;
        await body.WriteAsync(page, cancel);
    }
}
