namespace CaptchaGrains.Testing.Crowds;

/// <summary>An image of six letters and digits.</summary>
/// <param name="Difficulty">The factor on everybody's mistakes.</param>
/// <param name="LooksLike">What three of ten people read; null: nothing in particular.</param>
public sealed record TypedImage(string Text, double Difficulty, string? LooksLike);

/// <summary>
/// How people type what they see. Mistakes are made character by character, eight times as often at one that has a twin (0 and o, 1 and i …), and four of five
/// times there end in the twin, so two workers often agree on the same wrong answer. Images differ: 80 % are clear (half of the usual mistakes), the others
/// noisy (2.6 times), and a few are drawn so badly at one character that 30 % of all people, also of the careful ones, read the same wrong one there.
/// </summary>
/// <param name="misdrawn">The share of images that mislead three of ten people.</param>
public sealed class Typing(Random random, double misdrawn)
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static readonly string[] Twins = ["0oqd", "1ilj", "2z", "5s", "6bg", "8b", "9gq", "uv", "vy", "nm"];
    private static readonly Dictionary<char, string> TwinsOf = Alphabet.ToDictionary(
        c => c, c => string.Concat(Twins.Where(t => t.Contains(c, StringComparison.Ordinal))).Replace(c.ToString(), "", StringComparison.Ordinal));

    /// <summary>Whether one text can be taken for the other: only twins differ.</summary>
    public static bool LookAlike(string a, string b) =>
        a.Length == b.Length && a.Zip(b).All(p => p.First == p.Second || TwinsOf[p.First].Contains(p.Second, StringComparison.Ordinal));

    public TypedImage Next()
    {
        var text = Anything();
        var quality = random.NextDouble();
        return new TypedImage(text, quality < 0.80 ? 0.5 : 2.6, quality < 1 - misdrawn ? null : Misdrawn(text));
    }

    /// <summary>Six characters without looking.</summary>
    public string Anything() => string.Create(6, random, static (text, r) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = Alphabet[r.Next(Alphabet.Length)];
    });

    /// <param name="mistakes">The worker's share of wrong answers over all images, about.</param>
    public string Read(TypedImage image, double mistakes)
    {
        if (image.LooksLike is { } other && random.NextDouble() < 0.3) return other;
        var typed = image.Text.ToCharArray();
        for (var i = 0; i < typed.Length; i++)
        {
            var twins = TwinsOf[typed[i]];
            // The average image of six has about 4 characters with a twin: 4 × 8 + 2.
            var hazard = (twins.Length > 0 ? 8.0 : 1.0) / 34;
            if (random.NextDouble() >= Math.Min(0.6, mistakes * image.Difficulty * hazard)) continue;
            typed[i] = twins.Length > 0 && random.NextDouble() < 0.8 ? twins[random.Next(twins.Length)] : Alphabet[random.Next(Alphabet.Length)];
        }
        return new string(typed);
    }

    public bool Slips(double share) => random.NextDouble() < share;

    private string Misdrawn(string text)
    {
        var at = Math.Max(0, Array.FindIndex(text.ToCharArray(), c => TwinsOf[c].Length > 0));
        var read = text.ToCharArray();
        var twins = TwinsOf[read[at]];
        read[at] = twins.Length > 0 ? twins[random.Next(twins.Length)] : '7';
        return new string(read);
    }
}
