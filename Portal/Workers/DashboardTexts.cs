using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace CaptchaGrains.Portal.Workers;

/// <summary>Every word on the worker's dashboard that is not about money or sanctions, as <see cref="Texts"/> has the others.</summary>
public static class DashboardTexts
{
    private static readonly ResourceManager Resources = new("CaptchaGrains.Portal.Workers.DashboardTexts", typeof(DashboardTexts).Assembly);

    public static string NoWork => Get();
    public static string SeeSanctions => Get();
    public static string Hour => Get();
    public static string HourOf => Get();
    public static string Unknown => Get();
    public static string Coefficient => Get();
    public static string CoefficientText => Get();
    public static string Times => Get();
    public static string EarnedTitle => Get();
    public static string EarnedByDay => Get();
    public static string HourByDay => Get();
    public static string HourIn => Get();
    public static string HourFormula => Get();
    public static string SkillTitle => Get();
    public static string SkillEmpty => Get();
    public static string SkillCaption => Get();
    public static string SkillDrawn => Get();
    public static string SkillLabel => Get();
    public static string High => Get();
    public static string HighYes => Get();
    public static string HighNo => Get();
    public static string EvidenceWanted => Get();
    public static string LimitsTitle => Get();
    public static string TypicalLimit => Get();
    public static string IncorrectLimit => Get();
    public static string TokensTitle => Get();
    public static string TokenLimit => Get();
    public static string HighLimit => Get();
    public static string CoefficientLimit => Get();
    public static string Limited => Get();
    public static string SanctionsEmpty => Get();
    public static string SanctionsText => Get();
    public static string AppealOpen => Get();
    public static string AppealText => Get();
    public static string AppealLabel => Get();
    public static string AppealSubmit => Get();
    public static string AppealDone => Get();
    public static string AppealWanted => Get();
    public static string AppealUnknown => Get();
    public static string AppealedBefore => Get();
    public static string AppealOver => Get();
    public static string AllEntries => Get();
    public static string TermsTitle => Get();
    public static string TermsText => Get();
    public static string TermsCapped => Get();
    public static string TermsRate => Get();
    public static string TermsRateHint => Get();
    public static string TermsPrices => Get();
    public static string TermsCap => Get();
    public static string TermsCapHint => Get();
    public static string TermsSave => Get();
    public static string TermsSaved => Get();
    public static string TermsBadRate => Get();
    public static string TermsBadCap => Get();

    private static string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"There is no text '{name}'.");
}
