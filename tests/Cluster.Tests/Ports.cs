using System.Net;
using System.Net.Sockets;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>
/// Free ports, side by side. Not those that the system gives away for a moment: between the moment when one is found free and the moment when a process
/// listens on it, the system would give it to somebody else, and be it to a client of the test itself.
/// </summary>
internal static class Ports
{
    // Below the range of Linux (32,768 …) and of others (49,152 …).
    private const int First = 15_000;
    private const int Last = 32_000;
    private const int Attempts = 200;

    /// <returns>The first of so many.</returns>
    public static int Block(int size)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var first = First + (Random.Shared.Next((Last - First) / size) * size);
            if (Enumerable.Range(first, size).All(IsFree)) return first;
        }
        throw new InvalidOperationException($"There are no {size} free ports side by side.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try { listener.Start(); }
        catch (SocketException) { return false; }
        return true;
    }
}
