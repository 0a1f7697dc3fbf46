using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CaptchaGrains.Hosting.Outbound;

/// <summary>Asks the system's name servers: over UDP, and over TCP where the answer is too long for it.</summary>
/// <param name="servers">Null: those that the system uses.</param>
public sealed class DnsTxt(IReadOnlyList<IPEndPoint>? servers = null) : IDnsTxt
{
    private const int MostServers = 3;

    /// <summary>For one server; somebody is waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<ImmutableArray<string>> Find(string name, CancellationToken cancellation)
    {
        foreach (var server in (servers ?? OfTheSystem()).Take(MostServers))
        {
            using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            late.CancelAfter(Patience);
            try
            {
                // The number and the port, which the system chooses for each question, are what a stranger would have to guess.
                var question = DnsMessage.Question((ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1), name);
                var answer = await OverUdp(server, question, late.Token);
                return answer.IsTruncated ? await OverTcp(server, question, late.Token) : answer.Texts;
            }
            catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // The next one may know.
            }
        }
        return [];
    }

    private static async Task<DnsAnswer> OverUdp(IPEndPoint server, byte[] question, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellation); // then only what comes from there is received
        await socket.SendAsync(question, cancellation);
        var buffer = new byte[4096];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellation);
            if (DnsMessage.Read(buffer.AsSpan(0, length), question) is { } answer) return answer;
        }
    }

    private static async Task<ImmutableArray<string>> OverTcp(IPEndPoint server, byte[] question, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellation);
        await using var stream = new NetworkStream(socket);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)question.Length);
        await stream.WriteAsync((byte[])[.. length, .. question], cancellation);
        await stream.ReadExactlyAsync(length, cancellation);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(message, cancellation);
        return DnsMessage.Read(message, question)?.Texts ?? [];
    }

    private static IEnumerable<IPEndPoint> OfTheSystem() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(n => n.OperationalStatus == OperationalStatus.Up)
        .SelectMany(n => n.GetIPProperties().DnsAddresses)
        .Distinct()
        .Select(a => new IPEndPoint(a, 53));
}
