namespace CaptchaGrains.Core.Reports;

/// <summary>What other answers of a worker say after one that differs too much.</summary>
public static class FollowUpRule
{
    /// <summary>Decided as soon as it cannot come out otherwise. An answer that nobody solved again says nothing against him.</summary>
    /// <param name="verdicts">Of those that were answered again.</param>
    /// <param name="open">How many are still to come.</param>
    /// <returns>Null: it depends on those that are still to come.</returns>
    public static ReportEvent? Decide(IEnumerable<MistakeVerdict> verdicts, int open, MistakeOptions options)
    {
        var bad = verdicts.Count(v => v == MistakeVerdict.DiffersTooMuch);
        if (bad >= options.FollowUpsToSuspend) return ReportEvent.OthersAreBadToo;
        return bad + open < options.FollowUpsToSuspend ? ReportEvent.OthersAreFine : null;
    }

    /// <summary>What a moderator's finding means for a worker who has made so many typical mistakes in the window, this one among them.</summary>
    public static ReportEvent Of(MistakeVerdict found, int typicalInWindow, MistakeOptions options) => found switch
    {
        MistakeVerdict.RightAfterAll => ReportEvent.ModeratorFindsRight,
        MistakeVerdict.DiffersTooMuch => ReportEvent.ModeratorFindsTooDifferent,
        _ => typicalInWindow >= options.TypicalBeforeTraining ? ReportEvent.ModeratorFindsTypicalAgain : ReportEvent.ModeratorFindsTypical,
    };
}
