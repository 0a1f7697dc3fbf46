using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Portal.Moderators;

/// <summary>For the partial <c>_Sanction</c>: a sanction with all that it rests on, for its worker or for a moderator.</summary>
/// <param name="Images">The address under which the evidence of this sanction is: <c>/17/image</c> behind it is the image of a captcha.</param>
/// <param name="Expected">The known answers that may be told to whom it is shown, by gold task.</param>
/// <param name="ForModerator">Says who decided; a worker is told only whether it was a rule or a moderator.</param>
public sealed record SanctionCard(Sanction Sanction, DateTimeOffset Now, string Images, ImmutableDictionary<CaptchaId, string> Expected, bool ForModerator)
{
    public bool Holds => Sanction.HoldsAt(Now);

    /// <summary>It rests on answers to hidden tests.</summary>
    public bool HasTests => Sanction.Evidence.Any(e => e.Gold is not null);

    /// <summary>One appeal a sanction, while it is in force.</summary>
    public bool CanAppeal => Holds && Sanction.Appeal is null;

    /// <summary>The images of its evidence are probably there still; of a few that are gone the alternative text says what they were.</summary>
    public bool ShowsImages(ImageOptions kept) => Sanction.At > Now - (Sanction.IsOpenAt(Now) ? ImageOptions.LongestDispute : kept.KeepFor);

    /// <summary>By when the appeal is to be decided; null: none waits.</summary>
    public DateTimeOffset? DueAt => DecisionTimes.Default.DueAt(Sanction);

    public string ExpectedOf(SanctionEvidence piece) =>
        piece.Gold is not { } gold ? ModeratorTexts.None : Expected.GetValueOrDefault(gold) ?? ModeratorTexts.EvidenceUntold;

    public string AppealState => Sanction.Appeal?.Overturns switch
    {
        true => ModeratorTexts.AppealOverturned,
        false => ModeratorTexts.AppealUpheld,
        null => Sanction.Status == SanctionStatus.Appealed ? ModeratorTexts.AppealWaiting : ModeratorTexts.AppealNeedless,
    };
}
