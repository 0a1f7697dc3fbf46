using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CaptchaGrains.Api.Requests;

internal enum BodyVerdict
{
    Read = 1,

    /// <summary>Above the bound; not all of it was read.</summary>
    TooBig = 2,

    /// <summary>It broke off, or its framing is wrong.</summary>
    Broken = 3,

    /// <summary>All requests together hold as much as they may; not all of it was read.</summary>
    NoRoom = 4,

    /// <summary>It came compressed, and nothing is unpacked: some kilobytes of it could be gigabytes. None of it was read.</summary>
    Compressed = 5,
}

/// <summary>The whole body of one request in one rented buffer, which is its own to change.</summary>
internal sealed class RequestBody(BodySpace space, TimeProvider time) : IDisposable
{
    /// <summary>What is rented first, unless the client announces less.</summary>
    private const int FirstBytes = 16 * 1024;

    private static readonly string[] Compressions = ["gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress"];

    private byte[] _buffer = [];
    private int _length;

    public Memory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <param name="maxTime">A client that sends more slowly is told that its body broke off.</param>
    public async ValueTask<BodyVerdict> Receive(HttpRequest request, int maxBytes, TimeSpan maxTime, CancellationToken cancel)
    {
        // The bound is ours: the server's own would cut the connection instead of letting us answer.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        if (request.ContentLength > maxBytes) return BodyVerdict.TooBig;
        if (request.ContentLength == 0) return BodyVerdict.Read;
        if (IsCompressed(request)) return BodyVerdict.Compressed;
        var most = (int)Math.Min(request.ContentLength ?? maxBytes, maxBytes);
        var reader = request.BodyReader;
        // A token would leave the server in the middle of a read, from which it cannot go on to close the connection in order.
        using var patience = time.CreateTimer(static reader => ((PipeReader)reader!).CancelPendingRead(), reader, maxTime, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancel);
                var verdict = Take(result.Buffer, most);
                reader.AdvanceTo(result.Buffer.End);
                if (verdict != BodyVerdict.Read || result.IsCompleted) return verdict;
                if (result.IsCanceled) return BodyVerdict.Broken;
            }
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge ? BodyVerdict.TooBig : BodyVerdict.Broken;
        }
        catch (IOException)
        {
            return BodyVerdict.Broken;
        }
    }

    public void Dispose()
    {
        Release(_buffer);
        _buffer = [];
        _length = 0;
    }

    // A word that is no compression, such as the name of a charset, is a mistake that does no harm.
    private static bool IsCompressed(HttpRequest request)
    {
        foreach (var header in request.Headers.ContentEncoding)
            foreach (var coding in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
                if (Compressions.Contains(coding, StringComparer.OrdinalIgnoreCase)) return true;
        return false;
    }

    private BodyVerdict Take(in ReadOnlySequence<byte> bytes, int most)
    {
        if (bytes.Length > most - _length) return BodyVerdict.TooBig;
        var length = _length + (int)bytes.Length;
        if (length > _buffer.Length && !TryGrow(length, most)) return BodyVerdict.NoRoom;
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length = length;
        return BodyVerdict.Read;
    }

    private bool TryGrow(int least, int most)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Clamp(Math.Max(FirstBytes, _buffer.Length * 2), least, most));
        if (!space.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }
        Bytes.CopyTo(larger);
        Release(_buffer);
        _buffer = larger;
        return true;
    }

    private void Release(byte[] buffer)
    {
        if (buffer.Length == 0) return;
        space.GiveBack(buffer.Length);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
