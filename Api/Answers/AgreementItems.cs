using System.Text.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Api.Errors;

namespace CaptchaGrains.Api.Answers;

/// <summary>How sure an answer of confident mode is, as replies have it, and why there is none.</summary>
internal static class AgreementItems
{
    /// <summary>Digits behind the point: the confidence is calibrated to some thousandths.</summary>
    private const int Digits = 4;

    public static void Write(Utf8JsonWriter json, Agreement? agreement)
    {
        if (agreement is null) return;
        // Rounded down: nothing is certain.
        var scale = Math.Pow(10, Digits);
        json.WriteNumber("confidence"u8, (decimal)(Math.Floor(agreement.Confidence * scale) / scale));
        json.WriteNumber("matches"u8, agreement.Matches);
    }

    /// <summary>The code of a captcha that ended without an answer.</summary>
    public static ErrorCode WhyUnsolved(CaptchaView captcha) => captcha.Agreement is { Answers: > 0 } ? ErrorCode.BadDuplicates : ErrorCode.CaptchaUnsolvable;
}
