using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>A cluster of real processes, by scripts/cluster, on ports and in a folder of its own.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    public const string Key = "00112233445566778899aabbccddeeff";

    private readonly string _state = Directory.CreateTempSubdirectory("captchagrains-cluster-").FullName;
    private readonly Dictionary<string, string> _environment;
    private readonly int _postgresPort;

    private LocalCluster()
    {
        var ports = FreePorts(3);
        _postgresPort = ports[0];
        Gateway = new Uri($"http://127.0.0.1:{ports[1]}");
        Portal = new Uri($"http://127.0.0.1:{ports[2]}");
        var bases = ports[0] % 500 * 10;
        _environment = new Dictionary<string, string>
        {
            ["CAPTCHAGRAINS_STATE"] = _state,
            ["CAPTCHAGRAINS_CONFIGURATION"] = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug",
            ["CAPTCHAGRAINS_PG_PORT"] = Text(ports[0]),
            ["CAPTCHAGRAINS_GATEWAY_PORT"] = Text(ports[1]),
            ["CAPTCHAGRAINS_PORTAL_PORT"] = Text(ports[2]),
            ["CAPTCHAGRAINS_SILO_HTTP_BASE"] = Text(15_000 + bases),
            ["CAPTCHAGRAINS_SILO_BASE"] = Text(20_000 + bases),
            ["CAPTCHAGRAINS_SILO_GATEWAY_BASE"] = Text(25_000 + bases),
            ["CAPTCHAGRAINS_DEMO_KEY"] = Key,
            ["Callbacks__AllowedNetworks"] = "127.0.0.0/8",
            ["Portal__SignInsPerMinute"] = "1000", // all workers come from one address
        };
    }

    public Uri Gateway { get; }

    public Uri Portal { get; }

    public static async Task<LocalCluster> Start(int silos, int benchWorkers)
    {
        var cluster = new LocalCluster();
        await cluster.Run("up", "--no-build", "--silos", Text(silos), "--demo", "--demo-bench-workers", Text(benchWorkers));
        return cluster;
    }

    public Task KillSilo(int number) => Run("kill-silo", Text(number));

    public async Task<NpgsqlConnection> Database()
    {
        var password = (await File.ReadAllTextAsync(Path.Combine(_state, "pg-password"))).Trim();
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={_postgresPort};Database=market;Username=market;Password={password}");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Run("down", "--wipe");
        if (Directory.Exists(_state)) Directory.Delete(_state, recursive: true);
    }

    private async Task Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(Root(), "scripts", "cluster"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var lines = new List<string>();
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        // Not until its pipes close: the silos that it starts inherit them.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (!process.HasExited) await Task.WhenAny(process.WaitForExitAsync(patience.Token), Exited(process, patience.Token));
        lock (lines) Assert.True(process.ExitCode == 0, $"scripts/cluster {string.Join(' ', arguments)}:\n{string.Join('\n', lines)}");

        void Keep(string? line)
        {
            if (line is null) return;
            lock (lines) lines.Add(line);
        }
    }

    private static Task Exited(Process process, CancellationToken patience)
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        patience.Register(() => exited.TrySetCanceled());
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (process.HasExited) exited.TrySetResult();
        return exited.Task;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) return folder.FullName;
        throw new InvalidOperationException("The repository is not above " + AppContext.BaseDirectory);
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
