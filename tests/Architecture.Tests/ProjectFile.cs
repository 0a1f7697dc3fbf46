using System.Collections.Immutable;
using System.Xml.Linq;

namespace CaptchaGrains.Architecture.Tests;

/// <summary>What a project file says.</summary>
/// <param name="Path">Relative to the root, with slashes.</param>
/// <param name="Packages">Names of referenced packages.</param>
/// <param name="References">Paths of referenced projects, relative to the root.</param>
internal sealed record ProjectFile(string Path, ImmutableArray<string> Packages, ImmutableArray<string> References, bool NamesAVersion)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Tests, benchmarks and what they share: nothing of the product.</summary>
    public bool IsForDevelopment => Path.StartsWith("tests/", StringComparison.Ordinal) || Path.StartsWith("bench/", StringComparison.Ordinal);

    public bool ReferencesOrleans => Packages.Any(p => p.StartsWith("Microsoft.Orleans.", StringComparison.OrdinalIgnoreCase));

    public static ProjectFile Read(string path)
    {
        var xml = XDocument.Parse(Repository.Read(path));
        var packages = Elements(xml, "PackageReference").ToList();
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.Combine(Repository.Root, path))!;
        var references = Elements(xml, "ProjectReference")
            .Select(r => System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, Include(r).Replace('\\', '/'))))
            .Select(full => System.IO.Path.GetRelativePath(Repository.Root, full).Replace('\\', '/'));
        var namesAVersion = packages.Any(p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null || p.Elements().Any());
        return new ProjectFile(path, [.. packages.Select(Include)], [.. references], namesAVersion);
    }

    /// <summary>This project and all that it needs.</summary>
    public IEnumerable<ProjectFile> Closure()
    {
        var known = new HashSet<string> { Path };
        var open = new Queue<ProjectFile>([this]);
        while (open.TryDequeue(out var project))
        {
            yield return project;
            foreach (var reference in project.References.Where(known.Add))
                open.Enqueue(Repository.Projects.SingleOrDefault(p => p.Path == reference) ?? throw new InvalidOperationException($"{project} references {reference}, which does not exist."));
        }
    }

    public override string ToString() => Path;

    private static IEnumerable<XElement> Elements(XDocument xml, string name) => xml.Descendants().Where(e => e.Name.LocalName == name);

    private static string Include(XElement reference) => reference.Attribute("Include")?.Value ?? "";
}
