using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Core.Reports;

/// <summary>What other answers of a worker say after one that differs too much.</summary>
public static class FollowUpRule
{
    /// <summary>An answer that nobody solved again says nothing against him, and neither does a series that has run out of answers.</summary>
    /// <param name="series">Those that were answered again.</param>
    /// <param name="open">How many are still to come.</param>
    /// <param name="further">How many can be re-checked in addition.</param>
    /// <returns>Null: it depends on those that are still to come.</returns>
    public static ReportEvent? Decide(RecheckSeries series, int open, int further, SeriesOptions options) => series.Verdict(options) switch
    {
        StopVerdict.Suspend => ReportEvent.OthersAreBadToo,
        StopVerdict.Clear => ReportEvent.OthersAreFine,
        _ when open > 0 => null,
        _ => further > 0 ? ReportEvent.OthersAreSuspicious : ReportEvent.OthersAreFine,
    };

    /// <summary>What a moderator's finding means for a worker who has made so many typical mistakes in the window, this one among them.</summary>
    public static ReportEvent Of(MistakeVerdict found, int typicalInWindow, MistakeOptions options) => found switch
    {
        MistakeVerdict.RightAfterAll => ReportEvent.ModeratorFindsRight,
        MistakeVerdict.DiffersTooMuch => ReportEvent.ModeratorFindsTooDifferent,
        _ => typicalInWindow >= options.TypicalBeforeTraining ? ReportEvent.ModeratorFindsTypicalAgain : ReportEvent.ModeratorFindsTypical,
    };
}
