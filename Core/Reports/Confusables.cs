using System.Collections.Frozen;
using System.Text;

namespace CaptchaGrains.Core.Reports;

/// <summary>Characters that people take for each other in a distorted image.</summary>
internal static class Confusables
{
    /// <summary>Each group is one character to the judge; capital and small letters are no difference here.</summary>
    private static readonly string[] Groups = ["o0qd", "l1i|!7j", "s5$", "z2", "b8", "g69", "uv", "ce", "nh", "tf"];

    /// <summary>Pairs that run together.</summary>
    private static readonly (string Pair, string Single)[] Ligatures = [("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m")];

    private static readonly FrozenDictionary<char, char> Leaders =
        Groups.SelectMany(group => group.Select(c => KeyValuePair.Create(c, group[0]))).ToFrozenDictionary();

    /// <summary>The same for two texts that look alike. White space is left out: whether there is a gap is often anybody's guess.</summary>
    public static string Fold(string text)
    {
        var folded = text.ToLowerInvariant();
        foreach (var (pair, single) in Ligatures) folded = folded.Replace(pair, single, StringComparison.Ordinal);
        var builder = new StringBuilder(folded.Length);
        foreach (var c in folded)
            if (!char.IsWhiteSpace(c)) builder.Append(Leaders.GetValueOrDefault(c, c));
        return builder.ToString();
    }
}
