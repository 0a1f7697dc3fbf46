using System.Net.Sockets;
using System.Text;

namespace CaptchaGrains.Api.Tests;

/// <summary>Requests byte by byte, for what no client library would send.</summary>
internal static class RawHttp
{
    /// <summary>Sends everything, as naive clients do, and then reads until the server closes.</summary>
    public static async Task<string> Exchange(Uri server, string head, IEnumerable<byte[]> body)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")));
        foreach (var piece in body) await stream.WriteAsync(piece);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public static Task<string> Post(Uri server, string path, string contentType, byte[] body) => Exchange(server,
        $"""
         POST /{path} HTTP/1.1
         Host: test
         Content-Type: {contentType}
         Content-Length: {body.Length}
         Connection: close


         """, [body]);

    /// <summary>The body of a reply with status 200.</summary>
    public static string BodyOf(string reply)
    {
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", reply, StringComparison.Ordinal);
        return reply[(reply.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }
}
