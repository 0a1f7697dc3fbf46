using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CaptchaGrains.Hosting.Outbound;

namespace CaptchaGrains.Api.Tests.Callbacks;

/// <summary>Names as the test says; each may answer differently the next time.</summary>
internal sealed class FakeNames : IHostNames
{
    private readonly ConcurrentDictionary<string, Func<string>> _names = new();
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    /// <param name="addresses">Of each answer in turn, separated by spaces; the last one stays.</param>
    public void Set(string host, params string[] addresses)
    {
        var turn = -1;
        _names[host] = () => addresses[Math.Min(Interlocked.Increment(ref turn), addresses.Length - 1)];
    }

    public Task<IPAddress[]> Resolve(string host, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        if (!_names.TryGetValue(host, out var answer)) throw new SocketException((int)SocketError.HostNotFound);
        return Task.FromResult(answer().Split(' ').Select(IPAddress.Parse).ToArray());
    }
}
