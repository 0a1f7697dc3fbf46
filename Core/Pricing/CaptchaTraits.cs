using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Core.Pricing;

/// <summary>What makes a captcha more work than another of its kind, as far as its request tells. Stored as a number: never renumber.</summary>
[Flags]
public enum CaptchaTraits : short
{
    Plain = 0,
    TwoWords = 1,
    CaseMatters = 2,
    Arithmetic = 4,

    /// <summary>Eight characters or more, more than nine squares, several points or several images.</summary>
    Long = 8,
}

public static class CaptchaTraitsOf
{
    private const int LongAnswer = 8;
    private const int UsualSquares = 9;

    public static CaptchaTraits Traits(this CaptchaRequest request) =>
        (request.Phrase ? CaptchaTraits.TwoWords : 0)
        | (request.CaseSensitive ? CaptchaTraits.CaseMatters : 0)
        | (request.Math ? CaptchaTraits.Arithmetic : 0)
        | (IsLong(request) ? CaptchaTraits.Long : 0);

    private static bool IsLong(CaptchaRequest request) => request.Kind switch
    {
        Kind.Grid => request.Grid?.Squares > UsualSquares,
        Kind.Coordinates => request.Clicks?.Least > 1,
        Kind.Rotate => request.Rotation?.Images > 1,
        _ => request.MinLength >= LongAnswer,
    };
}
