using System.Globalization;

namespace CaptchaGrains.Storage;

/// <summary>One numbered script, embedded in this assembly. A script is never changed once it is released: changes come as another one.</summary>
internal sealed record SchemaScript(int Number, string Text)
{
    /// <param name="folder">Such as <c>Postgres</c>.</param>
    /// <returns>Ascending by number.</returns>
    public static IReadOnlyList<SchemaScript> In(string folder)
    {
        var assembly = typeof(SchemaScript).Assembly;
        var scripts = new List<SchemaScript>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            var parts = name.Replace('\\', '/').Split('/');
            if (string.Join('/', parts[..^1]) != folder) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var number = int.Parse(parts[^1].AsSpan(0, parts[^1].IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            scripts.Add(new SchemaScript(number, reader.ReadToEnd()));
        }
        if (scripts.Count == 0) throw new InvalidOperationException($"There are no scripts in {folder}.");
        return [.. scripts.OrderBy(s => s.Number)];
    }
}
