using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CaptchaGrains.Clients.Tests;

/// <summary>The one-process edition on HTTPS under the names that the clients insist on, with somebody who answers, and the clients installed.</summary>
public abstract class Server : IAsyncLifetime
{
    public const string Key = "00112233445566778899aabbccddeeff";

    /// <summary>The clients have these names written into them.</summary>
    public static readonly string[] Names = ["2captcha.com", "api.anti-captcha.com"];

    private readonly string _folder = Directory.CreateTempSubdirectory("captchagrains-clients-").FullName;
    /// <summary>Once for all servers.</summary>
    private static readonly Lazy<Task<string?>> Installed = new(Install);

    private Process? _process;

    /// <summary>Why the clients cannot run here; null: they can.</summary>
    public string? WhyNot { get; private set; }

    public int HttpsPort { get; } = FreePort();

    /// <summary>What a client has to trust.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>picture.png and sound.mp3.</summary>
    public string Media => _folder;

    public static string Node => Path.Combine(AppContext.BaseDirectory, "node");

    public async ValueTask InitializeAsync()
    {
        WhyNot = await Installed.Value;
        if (WhyNot is not null) return;
        await File.WriteAllBytesAsync(Path.Combine(_folder, "picture.png"), Conformance.Media.Picture());
        await File.WriteAllBytesAsync(Path.Combine(_folder, "sound.mp3"), Conformance.Media.Sound());
        await Begin(await Open());
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        if (_process is { HasExited: false }) _process.Kill(entireProcessTree: true);
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What it is, in options of its command line.</summary>
    protected abstract string[] Edition { get; }

    /// <summary>Sees to it that captchas are answered.</summary>
    /// <param name="address">Where it speaks HTTP.</param>
    protected abstract Task Begin(Uri address);

    protected virtual Task End() => Task.CompletedTask;

    private static async Task<string?> Install()
    {
        try
        {
            if (!Directory.Exists(Path.Combine(Node, "node_modules")) && await Run("npm", "ci", "--no-audit", "--no-fund") is { Code: not 0 } failed)
                return "The clients could not be installed from npm: " + failed.Output.Split('\n')[0];
            return await Run("node", "--version") is { Code: not 0 } ? "node does not run." : null;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return "There is no Node.js here: " + e.Message;
        }
    }

    private static async Task<(int Code, string Output)> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Node, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await errors + await output);
    }

    /// <returns>Where it speaks HTTP, for the robots.</returns>
    private async Task<Uri> Open()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Standalone(), .. Edition, "--data", Path.Combine(_folder, "data"),
            "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:0;https://127.0.0.1:{HttpsPort}"), "--https", "--https-names", string.Join(',', Names),
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["CAPTCHAGRAINS_DEMO_KEY"] = Key;
        _process = Process.Start(start)!;
        var errors = _process.StandardError.ReadToEndAsync();
        Uri? address = null;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("CaptchaGrains is open on ", StringComparison.Ordinal))
                address = new Uri(line.Split(' ', ';', ',').First(w => w.StartsWith("http://", StringComparison.Ordinal)));
            if (line.Split(' ').FirstOrDefault(w => w.EndsWith(".pem", StringComparison.Ordinal)) is { } authority) Authority = authority;
            if (!line.StartsWith("Ctrl+C", StringComparison.Ordinal)) continue;
            _ = _process.StandardOutput.ReadToEndAsync(); // or its pipe fills up
            return address ?? throw new InvalidOperationException("It does not say where it is open.");
        }
        throw new InvalidOperationException("It did not start: " + await errors);
    }

    /// <summary>Built beside this project, in the same configuration.</summary>
    private static string Standalone()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        for (var folder = output; folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln")))
                return Path.Combine(folder.FullName, "Standalone", Path.GetRelativePath(Path.Combine(folder.FullName, "tests", "Clients.Tests"), output.FullName), "CaptchaGrains.Standalone.dll");
        throw new InvalidOperationException("The repository is not above " + output.FullName);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
