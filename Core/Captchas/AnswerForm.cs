using CaptchaGrains.Core.Captchas.Answers;

namespace CaptchaGrains.Core.Captchas;

/// <summary>
/// Checks the form of an answer, at once and without penalty, and gives it the one text as which it is kept and passed on. That text, checked again, is itself.
/// </summary>
public static class AnswerForm
{
    /// <summary>Characters of the longest answer that is taken where the customer set no maximum.</summary>
    public const int LongestText = 200;

    /// <summary>Points of the longest answer: no picture has so many things to click, and the text stays around a kilobyte.</summary>
    public const int MostPoints = 100;

    /// <summary>
    /// Characters. A token that can be used once has to be unguessable: 20 characters of base64 hold 120 bits, less is a slip of the clipboard.
    /// </summary>
    public const int ShortestToken = 20;

    /// <summary>
    /// Characters. Tokens of the four providers have some hundred to some thousand; this is several times the longest, and with its JSON still half of what a
    /// request of a worker may hold.
    /// </summary>
    public const int LongestToken = 16_384;

    /// <summary>The text of "no square matches".</summary>
    public const string NoSquare = "none";

    /// <summary>
    /// Text: Unicode NFC, outer white space removed, inner runs of it folded. Grid: the numbers of squares ascending, <c>1,5,9</c>, or
    /// <see cref="NoSquare"/>. Coordinates: pixels of the original image in the order of the clicks, <c>31,59;70,12</c>. Rotate: whole degrees clockwise, one for
    /// each image, <c>40|-120</c>. Token kinds: the token.
    /// </summary>
    /// <returns>The answer as it is kept, or a flaw; never both, never neither.</returns>
    public static (string? Answer, AnswerFlaw? Flaw) Check(CaptchaRequest request, string? raw) => request.Kind switch
    {
        Kind.ImageText => TextAnswer.Check(request, raw, request.Numeric),
        Kind.Text or Kind.Audio => TextAnswer.Check(request, raw, NumericRule.Any), // digits may well be written as words
        Kind.Grid => SquaresAnswer.Check(request, raw),
        Kind.Coordinates => PointsAnswer.Check(request, raw),
        Kind.Rotate => AnglesAnswer.Check(request.Rotation ?? new Rotation(Rotation.DefaultStep, 1), raw),
        Kind.RecaptchaV2 or Kind.RecaptchaV3 or Kind.KeyCaptcha or Kind.FunCaptcha => TokenAnswer.Check(request.Kind, raw),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Kind, "Not a kind."),
    };
}
