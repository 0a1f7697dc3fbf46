using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Portal.Moderators;

/// <summary>What people call the things of moderation.</summary>
public static class ModeratorNames
{
    public static string WaitsFor(WaitingCase waiting) => waiting.Report.Status switch
    {
        ReportStatus.AwaitingTraining => ModeratorTexts.WaitsForTraining,
        ReportStatus.AwaitingBan when waiting.IsAboutGold => ModeratorTexts.WaitsForBanTests,
        ReportStatus.AwaitingBan => ModeratorTexts.WaitsForBan,
        _ => ModeratorTexts.WaitsForResolution,
    };

    public static string Of(ReportStatus status) => status switch
    {
        ReportStatus.AwaitingModerator => ModeratorTexts.WaitsForResolution,
        ReportStatus.AwaitingTraining => ModeratorTexts.WaitsForTraining,
        ReportStatus.AwaitingBan => ModeratorTexts.WaitsForBan,
        ReportStatus.FollowingUp => ModeratorTexts.StatusFollowingUp,
        ReportStatus.RightAfterAll => ModeratorTexts.StatusRightAfterAll,
        ReportStatus.TypicalMistake => ModeratorTexts.StatusTypicalMistake,
        ReportStatus.Isolated => ModeratorTexts.StatusIsolated,
        ReportStatus.SentToTraining => ModeratorTexts.StatusSentToTraining,
        ReportStatus.LeftAtWork => ModeratorTexts.StatusLeftAtWork,
        ReportStatus.Banned => ModeratorTexts.StatusBanned,
        ReportStatus.Lifted => ModeratorTexts.StatusLifted,
        _ => ModeratorTexts.StatusOver,
    };

    public static string Of(MistakeVerdict? finding) => finding switch
    {
        MistakeVerdict.RightAfterAll => ModeratorTexts.FoundRight,
        MistakeVerdict.TypicalMistake => ModeratorTexts.FoundTypical,
        MistakeVerdict.DiffersTooMuch => ModeratorTexts.FoundDifferent,
        _ => ModeratorTexts.FoundNothing,
    };

    public static string Of(SanctionKind what) => what switch
    {
        SanctionKind.Limit => ModeratorTexts.SanctionLimit,
        SanctionKind.Training => ModeratorTexts.SanctionTraining,
        SanctionKind.Suspension => ModeratorTexts.SanctionSuspension,
        _ => ModeratorTexts.SanctionBan,
    };

    /// <summary>A limit whose time is over is none any more, although nothing has happened to its record.</summary>
    public static string Of(Sanction sanction, DateTimeOffset now) => SanctionMachine.IsInForce(sanction.Status) && !sanction.HoldsAt(now)
        ? ModeratorTexts.SanctionExpired
        : sanction.Status switch
        {
            SanctionStatus.InForce => ModeratorTexts.SanctionInForce,
            SanctionStatus.Appealed => ModeratorTexts.SanctionAppealed,
            SanctionStatus.Upheld => ModeratorTexts.SanctionUpheld,
            SanctionStatus.Lifted => ModeratorTexts.SanctionLifted,
            SanctionStatus.Superseded => ModeratorTexts.SanctionSuperseded,
            SanctionStatus.Overturned => ModeratorTexts.SanctionOverturned,
            _ => ModeratorTexts.SanctionPassed,
        };

    public static string Of(WorkerStatus status) => status switch
    {
        WorkerStatus.Active => Texts.StatusActive,
        WorkerStatus.InTraining => Texts.StatusInTraining,
        WorkerStatus.Suspended => Texts.StatusSuspended,
        _ => ModeratorTexts.WorkerBanned,
    };

    public static string Of(TokenLimit limit) => limit switch
    {
        TokenLimit.NoneGood => ModeratorTexts.LimitNoneGood,
        TokenLimit.LowOnAllDomains => ModeratorTexts.LimitLowOnAllDomains,
        _ => ModeratorTexts.LimitTooManyBad,
    };

    public static string Of(StandardReason reason) => reason switch
    {
        StandardReason.TooManyBadTokens => ModeratorTexts.WhyTooManyBadTokens,
        StandardReason.NoGoodToken => ModeratorTexts.WhyNoGoodToken,
        StandardReason.LowOnAllDomains => ModeratorTexts.WhyLowOnAllDomains,
        StandardReason.AnswersDiffer => ModeratorTexts.WhyAnswersDiffer,
        StandardReason.AnswersUnrelated => ModeratorTexts.WhyAnswersUnrelated,
        StandardReason.SmallMistakes => ModeratorTexts.WhySmallMistakes,
        StandardReason.MayGoOn => ModeratorTexts.WhyMayGoOn,
        StandardReason.TrainingPassed => ModeratorTexts.WhyTrainingPassed,
        StandardReason.TestsFailed => ModeratorTexts.WhyTestsFailed,
        StandardReason.TestsWrong => ModeratorTexts.WhyTestsWrong,
        _ => ModeratorTexts.WhyBanned,
    };

    /// <summary>As somebody typed it, else in the language of whoever reads it.</summary>
    public static string WhyOf(Sanction sanction) => sanction.Standard is { } standard ? Of(standard) : sanction.Why;

    /// <summary>As somebody typed it, else in the language of whoever reads it.</summary>
    public static string WhyOf(SanctionEnd end) => end.Standard is { } standard ? Of(standard) : end.Why;

    /// <summary>Why a case was not decided; null: it was.</summary>
    public static string? Refusal(ResolveVerdict verdict) => verdict switch
    {
        ResolveVerdict.Done => null,
        ResolveVerdict.Involved => ModeratorTexts.RefusedInvolved,
        ResolveVerdict.Malformed => Texts.FlawOther,
        ResolveVerdict.NotWaiting => ModeratorTexts.RefusedOver,
        _ => ModeratorTexts.RefusedTryAgain,
    };

    /// <summary>Why nothing was done; null: it was.</summary>
    public static string? Refusal(ModerationVerdict verdict) => verdict switch
    {
        ModerationVerdict.Done => null,
        ModerationVerdict.Involved => ModeratorTexts.RefusedInvolved,
        ModerationVerdict.SameModerator => ModeratorTexts.RefusedSameModerator,
        ModerationVerdict.NotPossible => ModeratorTexts.RefusedNotPossible,
        ModerationVerdict.NotHisAnswer => ModeratorTexts.RefusedNotHisAnswer,
        ModerationVerdict.Over => ModeratorTexts.RefusedAppealOver,
        ModerationVerdict.Unknown => ModeratorTexts.NotFoundText,
        _ => ModeratorTexts.RefusedTryAgain,
    };

    public static string Of(AnswerFlaw flaw) => flaw switch
    {
        AnswerFlaw.Empty => ModeratorTexts.FlawEmpty,
        AnswerFlaw.TooLong => Texts.FlawTooLong,
        AnswerFlaw.TooShort => Texts.FlawTooShort,
        AnswerFlaw.DigitsOnly => Texts.FlawDigitsOnly,
        AnswerFlaw.LettersOnly => Texts.FlawLettersOnly,
        AnswerFlaw.DigitsOrLetters => Texts.FlawDigitsOrLetters,
        AnswerFlaw.DigitsAndLetters => Texts.FlawDigitsAndLetters,
        AnswerFlaw.ControlCharacters => Texts.FlawControlCharacters,
        _ => Texts.FlawOther,
    };
}
