using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CaptchaGrains.Hosting.Outbound;

namespace CaptchaGrains.Portal.Tests;

public sealed class TextRecords
{
    [Fact]
    public async Task The_records_of_a_name_are_found_with_their_parts_joined_and_aliases_passed_over()
    {
        using var server = new NameServer(question => Answer(question, [.. Alias, .. Text("v=spf1 ", "-all"), .. Text("captchagrains-verification=abc")], 3));
        Assert.Equal(["v=spf1 -all", "captchagrains-verification=abc"], await server.Ask("_captchagrains.owner.test"));
    }

    [Fact]
    public async Task A_long_answer_is_asked_for_again_over_TCP()
    {
        using var server = new NameServer(
            question => Answer(question, [], 0, truncated: true),
            question => Answer(question, [.. Enumerable.Range(0, 20).SelectMany(n => Text($"record {n} " + new string('x', 200)))], 20));
        Assert.Equal(20, (await server.Ask("owner.test")).Length);
    }

    [Fact]
    public async Task An_answer_to_another_question_is_not_believed()
    {
        var tries = 0;
        using var server = new NameServer(question =>
        {
            var wrong = (byte[])question.Clone();
            if (tries++ == 0) wrong[1] ^= 1; // another number
            return Answer(wrong, [.. Text("forged")], 1);
        }, thenRight: question => Answer(question, [.. Text("right")], 1));
        Assert.Equal(["right"], await server.Ask("owner.test"));
    }

    [Fact]
    public async Task Where_nobody_answers_there_are_no_records()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)closed.LocalEndPoint!).Port;
        closed.Close();
        Assert.Empty(await new DnsTxt([new IPEndPoint(IPAddress.Loopback, port)]).Find("owner.test", CancellationToken.None));
        Assert.Empty(await new DnsTxt([]).Find("owner.test", CancellationToken.None));
    }

    [Fact]
    public void Broken_messages_are_no_records_and_never_throw()
    {
        var question = DnsMessage.Question(7, "owner.test");
        var whole = Answer(question, [.. Text("one", "two"), .. Text("three")], 2);
        Assert.Equal(["onetwo", "three"], DnsMessage.Read(whole, question)!.Texts);
        var random = new Random(1);
        for (var n = 0; n < 20_000; n++)
        {
            var broken = whole[..random.Next(whole.Length + 1)];
            for (var flips = random.Next(4); flips > 0 && broken.Length > 0; flips--) broken[random.Next(broken.Length)] = (byte)random.Next(256);
            _ = DnsMessage.Read(broken, question);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("b\u00FCcher.test")]
    public void What_is_no_name_cannot_be_asked_for(string name)
    {
        Assert.Throws<ArgumentException>(() => DnsMessage.Question(1, name));
        Assert.Throws<ArgumentException>(() => DnsMessage.Question(1, new string('a', 64)));
        Assert.Throws<ArgumentException>(() => DnsMessage.Question(1, string.Join('.', Enumerable.Repeat("abcdefghi", 30))));
    }

    private static byte[] Answer(byte[] question, byte[] records, ushort count, bool truncated = false)
    {
        byte[] message = [.. question, .. records];
        message[2] = (byte)(0x81 | (truncated ? 2 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), count);
        return message;
    }

    private static byte[] Text(params string[] parts)
    {
        byte[] data = [.. parts.SelectMany(p => (byte[])[(byte)p.Length, .. Encoding.ASCII.GetBytes(p)])];
        return [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];
    }

    /// <summary>The name is an alias of <c>x.test</c>.</summary>
    private static byte[] Alias => [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 8, 1, (byte)'x', 4, .. "test"u8, 0];

    /// <summary>Answers on a port of this machine, over UDP and TCP.</summary>
    private sealed class NameServer : IDisposable
    {
        private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly Socket _tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public NameServer(Func<byte[], byte[]> udp, Func<byte[], byte[]>? tcp = null, Func<byte[], byte[]>? thenRight = null)
        {
            _tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _tcp.Listen();
            _udp.Bind(_tcp.LocalEndPoint!);
            _ = ServeUdp(udp, thenRight);
            if (tcp is not null) _ = ServeTcp(tcp);
        }

        public async Task<string[]> Ask(string name) => [.. await new DnsTxt([(IPEndPoint)_tcp.LocalEndPoint!]).Find(name, CancellationToken.None)];

        public void Dispose()
        {
            _udp.Dispose();
            _tcp.Dispose();
        }

        private async Task ServeUdp(Func<byte[], byte[]> answer, Func<byte[], byte[]>? thenRight)
        {
            var buffer = new byte[1024];
            var asked = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
            var question = buffer[..asked.ReceivedBytes];
            await _udp.SendToAsync(answer(question), asked.RemoteEndPoint);
            if (thenRight is not null) await _udp.SendToAsync(thenRight(question), asked.RemoteEndPoint);
        }

        private async Task ServeTcp(Func<byte[], byte[]> answer)
        {
            using var client = await _tcp.AcceptAsync();
            await using var stream = new NetworkStream(client);
            var length = new byte[2];
            await stream.ReadExactlyAsync(length);
            var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(question);
            var message = answer(question);
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)message.Length);
            await stream.WriteAsync(length);
            await stream.WriteAsync(message);
        }
    }
}
