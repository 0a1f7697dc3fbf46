namespace CaptchaGrains.Core.Quality;

/// <summary>What the stop rule does to workers of one share of right answers, computed exactly from all courses that a test can take.</summary>
/// <param name="Suspended">The probability that one test suspends the worker.</param>
/// <param name="Answers">Checked answers of one test, on average.</param>
/// <param name="MedianToSuspension">
/// Checked answers until a test has suspended him with a probability of one half, a new test following each one that cleared him; null: more than were
/// looked at.
/// </param>
public sealed record StopOdds(double Suspended, double Answers, int? MedianToSuspension)
{
    /// <summary>Checked answers until he is suspended, on average, with a new test after each one that cleared him.</summary>
    public double MeanToSuspension => Answers / Suspended;

    /// <param name="share">The worker's share of right answers, 0 … 1.</param>
    public static StopOdds Of(double share, StopOptions options)
    {
        if (!(share is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share));
        // open[w]: the probability that the test is still open with w wrong ones among the n answers so far.
        var open = new double[options.MostAnswers + 1];
        var ended = new (double Suspended, double Cleared)[options.MostAnswers + 1];
        open[0] = 1;
        double suspended = 0, answers = 0;
        for (var n = 1; n <= options.MostAnswers; n++)
        {
            for (var w = n; w >= 0; w--)
            {
                var chance = (w < n ? open[w] * share : 0) + (w > 0 ? open[w - 1] * (1 - share) : 0);
                open[w] = 0;
                if (chance == 0) continue;
                switch (new StopTest(n - w, w).Verdict(options))
                {
                    case StopVerdict.Suspend: ended[n].Suspended += chance; break;
                    case StopVerdict.Clear: ended[n].Cleared += chance; break;
                    default: open[w] = chance; break;
                }
            }
            suspended += ended[n].Suspended;
            answers += n * (ended[n].Suspended + ended[n].Cleared);
        }
        return new StopOdds(Math.Min(1, suspended), answers, Median(ended)); // rounding may leave a trace above 1
    }

    private static int? Median((double Suspended, double Cleared)[] ended)
    {
        // starts[n]: the probability that a test begins after n answers; each one that clears begins the next.
        var starts = new double[ended.Length];
        starts[0] = 1;
        double caught = 0;
        for (var n = 1; n < ended.Length; n++)
        {
            for (var length = 1; length <= n; length++)
            {
                starts[n] += starts[n - length] * ended[length].Cleared;
                caught += starts[n - length] * ended[length].Suspended;
            }
            if (caught >= 0.5) return n;
        }
        return null;
    }
}
