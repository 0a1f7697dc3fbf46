using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>A cluster of real processes, by scripts/cluster, on ports and in a folder of its own.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    public const string Key = "00112233445566778899aabbccddeeff";

    private const int MostSilos = 9;

    private readonly string _state = Directory.CreateTempSubdirectory("captchagrains-cluster-").FullName;
    private readonly Dictionary<string, string> _environment;
    private readonly int _postgresPort;

    private LocalCluster()
    {
        var ports = Ports.Block(5 + (3 * MostSilos));
        _postgresPort = ports;
        Gateway = new Uri($"http://127.0.0.1:{ports + 1}");
        Portal = new Uri($"http://127.0.0.1:{ports + 2}");
        GatewayOverHttps = new Uri($"https://127.0.0.1:{ports + 3}");
        PortalOverHttps = new Uri($"https://127.0.0.1:{ports + 4}");
        var silos = ports + 4; // the first one is number 1
        _environment = new Dictionary<string, string>
        {
            ["CAPTCHAGRAINS_STATE"] = _state,
            ["CAPTCHAGRAINS_CONFIGURATION"] = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug",
            ["CAPTCHAGRAINS_PG_PORT"] = Text(ports),
            ["CAPTCHAGRAINS_GATEWAY_PORT"] = Text(ports + 1),
            ["CAPTCHAGRAINS_PORTAL_PORT"] = Text(ports + 2),
            ["CAPTCHAGRAINS_GATEWAY_HTTPS_PORT"] = Text(ports + 3),
            ["CAPTCHAGRAINS_PORTAL_HTTPS_PORT"] = Text(ports + 4),
            ["CAPTCHAGRAINS_SILO_HTTP_BASE"] = Text(silos),
            ["CAPTCHAGRAINS_SILO_BASE"] = Text(silos + MostSilos),
            ["CAPTCHAGRAINS_SILO_GATEWAY_BASE"] = Text(silos + (2 * MostSilos)),
            ["CAPTCHAGRAINS_PATIENCE"] = "180", // only so that a start that hangs ends
            ["CAPTCHAGRAINS_DEMO_KEY"] = Key,
            ["Callbacks__AllowedNetworks"] = "127.0.0.0/8",
            ["Portal__SignInsPerMinute"] = "1000", // all workers come from one address
        };
    }

    public Uri Gateway { get; }

    public Uri Portal { get; }

    /// <summary>Only after a start with it.</summary>
    public Uri GatewayOverHttps { get; }

    /// <summary>Only after a start with it.</summary>
    public Uri PortalOverHttps { get; }

    /// <summary>The PEM file of the authority that signed the certificate of both.</summary>
    public string Authority => Path.Combine(_state, "https", "authority.pem");

    public static async Task<LocalCluster> Start(int silos, int benchWorkers, bool https = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(silos, MostSilos);
        var cluster = new LocalCluster();
        await cluster.Run(["up", "--no-build", "--silos", Text(silos), "--demo", "--demo-bench-workers", Text(benchWorkers), .. (string[])(https ? ["--https"] : [])]);
        return cluster;
    }

    /// <summary>SIGKILL.</summary>
    public Task KillSilo(int number) => Run("kill-silo", Text(number));

    /// <summary>One that was killed; returns when it is ready.</summary>
    public Task StartSilo(int number) => Run("start-silo", Text(number));

    /// <summary>Of the cluster's database; only after a start.</summary>
    public string ConnectionString
    {
        get
        {
            var password = File.ReadAllText(Path.Combine(_state, "pg-password")).Trim();
            return $"Host=127.0.0.1;Port={_postgresPort};Database=market;Username=market;Password={password};Application Name=test";
        }
    }

    public async Task<NpgsqlConnection> Database()
    {
        var connection = new NpgsqlConnection(ConnectionString);
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
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(8));
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

    internal static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) return folder.FullName;
        throw new InvalidOperationException("The repository is not above " + AppContext.BaseDirectory);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
