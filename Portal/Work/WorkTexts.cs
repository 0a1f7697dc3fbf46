using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace CaptchaGrains.Portal.Work;

/// <summary>
/// The words of the work page beside those in <see cref="Texts"/>, in the language of the request. Most of them its scripts say, which find them by these names.
/// </summary>
public static class WorkTexts
{
    private static readonly ResourceManager Resources = new("CaptchaGrains.Portal.Work.WorkTexts", typeof(WorkTexts).Assembly);

    public static string WorkToday => Get();
    public static string WorkSession => Get();
    public static string WorkSaidLate => Get();
    public static string WorkTraining => Get();
    public static string WorkSanctions => Get();
    public static string WorkTokenLabel => Get();
    public static string KeysGrid => Get();
    public static string KeysCoordinates => Get();
    public static string KeysRotate => Get();
    public static string KeysAudio => Get();
    public static string KeysToken => Get();
    public static string KindText => Get();
    public static string KindGrid => Get();
    public static string KindCoordinates => Get();
    public static string KindRotate => Get();
    public static string KindAudio => Get();
    public static string KindRecaptchaV2 => Get();
    public static string KindRecaptchaV3 => Get();
    public static string KindKeyCaptcha => Get();
    public static string KindFunCaptcha => Get();
    public static string KindsTitle => Get();
    public static string KindsOn => Get();
    public static string KindsText => Get();
    public static string KindsQueued => Get();
    public static string KindsLimited => Get();
    public static string KindsOneAtLeast => Get();
    public static string BreakHint => Get();
    public static string BreakNow => Get();
    public static string BreakLater => Get();
    public static string WhyNoKinds => Get();
    public static string WhyLimited => Get();
    public static string WhyNotForYouOne => Get();
    public static string WhyNotForYou => Get();
    public static string WhyAllTaken => Get();
    public static string WhySoon => Get();
    public static string WhyNothingSubmitted => Get();
    public static string WhyElsewhere => Get();
    public static string WhyAsksMore => Get();
    public static string WhyDailyCap => Get();
    public static string WorkCapTitle => Get();
    public static string WorkTerms => Get();
    public static string ForecastSecond => Get();
    public static string ForecastSeconds => Get();
    public static string ForecastMinute => Get();
    public static string ForecastMinutes => Get();
    public static string ChipSquares => Get();
    public static string ChipSquaresBetween => Get();
    public static string ChipSquaresAtLeast => Get();
    public static string ChipPoints => Get();
    public static string ChipPointsBetween => Get();
    public static string ChipPointsAtLeast => Get();
    public static string ChipNone => Get();
    public static string ChipStep => Get();
    public static string Square => Get();
    public static string GridLabel => Get();
    public static string GridNone => Get();
    public static string GridNonePicked => Get();
    public static string GridPicked => Get();
    public static string GridNothingYet => Get();
    public static string PointsLabel => Get();
    public static string PointsUndo => Get();
    public static string PointsNothingYet => Get();
    public static string PointsPickedOne => Get();
    public static string PointsPicked => Get();
    public static string PointSet => Get();
    public static string PointTaken => Get();
    public static string RotateLabel => Get();
    public static string RotateLabelOf => Get();
    public static string RotateLeft => Get();
    public static string RotateRight => Get();
    public static string RotateReset => Get();
    public static string RotateDegrees => Get();
    public static string AudioPlay => Get();
    public static string AudioStop => Get();
    public static string AudioAgain => Get();
    public static string AudioSeek => Get();
    public static string AudioTime => Get();
    public static string AudioPressPlay => Get();
    public static string TokenPage => Get();
    public static string TokenSiteKey => Get();
    public static string TokenUserId => Get();
    public static string TokenAction => Get();
    public static string TokenScore => Get();
    public static string TokenInvisible => Get();
    public static string TokenEnterprise => Get();
    public static string TokenHow => Get();
    public static string TokenHowText => Get();
    public static string Yes => Get();
    public static string Copy => Get();
    public static string CopyOf => Get();
    public static string Copied => Get();
    public static string CopiedShort => Get();
    public static string NotCopied => Get();
    public static string FlawNoSquare => Get();
    public static string FlawNoSquareOrNone => Get();
    public static string FlawNoPoint => Get();
    public static string FlawPointsEnough => Get();
    public static string FlawTooFew => Get();
    public static string FlawTooMany => Get();
    public static string FlawOutOfRange => Get();
    public static string FlawNoneNotAllowed => Get();
    public static string FlawNotAToken => Get();

    private static string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"There is no text '{name}'.");
}
