using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace CaptchaGrains.Load;

/// <summary>The body lies in the connection's buffer and is good until its next request.</summary>
internal readonly record struct Reply(int Status, ReadOnlyMemory<byte> Body);

/// <summary>
/// One kept-alive HTTP/1.1 connection, one request at a time. It does only what this generator needs, because it shares two cores with the server:
/// prepared bytes out, status and body in.
/// </summary>
internal sealed class HttpLine(IPEndPoint server, IPAddress? from = null) : IDisposable
{
    /// <summary>Above every reply of the two APIs, images included.</summary>
    private const int LargestReply = 1 << 20;

    private readonly Lock _lock = new();
    private byte[] _in = new byte[4096];
    private int _start;
    private int _end;
    private byte[] _body = new byte[1024];
    private int _length;
    private Socket? _socket;
    private bool _closed;

    /// <exception cref="IOException">The connection broke, or the reply is not HTTP/1.1; whether the request was done is unknown. The next one gets a new connection.</exception>
    public async ValueTask<Reply> Send(ReadOnlyMemory<byte> request)
    {
        try
        {
            var socket = _socket ?? await Connect();
            for (var rest = request; rest.Length > 0;) rest = rest[await socket.SendAsync(rest)..];
            return await Receive(socket);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidDataException)
        {
            Drop();
            throw new IOException("The connection broke: " + e.Message, e);
        }
    }

    /// <summary>Also breaks the request that is under way.</summary>
    public void Dispose()
    {
        lock (_lock) _closed = true;
        Drop();
    }

    private void Drop()
    {
        lock (_lock)
        {
            _socket?.Dispose();
            _socket = null;
        }
    }

    private async Task<Socket> Connect()
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        lock (_lock)
        {
            if (_closed)
            {
                socket.Dispose();
                throw new ObjectDisposedException(nameof(HttpLine));
            }
            (_socket, _start, _end) = (socket, 0, 0);
        }
        if (from is not null) socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(server);
        return socket;
    }

    private async ValueTask<Reply> Receive(Socket socket)
    {
        _length = 0;
        var status = ParseStatus((await Line(socket)).Span);
        var (length, chunked, close) = (0, false, false);
        while (true)
        {
            var line = await Line(socket);
            if (line.Length == 0) break;
            if (Header(line.Span, "content-length:"u8, out var value)) length = Number(value.Span, 'D');
            else if (Header(line.Span, "transfer-encoding:"u8, out value)) chunked = value.Span.SequenceEqual("chunked"u8);
            else if (Header(line.Span, "connection:"u8, out value)) close = value.Span.SequenceEqual("close"u8);
        }
        if (!chunked) await Take(socket, length);
        else
        {
            while (true)
            {
                var size = Number((await Line(socket)).Span, 'X');
                if (size > 0) await Take(socket, size);
                await Line(socket);
                if (size == 0) break;
            }
        }
        if (close) Drop();
        return new Reply(status, _body.AsMemory(0, _length));

        static bool Header(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> value)
        {
            value = default;
            if (line.Length < name.Length || !System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name)) return false;
            value = line[name.Length..].Trim((byte)' ').ToArray();
            return true;
        }
    }

    private static int ParseStatus(ReadOnlySpan<byte> line) =>
        line.Length >= 12 && line.StartsWith("HTTP/1.1 "u8) ? Number(line.Slice(9, 3), 'D') : throw new InvalidDataException("not HTTP/1.1");

    private static int Number(ReadOnlySpan<byte> text, char format) =>
        Utf8Parser.TryParse(text, out int number, out _, format) && number is >= 0 and <= LargestReply ? number : throw new InvalidDataException("not a length");

    /// <summary>One line without its end; good until the next read.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> Line(Socket socket)
    {
        while (true)
        {
            var at = _in.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (at >= 0)
            {
                var line = _in.AsMemory(_start, at);
                _start += at + 2;
                return line;
            }
            await Fill(socket);
        }
    }

    private async ValueTask Take(Socket socket, int count)
    {
        if (_length + count > LargestReply) throw new InvalidDataException("too large");
        if (_body.Length < _length + count) Array.Resize(ref _body, Math.Max(_body.Length * 2, _length + count));
        while (count > 0)
        {
            if (_start == _end) await Fill(socket);
            var part = Math.Min(count, _end - _start);
            _in.AsSpan(_start, part).CopyTo(_body.AsSpan(_length));
            _start += part;
            _length += part;
            count -= part;
        }
    }

    private async ValueTask Fill(Socket socket)
    {
        if (_start == _end) _start = _end = 0;
        else if (_end == _in.Length)
        {
            if (_start == 0) Array.Resize(ref _in, _in.Length <= LargestReply ? _in.Length * 2 : throw new InvalidDataException("a line is too long"));
            else
            {
                _in.AsSpan(_start, _end - _start).CopyTo(_in);
                (_start, _end) = (0, _end - _start);
            }
        }
        var read = await socket.ReceiveAsync(_in.AsMemory(_end));
        if (read == 0) throw new SocketException((int)SocketError.ConnectionReset);
        _end += read;
    }
}
