namespace CaptchaGrains.Core.Captchas;

/// <summary>
/// Why an answer was refused before it was taken; a refusal costs the worker nothing. The numbers travel between processes of different versions: never renumber.
/// </summary>
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

    /// <summary>Whole numbers were wanted, or points of two.</summary>
    NotNumbers = 9,

    /// <summary>No such square, a point beside the image, more than a full turn.</summary>
    OutOfRange = 10,

    /// <summary>The same square twice.</summary>
    Duplicate = 11,

    /// <summary>Fewer squares, points or angles than are wanted.</summary>
    TooFew = 12,

    /// <summary>More squares, points or angles than are wanted.</summary>
    TooMany = 13,

    /// <summary>"No square matches" is no answer to this captcha.</summary>
    NoneNotAllowed = 14,

    /// <summary>An angle between two steps.</summary>
    OffStep = 15,

    /// <summary>Characters that stand in no token, or a form that this provider's tokens don't have.</summary>
    NotAToken = 16,
}
