using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Shell;

namespace CaptchaGrains.Portal.Tests;

/// <summary>What a Spanish page must not have: pieces of our English texts, wherever they come from.</summary>
internal static partial class EnglishSentences
{
    /// <summary>Shorter ones may stand in a Spanish sentence by chance.</summary>
    private const int LeastLength = 12;

    private static readonly ImmutableArray<string> Pieces = Find();

    public static IEnumerable<string> In(string html) => Pieces.Where(p => html.Contains(p, StringComparison.Ordinal));

    private static ImmutableArray<string> Find()
    {
        var spanish = Texts(Language.Spanish.Culture.Parent).ToList();
        return
        [
            .. Texts(CultureInfo.InvariantCulture)
                .Concat(Enum.GetValues<StandardReason>().Select(r => r.InEnglish()))
                .Concat(ShippedTasks.All.Select(t => t.Request.Instruction).OfType<string>())
                .SelectMany(t => Place().Split(t)).Select(p => p.Trim())
                .Where(p => p.Length >= LeastLength && p.Contains(' ', StringComparison.Ordinal) && !spanish.Any(s => s.Contains(p, StringComparison.Ordinal)))
                .Distinct(),
        ];
    }

    private static IEnumerable<string> Texts(CultureInfo culture)
    {
        var portal = typeof(Texts).Assembly;
        return portal.GetManifestResourceNames().Where(n => n.EndsWith(".resources", StringComparison.Ordinal))
            .Select(n => new ResourceManager(n[..^".resources".Length], portal).GetResourceSet(culture, createIfNotExists: true, tryParents: false)!)
            .SelectMany(set => set.Cast<DictionaryEntry>()).Select(e => (string)e.Value!);
    }

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
