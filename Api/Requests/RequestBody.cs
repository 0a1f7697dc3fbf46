using System.Buffers;
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
}

/// <summary>The whole body of one request in one rented buffer, which is its own to change.</summary>
internal sealed class RequestBody(BodySpace space) : IDisposable
{
    /// <summary>What is rented before anything has arrived, whatever length the client announces.</summary>
    private const int FirstBytes = 16 * 1024;

    private byte[] _buffer = [];
    private int _length;

    public Memory<byte> Bytes => _buffer.AsMemory(0, _length);

    public async ValueTask<BodyVerdict> Receive(HttpRequest request, int maxBytes, CancellationToken cancel)
    {
        // The bound is ours: the server's own would cut the connection instead of letting us answer.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        if (request.ContentLength > maxBytes) return BodyVerdict.TooBig;
        if (request.ContentLength == 0) return BodyVerdict.Read;
        try
        {
            while (true)
            {
                if (_length == _buffer.Length && !TryGrow(maxBytes)) return BodyVerdict.NoRoom;
                var read = await request.Body.ReadAsync(_buffer.AsMemory(_length), cancel);
                if (read == 0) return BodyVerdict.Read;
                _length += read;
                if (_length > maxBytes) return BodyVerdict.TooBig;
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

    private bool TryGrow(int maxBytes)
    {
        // One byte more than the bound tells a body that fits from one that does not.
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(FirstBytes, _buffer.Length * 2), Math.Max(maxBytes + 1, _buffer.Length + 1)));
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
