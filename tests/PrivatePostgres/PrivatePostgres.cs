using System.Diagnostics;

namespace CaptchaGrains.Tests;

/// <summary>
/// A PostgreSQL server of one's own, from the PostgreSQL that is installed here: in a temporary folder, reached by a socket in it, and gone with
/// the process that started it, even when that is killed.
/// </summary>
public sealed class PrivatePostgres : IDisposable
{
    private const string User = "captchagrains";

    /// <summary>
    /// A shell stands between us and the server: it holds the other end of a pipe, and when that closes, for whatever reason, it stops the server and
    /// removes the folder. The folder is made in there because the server's user must own it.
    /// </summary>
    private const string Script = """
        dir=$(mktemp -d /tmp/captchagrains-pg.XXXXXX) || exit 1
        trap '"$BIN/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
        trap 'exit 1' INT TERM HUP
        cd "$dir"
        fail() { cat setup.log server.log >&2 2>/dev/null; exit 1; }
        "$BIN/initdb" -D data -U "$DBUSER" -A trust -E UTF8 --locale=C --no-sync >setup.log 2>&1 || fail
        "$BIN/pg_ctl" -D data -l server.log -t 60 -w -o "-k $dir -c listen_addresses='' $SETTINGS" start >>setup.log 2>&1 </dev/null || fail
        echo "$dir"
        read -r _
        """;

    private readonly Process _shell;

    private PrivatePostgres(Process shell, string folder)
    {
        _shell = shell;
        Folder = folder;
    }

    /// <summary>The server's folder: its socket, its log.</summary>
    public string Folder { get; }

    /// <summary>To the database that every server has.</summary>
    public string ConnectionString => ConnectionStringFor("postgres");

    public string ConnectionStringFor(string database) => $"Host={Folder};Username={User};Database={database}";

    /// <summary>Why no server can be started here; null: one can.</summary>
    public static string? WhyNot()
    {
        if (OperatingSystem.IsWindows()) return "private PostgreSQL servers are started by a Unix shell, and this is Windows";
        if (FindBinaries() is null) return "PostgreSQL is not installed (no initdb in PATH or in /usr/lib/postgresql/*/bin; Debian: apt-get install postgresql)";
        if (Environment.IsPrivilegedProcess && !HasUserPostgres()) return "PostgreSQL refuses to run as root, and there is no user 'postgres' to run it as";
        return null;
    }

    /// <param name="durable">False: a crash of the machine may lose what was committed (a crash of the server does not), which is faster.</param>
    /// <exception cref="InvalidOperationException">It cannot be started here; the message says why.</exception>
    public static PrivatePostgres Start(bool durable = false)
    {
        if (WhyNot() is { } reason) throw new InvalidOperationException("No private PostgreSQL: " + reason + ".");
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            FileName = Environment.IsPrivilegedProcess ? "runuser" : "sh",
        };
        if (Environment.IsPrivilegedProcess)
            foreach (var word in (string[])["-u", "postgres", "--", "sh"]) start.ArgumentList.Add(word);
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.Environment["BIN"] = FindBinaries()!;
        start.Environment["DBUSER"] = User;
        start.Environment["SETTINGS"] = "-c max_connections=200 -c shared_buffers=256MB -c max_wal_size=4GB" + (durable ? "" : " -c fsync=off");

        var shell = Process.Start(start) ?? throw new InvalidOperationException("No private PostgreSQL: no shell.");
        if (shell.StandardOutput.ReadLine() is { } folder) return new PrivatePostgres(shell, folder);
        var error = shell.StandardError.ReadToEnd();
        shell.Dispose();
        throw new InvalidOperationException("No private PostgreSQL: " + error);
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit(TimeSpan.FromSeconds(30));
        _shell.Dispose();
    }

    private static string? FindBinaries()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(VersionOf).Select(d => Path.Combine(d, "bin"))
            : [];
        return path.Concat(debian).FirstOrDefault(d => d.Length > 0 && File.Exists(Path.Combine(d, "initdb")));
    }

    private static int VersionOf(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;

    private static bool HasUserPostgres() =>
        File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal));
}
