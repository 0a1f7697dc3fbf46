namespace CaptchaGrains.Core.Captchas;

/// <summary>Which characters an image holds; the numbers are those of the customer API.</summary>
public enum NumericRule : short
{
    Any = 0,
    DigitsOnly = 1,
    LettersOnly = 2,
    DigitsOrLetters = 3,
    DigitsAndLetters = 4,
}

/// <summary>
/// What the customer asks for, without the image: images are stored once, beside the captcha, and are read only when a worker looks.
/// </summary>
public sealed record CaptchaRequest(Kind Kind)
{
    /// <summary>Two or more words.</summary>
    public bool Phrase { get; init; }

    public bool CaseSensitive { get; init; }

    public NumericRule Numeric { get; init; }

    /// <summary>The image shows a sum, and its result is wanted.</summary>
    public bool Math { get; init; }

    /// <summary>Characters, 0 … 20; 0: no bound.</summary>
    public int MinLength { get; init; }

    /// <summary>Characters, 0 … 20; 0: no bound.</summary>
    public int MaxLength { get; init; }

    /// <summary>What the customer tells the worker, at most 140 characters.</summary>
    public string? Instruction { get; init; }

    public bool HasInstructionImage { get; init; }

    /// <summary>A language code of the customer API (en, ru …), or null.</summary>
    public string? Language { get; init; }

    /// <summary>0 unspecified, 1 Cyrillic, 2 Latin.</summary>
    public int Alphabet { get; init; }

    /// <summary>The web host on which the captcha stands, where the customer said so; checked against the domain's policy.</summary>
    public string? Domain { get; init; }
}
