using System.Diagnostics;
using System.Net.Sockets;
using CaptchaGrains.Core.Ledger;
using Xunit;

namespace CaptchaGrains.Architecture.Tests;

/// <summary>Core has no clock, no I/O, no chance and no threads: what it decides follows from what it is given.</summary>
public sealed class CoreIsPure
{
    /// <summary>Types and members, with all below them.</summary>
    private static readonly string[] Forbidden =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Environment", "System.Console",
        "System.Random", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Security.Cryptography.RandomNumberGenerator",
        "System.IO", "System.Net.Http", "System.Net.Sockets", "System.Net.Dns", "System.Net.WebRequest", "System.Net.WebClient", "System.Net.NetworkInformation",
        "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Threading.Thread", "System.Threading.Tasks", "System.Timers",
    ];

    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["System.Security.Cryptography.RandomNumberGenerator"] =
            "ApiKey.Create: a key has to be unpredictable, which no source that a caller could pass in would promise; nothing is decided by it",
        ["System.Security.Cryptography.RandomNumberGenerator.GetBytes"] = "the same",
    };

    [Fact]
    public void Core_uses_no_clock_no_chance_no_threads_and_no_files_or_sockets() =>
        Assert.DoesNotContain(UsedMembers.Of(typeof(Money).Assembly), used => IsForbidden(used) && !Allowed.ContainsKey(used));

    [Fact]
    public void What_is_forbidden_would_be_found()
    {
        var found = UsedMembers.Of(typeof(Impure).Assembly).Where(IsForbidden).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_UtcNow", "System.Diagnostics.Stopwatch.StartNew", "System.Environment.get_TickCount64",
                "System.Random.get_Shared", "System.Guid.NewGuid", "System.IO.File.Exists", "System.Net.Sockets.Socket", "System.Threading.Tasks.Task.Delay",
            },
            found);
    }

    private static bool IsForbidden(string used) =>
        Forbidden.Any(f => used == f || used.StartsWith(f + ".", StringComparison.Ordinal));

    /// <summary>Never runs: it only has to be compiled.</summary>
    private static class Impure
    {
        public static object[] Everything(Socket socket) =>
        [
            DateTime.UtcNow, DateTimeOffset.UtcNow, Stopwatch.StartNew(), Environment.TickCount64, Random.Shared, Guid.NewGuid(), File.Exists(""),
            socket.Connected, Task.Delay(TimeSpan.Zero),
        ];
    }
}
