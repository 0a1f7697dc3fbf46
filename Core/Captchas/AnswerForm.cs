using System.Globalization;
using System.Text;

namespace CaptchaGrains.Core.Captchas;

/// <summary>Why an answer was refused before it was taken; a refusal costs the worker nothing.</summary>
public enum AnswerFlaw
{
    Empty = 1,
    TooLong = 2,
    TooShort = 3,
    DigitsOnly = 4,
    LettersOnly = 5,
    DigitsOrLetters = 6,
    DigitsAndLetters = 7,
    ControlCharacters = 8,
}

/// <summary>Checks the form of an answer, at once and without penalty.</summary>
public static class AnswerForm
{
    /// <summary>Characters of the longest answer that is taken where the customer set no maximum.</summary>
    public const int LongestText = 200;

    /// <returns>The answer as it is kept (Unicode NFC, outer white space removed, inner runs of it folded), or a flaw.</returns>
    public static (string? Answer, AnswerFlaw? Flaw) CheckText(CaptchaRequest request, string? raw)
    {
        if (raw is { Length: > LongestText * 4 }) return (null, AnswerFlaw.TooLong);
        if (!TryFold(raw ?? "", out var text)) return (null, AnswerFlaw.ControlCharacters);
        if (!text.Any(IsVisible)) return (null, AnswerFlaw.Empty);
        var longest = request.MaxLength > 0 ? request.MaxLength : LongestText;
        if (text.Length > longest) return (null, AnswerFlaw.TooLong);
        if (text.Length < request.MinLength) return (null, AnswerFlaw.TooShort);
        // The result of a sum may be negative, which no rule about characters should forbid.
        var judged = request.Math && text[0] == '-' ? text[1..] : text;
        if (request.Phrase) judged = judged.Replace(" ", "", StringComparison.Ordinal); // two words of digits are digits only
        var digits = judged.Any(char.IsDigit);
        var letters = judged.Any(char.IsLetter);
        AnswerFlaw? flaw = request.Numeric switch
        {
            NumericRule.DigitsOnly when letters || !digits || judged.Any(c => !char.IsDigit(c)) => AnswerFlaw.DigitsOnly,
            NumericRule.LettersOnly when digits || !letters => AnswerFlaw.LettersOnly,
            NumericRule.DigitsOrLetters when digits == letters => AnswerFlaw.DigitsOrLetters,
            NumericRule.DigitsAndLetters when !(digits && letters) => AnswerFlaw.DigitsAndLetters,
            _ => null,
        };
        return flaw is null ? (text, null) : (null, flaw);
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
