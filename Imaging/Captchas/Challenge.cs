using System.Collections.Immutable;
using System.Globalization;

namespace CaptchaGrains.Imaging.Captchas;

/// <summary>What is drawn, and what a person should answer.</summary>
internal sealed record Challenge(string Drawn, string Answer, TextCaptchaHints Hints)
{
    private const string Digits = "0123456789";
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string SmallLetters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Mistaken for a character of the other sort: 0 O o Q D, 1 l I i j, 2 Z z, 5 S s, 6 b G, 8 B, 9 g q; or for each other once warped: u v U V, J.</summary>
    private const string Confusable = "0OoQD1lIij2Zz5Ss6bG8B9gquvUVJ";

    /// <summary>Small and capital form differ in little but size.</summary>
    private const string CaseTwins = "cCkKoOpPsSuUvVwWxXyYzZ";

    public static Challenge Make(Random random, TextCaptchaStyle style) =>
        style.Content == TextContent.Arithmetic ? Sum(random) : Text(random, style);

    private static Challenge Text(Random random, TextCaptchaStyle style)
    {
        var length = random.Next(style.MinLength, style.MaxLength + 1);
        var letters = Pick(Capitals + SmallLetters, style);
        // Among digits alone nothing is mistaken for a letter, so all ten serve.
        var digits = style.Content == TextContent.Digits ? [.. Digits] : Pick(Digits, style);
        ImmutableArray<char> all = style.Content switch
        {
            TextContent.Digits => digits,
            TextContent.Letters => letters,
            _ => [.. letters, .. digits],
        };
        if (style.Content == TextContent.LettersAndDigits) length = Math.Max(length, 2);
        var text = new char[length];
        for (var i = 0; i < length; i++)
        {
            do text[i] = all[random.Next(all.Length)];
            while (i > 0 && !style.AllowConfusable && LooksLikeOne(text[i - 1], text[i]));
        }
        if (style.Content == TextContent.LettersAndDigits)
        {
            // One of each; a letter among digits and a digit among letters form no misleading pair.
            var first = random.Next(length);
            var second = (first + 1 + random.Next(length - 1)) % length;
            if (!text.Any(char.IsAsciiDigit)) text[first] = digits[random.Next(digits.Length)];
            if (!text.Any(char.IsAsciiLetter)) text[second] = letters[random.Next(letters.Length)];
        }
        var answer = new string(text);
        var hints = new TextCaptchaHints(
            style.Content == TextContent.Digits, style.Content == TextContent.Letters, style.Content == TextContent.LettersAndDigits,
            style.CaseMatters && style.Content != TextContent.Digits, Arithmetic: false, length, length);
        return new Challenge(answer, answer, hints);
    }

    private static Challenge Sum(Random random)
    {
        var (drawn, result) = random.Next(3) switch
        {
            0 => Of(random.Next(2, 30), '+', random.Next(2, 10)),
            1 => Of(random.Next(11, 30), '-', random.Next(2, 10)),
            _ => Of(random.Next(2, 10), '×', random.Next(2, 10)),
        };
        var answer = result.ToString(CultureInfo.InvariantCulture);
        return new Challenge(drawn, answer, new TextCaptchaHints(DigitsOnly: true, false, false, false, Arithmetic: true, 1, 3));

        static (string, int) Of(int a, char sign, int b) =>
            (string.Create(CultureInfo.InvariantCulture, $"{a} {sign} {b} = ?"), sign switch { '+' => a + b, '-' => a - b, _ => a * b });
    }

    private static ImmutableArray<char> Pick(string from, TextCaptchaStyle style) =>
        [.. from.Where(c => (style.AllowConfusable || !Confusable.Contains(c, StringComparison.Ordinal))
            && !(style.CaseMatters && !style.AllowConfusable && CaseTwins.Contains(c, StringComparison.Ordinal)))];

    /// <summary>Two neighbours that read as one letter: rn as m, cl as d, nn as m.</summary>
    private static bool LooksLikeOne(char left, char right) => (left, right) is ('r', 'n') or ('c', 'l') or ('n', 'n') or ('r', 'r');
}
