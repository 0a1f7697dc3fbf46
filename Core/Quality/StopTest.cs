namespace CaptchaGrains.Core.Quality;

public enum StopVerdict
{
    /// <summary>Nothing is known yet: the next checked answer goes on.</summary>
    GoOn = 1,

    /// <summary>The worker is fine, or nearly so; the next checked answer begins a new test.</summary>
    Clear = 2,

    /// <summary>The worker is surely not fine: suspended until a person decides.</summary>
    Suspend = 3,
}

/// <summary>
/// The stop rule of sanctions: a sequential test of one worker's checked answers at one kind, looked at after each answer, with an error rate that is known
/// however long it runs.
/// <para>
/// It is Wald's sequential probability ratio test (1945) with all worse shares as the alternative at once (Robbins 1970, a mixture with a uniform weight
/// below the fine share p₀): M = B(r+1, w+1) · I<sub>p₀</sub>(r+1, w+1) ÷ (p₀ · p₀^r · (1−p₀)^w) for r right and w wrong answers. For a worker of p₀ or better
/// M is a non-negative supermartingale that starts at 1, so by Ville's inequality (1939) it ever reaches 1 ÷ α with a probability of at most α. The plain ratio
/// test needs one alternative: made for workers of 60 % it never finds one of 75 %, and needs nine wrong answers in a row where this one needs six.
/// </para>
/// <para>
/// The bound holds for answers that were picked without regard to their outcome: gold tasks, and rechecks of answers chosen by chance. Answers that were
/// checked because somebody complained are no fair sample, and must not be counted here.
/// </para>
/// </summary>
/// <param name="Right">Right answers of this test, 0 or more.</param>
/// <param name="Wrong">Wrong ones, 0 or more.</param>
public sealed record StopTest(int Right, int Wrong)
{
    public static StopTest Fresh { get; } = new(0, 0);

    /// <summary>The verdict after one more checked answer, and the test with which the next one goes on; a new one after each end.</summary>
    public (StopVerdict Verdict, StopTest Next) After(bool right, StopOptions options)
    {
        var test = right ? this with { Right = Right + 1 } : this with { Wrong = Wrong + 1 };
        var verdict = test.Verdict(options);
        return (verdict, verdict == StopVerdict.GoOn ? test : Fresh);
    }

    public StopVerdict Verdict(StopOptions options)
    {
        var against = LogEvidence(options);
        if (against >= -Math.Log(options.FalseAlarms)) return StopVerdict.Suspend;
        return against < Math.Log(options.ClearBelow) || Right + Wrong >= options.MostAnswers ? StopVerdict.Clear : StopVerdict.GoOn;
    }

    /// <summary>ln M: 0 at the start, positive against the worker.</summary>
    public double LogEvidence(StopOptions options)
    {
        var fine = options.FineShare;
        double a = Right + 1, b = Wrong + 1;
        return BetaDistribution.LogBeta(a, b) + Math.Log(BetaDistribution.Cumulative(a, b, fine))
            - Math.Log(fine) - Right * Math.Log(fine) - Wrong * Math.Log(1 - fine);
    }
}
