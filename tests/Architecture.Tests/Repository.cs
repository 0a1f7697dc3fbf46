using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaptchaGrains.Architecture.Tests;

/// <summary>The files of the repository that the tests were built from. Paths are relative to its root, with slashes.</summary>
internal static partial class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "data", "TestResults"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<ProjectFile> Projects { get; } = [.. Files("*.csproj").Select(ProjectFile.Read)];

    /// <summary>All C# sources.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Files("*.cs")];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The projects in CaptchaGrains.sln.</summary>
    public static IEnumerable<string> InSolution() =>
        ProjectInSolution().Matches(Read("CaptchaGrains.sln")).Select(m => m.Groups[1].Value.Replace('\\', '/'));

    /// <summary>The projects in CaptchaGrains.Standalone.slnf.</summary>
    public static IEnumerable<string> InStandaloneFilter()
    {
        using var filter = JsonDocument.Parse(Read("CaptchaGrains.Standalone.slnf"));
        return [.. filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray().Select(p => p.GetString()!.Replace('\\', '/'))];
    }

    private static IEnumerable<string> Files(string pattern) => Walk(new DirectoryInfo(Root), pattern)
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, string pattern) => folder.EnumerateFiles(pattern).Concat(
        folder.EnumerateDirectories()
            .Where(d => !d.Name.StartsWith('.') && d.LinkTarget is null && !NotOurs.Contains(d.Name))
            .SelectMany(d => Walk(d, pattern)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No CaptchaGrains.sln above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectInSolution();
}
