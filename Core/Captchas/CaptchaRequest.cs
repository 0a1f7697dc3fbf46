using CaptchaGrains.Core.Quality;

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

    /// <summary>What the customer tells the worker, at most 140 characters; for <see cref="Kind.Text"/> the question itself.</summary>
    public string? Instruction { get; init; }

    public bool HasInstructionImage { get; init; }

    /// <summary>A language code of the customer API (en, ru …), or null.</summary>
    public string? Language { get; init; }

    /// <summary>0 unspecified, 1 Cyrillic, 2 Latin.</summary>
    public int Alphabet { get; init; }

    /// <summary>The web host on which the captcha stands, where the customer said so; checked against the domain's policy.</summary>
    public string? Domain { get; init; }

    /// <summary>Pixels; 0 where there is no image.</summary>
    public int ImageWidth { get; init; }

    /// <summary>Pixels; 0 where there is no image.</summary>
    public int ImageHeight { get; init; }

    /// <summary>Present for <see cref="Kind.Grid"/>.</summary>
    public GridShape? Grid { get; init; }

    /// <summary>Present for <see cref="Kind.Grid"/> and <see cref="Kind.Coordinates"/>.</summary>
    public ClickRange? Clicks { get; init; }

    /// <summary>Present for <see cref="Kind.Rotate"/>.</summary>
    public Rotation? Rotation { get; init; }

    /// <summary>Present for the token kinds.</summary>
    public TokenTask? Token { get; init; }

    /// <summary>The registered software that submitted it; 0: none said.</summary>
    public int SoftwareId { get; init; }

    /// <summary>Where the customer wants to be called when it has ended; null: he asks.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Means something only beside a <see cref="CallbackUrl"/>.</summary>
    public CallbackForm CallbackForm { get; init; }

    /// <summary>Confident mode: several workers answer. Null: one does. Never for the token kinds, nor in what a worker sees.</summary>
    public ConfidentTerms? Confident { get; init; }
}

/// <param name="Rows">1 … <see cref="MostSquares"/>.</param>
/// <param name="Columns">1 … <see cref="MostSquares"/>.</param>
/// <param name="CanNoAnswer">"No square matches" is an answer.</param>
/// <param name="PreviousId">The customer's earlier captcha of the same challenge: only new squares need to be looked at.</param>
/// <param name="ImageType">What the customer says of the image (funcaptcha, recaptcha …); a hint.</param>
public sealed record GridShape(int Rows, int Columns, bool CanNoAnswer, long? PreviousId, string? ImageType)
{
    /// <summary>In a row or a column: more cannot be told apart in an image of 1000 pixels.</summary>
    public const int MostSquares = 20;

    public int Squares => Rows * Columns;
}

/// <summary>How many squares or points are wanted.</summary>
/// <param name="Least">1 or more.</param>
/// <param name="Most">0: no bound.</param>
public sealed record ClickRange(int Least, int Most);

/// <param name="Step">Degrees of one step, 1 … 360.</param>
/// <param name="Images">1 … <see cref="MostImages"/>: each is turned by an angle of its own.</param>
public sealed record Rotation(int Step, int Images)
{
    public const int MostImages = 9;
    public const int DefaultStep = 40;
}

/// <summary>What is needed to solve a captcha of another site in a browser.</summary>
/// <param name="PageUrl">An absolute http or https address.</param>
/// <param name="SiteKey">As the site has it; for <see cref="Kind.KeyCaptcha"/> the user id.</param>
public sealed record TokenTask(string PageUrl, string SiteKey)
{
    /// <summary>reCAPTCHA V3.</summary>
    public string? Action { get; init; }

    /// <summary>reCAPTCHA V3: 0.1 … 0.9; null elsewhere.</summary>
    public decimal? MinScore { get; init; }

    public bool Invisible { get; init; }

    public bool Enterprise { get; init; }

    /// <summary>Further parameters of the provider, a JSON object of texts by their name in version 1 of the customer API; null: none.</summary>
    public string? Parameters { get; init; }
}
