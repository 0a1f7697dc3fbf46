using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Portal.Work;

namespace CaptchaGrains.Portal.Moderators;

/// <summary>What the customer wanted of an answer, as the worker saw it, and how a moderator writes his own.</summary>
public static class RuleWords
{
    public static ImmutableArray<string> Of(CaptchaRequest request) =>
    [
        .. new[]
        {
            request.CaseSensitive ? Texts.ChipCase : null,
            request.Phrase ? Texts.ChipWords : null,
            request.Math ? Texts.ChipMath : null,
            request.Numeric switch
            {
                NumericRule.DigitsOnly => Texts.ChipDigits,
                NumericRule.LettersOnly => Texts.ChipLetters,
                NumericRule.DigitsOrLetters => Texts.ChipDigitsOrLetters,
                NumericRule.DigitsAndLetters => Texts.ChipDigitsAndLetters,
                _ => null,
            },
            Length(request),
            request.Language is { } language ? Texts.Format(Texts.ChipLanguage, language) : null,
            request.Grid is { CanNoAnswer: true } ? WorkTexts.ChipNone : null,
        }.OfType<string>(),
    ];

    public static string HowToWrite(CaptchaRequest request) => request.Kind switch
    {
        Kind.Grid => ModeratorTexts.WriteSquares,
        Kind.Coordinates => ModeratorTexts.WritePoints,
        Kind.Rotate => ModeratorTexts.WriteAngles,
        _ => ModeratorTexts.WriteText,
    };

    private static string? Length(CaptchaRequest request) => (request.MinLength, request.MaxLength) switch
    {
        (0, 0) => null,
        (0, var most) => Texts.Format(Texts.ChipAtMost, most),
        (var least, 0) => Texts.Format(Texts.ChipAtLeast, least),
        var (least, most) when least == most => Texts.Format(Texts.ChipExactly, least),
        var (least, most) => Texts.Format(Texts.ChipBetween, least, most),
    };
}
