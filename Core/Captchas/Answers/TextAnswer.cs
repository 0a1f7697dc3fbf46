using System.Globalization;
using System.Text;

namespace CaptchaGrains.Core.Captchas.Answers;

/// <summary>What is typed.</summary>
internal static class TextAnswer
{
    public static (string? Answer, AnswerFlaw? Flaw) Check(CaptchaRequest request, string? raw, NumericRule rule)
    {
        if (raw is { Length: > AnswerForm.LongestText * 4 }) return (null, AnswerFlaw.TooLong);
        if (!TryFold(raw ?? "", out var text)) return (null, AnswerFlaw.ControlCharacters);
        if (!text.Any(IsVisible)) return (null, AnswerFlaw.Empty);
        var longest = request.MaxLength > 0 ? request.MaxLength : AnswerForm.LongestText;
        if (text.Length > longest) return (null, AnswerFlaw.TooLong);
        if (text.Length < request.MinLength) return (null, AnswerFlaw.TooShort);
        // The result of a sum may be negative, which no rule about characters should forbid.
        var judged = request.Math && text[0] == '-' ? text[1..] : text;
        if (request.Phrase) judged = judged.Replace(" ", "", StringComparison.Ordinal); // two words of digits are digits only
        return Broken(rule, judged) is { } flaw ? (null, flaw) : (text, null);
    }

    private static AnswerFlaw? Broken(NumericRule rule, string judged)
    {
        var digits = judged.Any(char.IsDigit);
        var letters = judged.Any(char.IsLetter);
        return rule switch
        {
            NumericRule.DigitsOnly when letters || !digits || judged.Any(c => !char.IsDigit(c)) => AnswerFlaw.DigitsOnly,
            NumericRule.LettersOnly when digits || !letters => AnswerFlaw.LettersOnly,
            NumericRule.DigitsOrLetters when digits == letters => AnswerFlaw.DigitsOrLetters,
            NumericRule.DigitsAndLetters when !(digits && letters) => AnswerFlaw.DigitsAndLetters,
            _ => null,
        };
    }

    // A zero-width space is neither white space nor a control character, and nothing to read.
    private static bool IsVisible(char c) => c != ' ' && char.GetUnicodeCategory(c) != UnicodeCategory.Format;

    private static bool TryFold(string raw, out string folded)
    {
        folded = "";
        var builder = new StringBuilder(raw.Length);
        foreach (var c in raw)
        {
            if (char.IsWhiteSpace(c)) { if (builder.Length > 0 && builder[^1] != ' ') builder.Append(' '); }
            else if (char.IsControl(c)) return false;
            else builder.Append(c);
        }
        try { folded = builder.ToString().TrimEnd().Normalize(NormalizationForm.FormC); }
        catch (ArgumentException) { return false; } // a lone surrogate is not text
        return true;
    }
}
