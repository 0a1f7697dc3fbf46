using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace CaptchaGrains.Portal;

/// <summary>
/// Every word that the portal shows, in the language of the request (<see cref="CultureInfo.CurrentUICulture"/>). The English texts are in <c>Texts.resx</c>; another
/// language is another file beside it. A property for each, so that a missing text does not compile.
/// </summary>
public static class Texts
{
    private static readonly ResourceManager Resources = new("CaptchaGrains.Portal.Texts", typeof(Texts).Assembly);

    /// <summary>Fills the places <c>{0}</c>, <c>{1}</c> of a text.</summary>
    public static string Format(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    public static string AppName => Get();
    public static string SkipToContent => Get();
    public static string NavWork => Get();
    public static string NavDashboard => Get();
    public static string NavLabel => Get();
    public static string SignIn => Get();
    public static string SignOut => Get();
    public static string Register => Get();
    public static string FooterText => Get();

    public static string NavMenu => Get();
    public static string NavAreaLabel => Get();
    public static string NavOverview => Get();
    public static string NavCustomer => Get();
    public static string NavModerator => Get();
    public static string NavOperator => Get();
    public static string NavAccount => Get();
    public static string FooterLanguage => Get();
    public static string AmountExact => Get();
    public static string PagesLabel => Get();
    public static string PagesPrevious => Get();
    public static string PagesNext => Get();
    public static string RefusedTitle => Get();
    public static string RefusedText => Get();
    public static string RefusedHome => Get();

    public static string LandingTitle => Get();
    public static string LandingLead => Get();
    public static string LandingStart => Get();
    public static string LandingGoOn => Get();
    public static string LandingHaveAccount => Get();
    public static string LandingSampleLabel => Get();
    public static string LandingSampleAnswer => Get();
    public static string LandingSampleSend => Get();
    public static string LandingRatesTitle => Get();
    public static string LandingRatesText => Get();
    public static string LandingExactTitle => Get();
    public static string LandingExactText => Get();
    public static string LandingFreeTitle => Get();
    public static string LandingFreeText => Get();
    public static string LandingHowTitle => Get();
    public static string LandingHow1 => Get();
    public static string LandingHow2 => Get();
    public static string LandingHow3 => Get();
    public static string LandingCustomersTitle => Get();
    public static string LandingCustomersText => Get();
    public static string LandingCustomersStart => Get();
    public static string LandingDocs => Get();

    public static string RegisterTitle => Get();
    public static string RegisterLead => Get();
    public static string RegisterSubmit => Get();
    public static string RegisterHaveAccount => Get();
    public static string SignInTitle => Get();
    public static string SignInLead => Get();
    public static string SignInNoAccount => Get();
    public static string Email => Get();
    public static string Password => Get();
    public static string PasswordHint => Get();
    public static string ErrorEmailTaken => Get();
    public static string ErrorEmailMalformed => Get();
    public static string ErrorPasswordTooShort => Get();
    public static string ErrorTooMany => Get();
    public static string ErrorBadCredentials => Get();
    public static string ErrorLockedOut => Get();

    public static string WorkTitle => Get();
    public static string WorkRate => Get();
    public static string WorkRateUnit => Get();
    public static string WorkPerThousand => Get();
    public static string WorkTime => Get();
    public static string WorkSeconds => Get();
    public static string WorkBalance => Get();
    public static string WorkBalanceExact => Get();
    public static string WorkEarned => Get();
    public static string WorkSolvedOne => Get();
    public static string WorkSolvedMany => Get();
    public static string WorkImageAlt => Get();
    public static string WorkInstructionAlt => Get();
    public static string WorkAnswerLabel => Get();
    public static string WorkSend => Get();
    public static string WorkSkip => Get();
    public static string WorkSkipReasons => Get();
    public static string WorkReasonUnreadable => Get();
    public static string WorkReasonNotACaptcha => Get();
    public static string WorkReasonTooHard => Get();
    public static string WorkReasonOther => Get();
    public static string WorkPause => Get();
    public static string WorkContinue => Get();
    public static string WorkKeys => Get();
    public static string WorkNoScript => Get();
    public static string WorkNoScriptText => Get();
    public static string WorkLookingTitle => Get();
    public static string WorkLookingText => Get();
    public static string WorkLoadingTitle => Get();
    public static string WorkLoadingText => Get();
    public static string WorkPausedTitle => Get();
    public static string WorkPausedText => Get();
    public static string WorkAwayTitle => Get();
    public static string WorkAwayText => Get();
    public static string WorkEndedTitle => Get();
    public static string WorkEndedText => Get();
    public static string WorkRefusedTitle => Get();
    public static string WorkRefusedTraining => Get();
    public static string WorkRefusedSuspended => Get();
    public static string WorkRefusedOther => Get();
    public static string WorkOffline => Get();
    public static string WorkBusy => Get();
    public static string WorkSaidNew => Get();
    public static string WorkSaidAccepted => Get();
    public static string WorkSaidSkipped => Get();
    public static string WorkSaidOver => Get();
    public static string WorkSaidBack => Get();
    public static string WorkSaidTen => Get();
    public static string ChipCase => Get();
    public static string ChipWords => Get();
    public static string ChipMath => Get();
    public static string ChipDigits => Get();
    public static string ChipLetters => Get();
    public static string ChipDigitsOrLetters => Get();
    public static string ChipDigitsAndLetters => Get();
    public static string ChipExactly => Get();
    public static string ChipBetween => Get();
    public static string ChipAtLeast => Get();
    public static string ChipAtMost => Get();
    public static string ChipLanguage => Get();
    public static string ChipCyrillic => Get();
    public static string ChipLatin => Get();
    public static string FlawEmpty => Get();
    public static string FlawTooLong => Get();
    public static string FlawTooShort => Get();
    public static string FlawDigitsOnly => Get();
    public static string FlawLettersOnly => Get();
    public static string FlawDigitsOrLetters => Get();
    public static string FlawDigitsAndLetters => Get();
    public static string FlawControlCharacters => Get();
    public static string FlawOther => Get();

    public static string DashboardTitle => Get();
    public static string DashboardBalance => Get();
    public static string DashboardExact => Get();
    public static string DashboardPending => Get();
    public static string DashboardSolved => Get();
    public static string DashboardReputation => Get();
    public static string DashboardReputationText => Get();
    public static string DashboardStatus => Get();
    public static string DashboardKinds => Get();
    public static string DashboardStatementTitle => Get();
    public static string DashboardStatementEmpty => Get();
    public static string DashboardWhen => Get();
    public static string DashboardWhat => Get();
    public static string DashboardAmount => Get();
    public static string DashboardBalanceAfter => Get();
    public static string DashboardNotReady => Get();
    public static string DashboardWork => Get();
    public static string StatusActive => Get();
    public static string StatusInTraining => Get();
    public static string StatusSuspended => Get();
    public static string KindImageText => Get();
    public static string EntryEarning => Get();
    public static string EntryOther => Get();

    public static string BadRequestTitle => Get();
    public static string BadRequestText => Get();
    public static string UnavailableTitle => Get();
    public static string UnavailableText => Get();

    private static string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"There is no text '{name}'.");
}
