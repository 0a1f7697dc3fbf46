using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Portal.Work;

namespace CaptchaGrains.Portal.Shell;

/// <summary>What people call the kinds.</summary>
public static class KindNames
{
    public static string Of(Kind kind) => kind switch
    {
        Kind.ImageText => Texts.KindImageText,
        Kind.Text => WorkTexts.KindText,
        Kind.Grid => WorkTexts.KindGrid,
        Kind.Coordinates => WorkTexts.KindCoordinates,
        Kind.Rotate => WorkTexts.KindRotate,
        Kind.Audio => WorkTexts.KindAudio,
        Kind.RecaptchaV2 => WorkTexts.KindRecaptchaV2,
        Kind.RecaptchaV3 => WorkTexts.KindRecaptchaV3,
        Kind.KeyCaptcha => WorkTexts.KindKeyCaptcha,
        Kind.FunCaptcha => WorkTexts.KindFunCaptcha,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind."),
    };
}
