using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, Dictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>A connection on which requests are written byte by byte. It is kept while both sides know where they are in it.</summary>
internal sealed class Wire(Uri server) : IDisposable
{
    /// <summary>Bytes beyond those that are sent, where a request announces too many.</summary>
    private const int Missing = 1000;

    private TcpClient? _client;
    private NetworkStream? _stream;

    /// <returns>Null: a request that is no HTTP got no answer.</returns>
    public async Task<Answer?> Exchange(Ask ask, CancellationToken patience)
    {
        var keeps = ask.Framing is Framing.Whole or Framing.Chunked;
        if (!keeps) Dispose();
        try
        {
            if (_stream is null) await Connect(patience);
            var answer = await Exchange(_stream!, ask, keeps, patience);
            if (!keeps || answer.Headers.GetValueOrDefault("connection") == "close") Dispose();
            return answer;
        }
        catch (IOException) when (!ask.IsHttp)
        {
            Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        (_client, _stream) = (null, null);
    }

    private async Task Connect(CancellationToken patience)
    {
        _client = new TcpClient { NoDelay = true };
        await _client.ConnectAsync(server.Host, server.Port, patience);
        _stream = _client.GetStream();
    }

    private async Task<Answer> Exchange(NetworkStream stream, Ask ask, bool keeps, CancellationToken patience)
    {
        var head = Encoding.Latin1.GetBytes(HeadOf(ask, keeps));
        var body = ask.Body ?? [];
        switch (ask.Framing)
        {
            case Framing.Chunked:
                await stream.WriteAsync((byte[])[.. head, .. Chunked(body)], patience);
                break;
            case Framing.BrokenChunks:
                await stream.WriteAsync((byte[])[.. head, .. "zz\r\n"u8, .. body], patience);
                break;
            case Framing.Expecting:
                await stream.WriteAsync(head, patience);
                if (await Read(stream, ask.Method, patience) is { Status: not 100 } refusal) return refusal;
                await stream.WriteAsync(body, patience);
                break;
            case Framing.InPieces:
                await stream.WriteAsync(head, patience);
                foreach (var piece in body.Chunk((body.Length / 7) + 1)) await stream.WriteAsync(piece, patience);
                break;
            default:
                await stream.WriteAsync((byte[])[.. head, .. body], patience);
                if (ask.Framing == Framing.BrokenOff) _client!.Client.Shutdown(SocketShutdown.Send);
                break;
        }
        return await Read(stream, ask.Method, patience);
    }

    private static string HeadOf(Ask ask, bool keeps)
    {
        var head = new StringBuilder($"{ask.Method} {ask.Target} HTTP/1.1\r\nHost: test\r\n");
        foreach (var (name, value) in ask.Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (!keeps) head.Append("Connection: close\r\n");
        if (ask.Framing == Framing.Expecting) head.Append("Expect: 100-continue\r\n");
        if (ask.Framing is Framing.Chunked or Framing.BrokenChunks) head.Append("Transfer-Encoding: chunked\r\n");
        else if (ask.Body is { Length: var length })
        {
            var announced = ask.Framing switch { Framing.Stalled or Framing.BrokenOff => length + Missing, Framing.Overflowing => length / 2, _ => length };
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {announced}\r\n");
        }
        return head.Append("\r\n").ToString();
    }

    private static IEnumerable<byte> Chunked(byte[] body)
    {
        foreach (var chunk in body.Chunk(Math.Max(1, body.Length / 3)))
            foreach (var b in (byte[])[.. Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, .. "\r\n"u8]) yield return b;
        foreach (var b in "0\r\n\r\n"u8.ToArray()) yield return b;
    }

    private static async Task<Answer> Read(NetworkStream stream, string method, CancellationToken patience)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head is not [.., 13, 10, 13, 10])
        {
            await stream.ReadExactlyAsync(one, patience);
            head.Add(one[0]);
        }
        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(l => l[0].ToLowerInvariant(), l => l.Length > 1 ? l[1] : "");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var body = new byte[method == "HEAD" || status == 100 ? 0 : int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, patience);
        return new Answer(status, headers, body);
    }
}
