using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Core.Customers;

namespace CaptchaGrains.Demo;

/// <summary>The API key of the customer <c>demo</c>.</summary>
public static class DemoKey
{
    /// <summary>The environment variable that sets it.</summary>
    public const string Variable = "CAPTCHAGRAINS_DEMO_KEY";

    /// <summary>Its file in the folder of the embedded store, so that a random key is the same after a restart.</summary>
    public const string FileName = "demo-key";

    /// <summary>Another host holds the file for as long as it takes to write a line.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The key that was asked for, or the one kept in the folder, or a new random one, which is then kept there. Without a folder a random key is new each time.
    /// </summary>
    /// <param name="asked">From <see cref="Variable"/>; null or empty: not set.</param>
    /// <param name="folder">Created when it does not exist; null: keep nothing.</param>
    /// <exception cref="TimeoutException">Another host of this machine holds the file for longer than ten seconds.</exception>
    /// <exception cref="FormatException">The key that was asked for, or what the file holds, is not 32 hexadecimal digits.</exception>
    public static string Choose(string? asked, string? folder)
    {
        if (!string.IsNullOrWhiteSpace(asked)) return Checked(asked.Trim(), Variable);
        if (folder is null) return ApiKey.Create();
        var file = Path.Combine(folder, FileName);
        return Checked(OneAtATime(file, () => Kept(folder, file)), file);
    }

    private static string Kept(string folder, string file)
    {
        // A host that died while it made the file may have left it empty.
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } known) return known;
        var key = ApiKey.Create();
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(key + "\n"));
        return key;
    }

    /// <summary>Hosts of a machine that start at once wait for each other: one makes the key, the others read it.</summary>
    private static string OneAtATime(string file, Func<string> act)
    {
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(file))));
        using var mutex = new Mutex(false, $"captchagrains-{name}");
        try
        {
            if (!mutex.WaitOne(Patience)) throw new TimeoutException($"Another host holds {file}.");
        }
        catch (AbandonedMutexException) { /* its host died, and it is ours */ }
        try { return act(); }
        finally { mutex.ReleaseMutex(); }
    }

    private static string Checked(string key, string from) => key.Length == ApiKey.Length && key.All(char.IsAsciiHexDigit)
        ? key
        : throw new FormatException($"{from}: a demo key has {ApiKey.Length} hexadecimal digits.");
}
