using CaptchaGrains.Core.Customers;

namespace CaptchaGrains.Demo;

/// <summary>The API key of the customer <c>demo</c>.</summary>
public static class DemoKey
{
    /// <summary>The environment variable that sets it.</summary>
    public const string Variable = "CAPTCHAGRAINS_DEMO_KEY";

    /// <summary>Its file in the folder of the embedded store, so that a random key is the same after a restart.</summary>
    public const string FileName = "demo-key";

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
        return Checked(File.ReadAllText(file).Trim(), file);
    }

    private static void Keep(string key, string folder, string file)
    {
        Directory.CreateDirectory(folder);
        // Written beside it and moved, so that another host that starts now sees a whole key or none; the first one stays.
        var draft = Path.Combine(folder, $".{FileName}-{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options)) writer.WriteLine(key);
        try { File.Move(draft, file, overwrite: false); }
        catch (IOException) when (File.Exists(file)) { File.Delete(draft); }
    }

    private static string Checked(string key, string from) => key.Length == ApiKey.Length && key.All(char.IsAsciiHexDigit)
        ? key
        : throw new FormatException($"{from}: a demo key has {ApiKey.Length} hexadecimal digits.");
}
