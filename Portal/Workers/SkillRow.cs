using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Portal.Shell;

namespace CaptchaGrains.Portal.Workers;

/// <summary>A worker's skill in one kind, with what it is held against, as a row and a drawing.</summary>
/// <param name="Earning">Null for token kinds, which know no coefficient.</param>
public sealed record SkillRow(KindSkill Skill, SkillOptions Numbers, EarnOptions? Earning)
{
    /// <summary>The drawing shows shares from here to 1; what lies below stands at its edge.</summary>
    private const double Least = 0.5;

    /// <summary>Of the drawing.</summary>
    public const int Width = 200;

    public static SkillRow Of(KindSkill skill, ReportOptions numbers) =>
        new(skill, numbers.Skill, skill.Kind.Traits().Family == KindFamily.Answerable ? numbers.Earning : null);

    /// <summary>Has the rating with which answers of others are rechecked, and token captchas come first.</summary>
    public bool IsHigh => Skill.Estimate.IsHigh(Numbers);

    /// <summary>Answers of evidence that are wanted before the coefficient is another than 1; 0: none.</summary>
    public double EvidenceWanted => Earning is { } earning ? Math.Max(0, earning.LeastEvidence - Skill.Estimate.Evidence) : 0;

    /// <summary>The earn coefficient for people, or what is missing for one.</summary>
    public string Coefficient => Earning is null ? DashboardTexts.Unknown
        : EvidenceWanted > 0 ? Texts.Format(DashboardTexts.EvidenceWanted, Format.Number(Math.Ceiling(EvidenceWanted), 0))
        : Texts.Format(DashboardTexts.Times, Format.Number(Skill.EarnPerMille / 1000.0, 3));

    public static int At(double share) => (int)Math.Round((Math.Clamp(share, Least, 1) - Least) / (1 - Least) * Width);
}
