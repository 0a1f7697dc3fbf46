using System.Collections.Frozen;

namespace CaptchaGrains.Core.Domains;

/// <summary>
/// The deny list that comes with the product: names by category, and labels that mean the same below every country's own top-level domain (<c>gov.*</c>).
/// </summary>
public sealed class ShippedRules
{
    private readonly FrozenDictionary<string, string> _names;
    private readonly FrozenDictionary<string, string> _labels;

    private ShippedRules(Dictionary<string, string> names, Dictionary<string, string> labels)
    {
        _names = names.ToFrozenDictionary(StringComparer.Ordinal);
        _labels = labels.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static ShippedRules None { get; } = new([], []);

    /// <summary>Every entry with its category, as it is written in the list; ascending.</summary>
    public IEnumerable<(string Entry, string Category)> Entries =>
        _names.Select(n => (n.Key, n.Value)).Concat(_labels.Select(l => (l.Key + ".*", l.Value))).OrderBy(e => e.Item1, StringComparer.Ordinal);

    /// <param name="text">Lines: <c>[category]</c>, a name, <c>label.*</c>, a comment after <c>#</c>, or nothing.</param>
    /// <exception cref="FormatException">A line is none of these, comes before the first category, or says again what another said.</exception>
    public static ShippedRules Parse(string text)
    {
        var (names, labels) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        string? category = null;
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Split('#')[0].Trim();
            if (line.Length == 0) continue;
            if (line is ['[', .. var title, ']'])
            {
                category = title;
                continue;
            }
            var (map, name) = line.EndsWith(".*", StringComparison.Ordinal) ? (labels, line[..^2]) : (names, line);
            if (category is null || !DomainName.TryParse(name, out var parsed) || parsed.Value != name || (map == labels && name.Contains('.', StringComparison.Ordinal)))
                throw new FormatException($"'{line}' is no entry of a deny list.");
            if (!map.TryAdd(name, category)) throw new FormatException($"'{line}' stands twice in the deny list.");
        }
        return new ShippedRules(names, labels);
    }

    /// <summary>What the list says of just this name; null: nothing.</summary>
    public DomainPolicy? Find(string name)
    {
        if (!_names.TryGetValue(name, out var category) && !IsBelowACountry(name, out category)) return null;
        return new DomainPolicy(DomainStanding.Denied, category!, "shipped", DateTimeOffset.UnixEpoch) { Source = RuleSource.Shipped, Name = name };
    }

    private bool IsBelowACountry(string name, out string? category)
    {
        category = null;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return false;
        var top = name.AsSpan(dot + 1);
        return (top.Length == 2 || (top.StartsWith("xn--") && !top.Contains('.'))) && _labels.TryGetValue(name[..dot], out category);
    }
}
