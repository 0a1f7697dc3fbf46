using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace CaptchaGrains.Storage.Sqlite;

/// <summary>Uses the SQLite library of the operating system instead of one that comes with a package: it is patched with the system.</summary>
internal static class SystemSqlite
{
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <exception cref="DllNotFoundException">There is none; the message names what to install.</exception>
    public static void Use() => _ = Loaded.Value;

    private static bool Load()
    {
        var library = Find();
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? library : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }

    private static IntPtr Find()
    {
        string[] names = OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
            : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"]
            : ["libsqlite3.so.0", "libsqlite3.so"];
        foreach (var name in names)
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories | DllImportSearchPath.System32, out var library))
                return library;
        throw new DllNotFoundException(
            $"SQLite is not installed: there is no {names[0]}. Debian and Ubuntu: apt-get install libsqlite3-0; Alpine: apk add sqlite-libs; Fedora: dnf install sqlite-libs.");
    }
}
