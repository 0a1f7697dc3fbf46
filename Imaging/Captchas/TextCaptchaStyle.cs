namespace CaptchaGrains.Imaging.Captchas;

/// <summary>What is written in an image.</summary>
public enum TextContent
{
    Digits = 1,
    Letters = 2,

    /// <summary>At least one of each.</summary>
    LettersAndDigits = 3,

    /// <summary>A sum such as <c>7 + 5 = ?</c>, whose result is the answer.</summary>
    Arithmetic = 4,
}

/// <summary>How a text captcha looks and what it asks.</summary>
public sealed record TextCaptchaStyle
{
    public TextContent Content { get; init; } = TextContent.LettersAndDigits;

    /// <summary>Capital and small letters are told apart; then only letters are used whose two forms differ in more than size.</summary>
    public bool CaseMatters { get; init; }

    /// <summary>Also characters that people mistake for each other: 0/O, 1/l/I, 5/S, 2/Z, 8/B …</summary>
    public bool AllowConfusable { get; init; }

    /// <summary>Characters, 1 … 10; not used by <see cref="TextContent.Arithmetic"/>.</summary>
    public int MinLength { get; init; } = 4;

    /// <summary>Characters, <see cref="MinLength"/> … 10.</summary>
    public int MaxLength { get; init; } = 6;

    /// <summary>Pixels, 80 … 1000.</summary>
    public int Width { get; init; } = 200;

    /// <summary>Pixels, 30 … 1000.</summary>
    public int Height { get; init; } = 70;

    /// <summary>Thin curves behind the text, 0 … 20.</summary>
    public int NoiseLines { get; init; } = 3;

    /// <summary>Specks, 0 … 500.</summary>
    public int NoiseDots { get; init; } = 24;

    /// <summary>
    /// Writes the answer into the file as text, so that simulated workers in another process can "read" the image. Never for captchas that shall protect something.
    /// </summary>
    public bool EmbedAnswer { get; init; }

    /// <exception cref="ArgumentException">A value is outside of its range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Content)) throw new ArgumentException("Not a content.", nameof(Content));
        Check(MinLength, 1, 10, nameof(MinLength));
        Check(MaxLength, MinLength, 10, nameof(MaxLength));
        Check(Width, 80, 1000, nameof(Width));
        Check(Height, 30, 1000, nameof(Height));
        Check(NoiseLines, 0, 20, nameof(NoiseLines));
        Check(NoiseDots, 0, 500, nameof(NoiseDots));
        if (Content == TextContent.LettersAndDigits && MaxLength < 2)
            throw new ArgumentException("A letter and a digit need two characters.", nameof(MaxLength));
    }

    private static void Check(int value, int least, int most, string name)
    {
        if (value < least || value > most) throw new ArgumentException($"{name} is {least} to {most}, not {value}.", name);
    }
}
