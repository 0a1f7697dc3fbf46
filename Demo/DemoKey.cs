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

    private const int MostReads = 100;

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// The key that was asked for, or the one kept in the folder, or a new random one, which is then kept there. Without a folder a random key is new each time.
    /// </summary>
    /// <param name="asked">From <see cref="Variable"/>; null or empty: not set.</param>
    /// <param name="folder">Created when it does not exist; null: keep nothing.</param>
    /// <exception cref="FormatException">The key that was asked for, or what the file holds, is not 32 hexadecimal digits.</exception>
    public static string Choose(string? asked, string? folder)
    {
        if (!string.IsNullOrWhiteSpace(asked)) return Checked(asked.Trim(), Variable);
        if (folder is null) return ApiKey.Create();
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) Keep(ApiKey.Create(), folder, file);
        return Checked(Read(file), file);
    }

    private static void Keep(string key, string folder, string file)
    {
        Directory.CreateDirectory(folder);
        // Of hosts that start at once one makes the file, and the others read it. To move a draft there would not do: on Unix the later one wins, after the earlier has read its own.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(file, options);
            stream.Write(Encoding.ASCII.GetBytes(key + "\n"));
        }
        catch (IOException) when (File.Exists(file)) { /* another host's stays */ }
    }

    private static string Read(string file)
    {
        for (var tries = 1; ; tries++)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            var key = reader.ReadToEnd().Trim();
            if (key.Length > 0 || tries == MostReads) return key;
            Thread.Sleep(ReadAgainAfter); // whoever has made the file is about to write into it
        }
    }

    private static string Checked(string key, string from) => key.Length == ApiKey.Length && key.All(char.IsAsciiHexDigit)
        ? key
        : throw new FormatException($"{from}: a demo key has {ApiKey.Length} hexadecimal digits.");
}
