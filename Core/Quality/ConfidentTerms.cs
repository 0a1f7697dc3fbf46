using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Quality;

/// <summary>What a customer asks of confident mode (the public services call it 100 % recognition).</summary>
/// <param name="MinAttempts">Workers who answer in any case; 1 or more.</param>
/// <param name="MaxAttempts">Workers who answer at most; up to <see cref="MostAttempts"/>.</param>
/// <param name="MinMatches">Equal answers without which there is no answer; 1 … <paramref name="MaxAttempts"/>.</param>
/// <param name="MinConfidence">
/// Below this confidence another worker is asked while there may be one; 0 … 1. When all attempts are used the best answer is given with the confidence that
/// it has, if enough answers match.
/// </param>
public sealed record ConfidentTerms(int MinAttempts, int MaxAttempts, int MinMatches, double MinConfidence)
{
    /// <summary>More people do not make a captcha clearer, and its hold and its time are bounded.</summary>
    public const int MostAttempts = 10;

    /// <summary>
    /// What counts where the customer says nothing of it: 99.1 % of answers right at 1.6 answers each in simulation.
    /// </summary>
    public static ConfidentTerms Default { get; } = new(1, 5, 1, 0.98);

    /// <summary>What is wrong with these terms; null: nothing.</summary>
    public string? Flaw() => this switch
    {
        { MinAttempts: < 1 } => "At least one worker answers.",
        { MaxAttempts: > MostAttempts } => "At most 10 workers answer.",
        _ when MaxAttempts < MinAttempts => "The maximum of attempts is below the minimum.",
        { MinMatches: < 1 } => "At least one answer matches itself.",
        _ when MinMatches > MaxAttempts => "More matches than attempts cannot be had.",
        { MinConfidence: not (>= 0 and < 1) } => "The confidence is at least 0 and below 1.",
        _ => null,
    };

    /// <summary>What is held at submission: the price of the most attempts, so that no extra attempt can lack money.</summary>
    public Quote Hold(Quote single) => Times(single, MaxAttempts);

    /// <summary>What is charged for an answer: rate × (minimum attempts + extra attempts used).</summary>
    /// <param name="used">Answers that were given, 0 … <see cref="MaxAttempts"/>; fewer than the minimum are charged as the minimum, which was ordered.</param>
    public Quote Charge(Quote single, int used)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(used);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(used, MaxAttempts);
        return Times(single, Math.Max(MinAttempts, used));
    }

    /// <summary>What goes back to the customer at the answer.</summary>
    public Money Release(Quote single, int used) => Hold(single).Price - Charge(single, used).Price;

    /// <summary>The price of one attempt, from what is held.</summary>
    public Quote Single(Quote hold) => Part(hold, MaxAttempts);

    /// <summary>The price of one attempt, from what was charged for so many answers.</summary>
    public Quote Single(Quote charge, int used) => Part(charge, Math.Max(MinAttempts, used));

    /// <summary>
    /// How long there is for all attempts together: the kind's own time for the first ones, which are at once, and a lease more for each that may come after
    /// them; five minutes at most.
    /// </summary>
    public TimeSpan Lifetime(Kind kind)
    {
        var traits = kind.Traits();
        var all = traits.Lifetime + traits.Lease * (MaxAttempts - MinAttempts);
        return all < Kinds.LongestLifetime ? all : Kinds.LongestLifetime;
    }

    private static Quote Part(Quote whole, int parts) => new(new Money(whole.Rate.Nanos / parts), new Money(whole.Fee.Nanos / parts));

    private static Quote Times(Quote single, int attempts) => new(single.Rate.Times(attempts), single.Fee.Times(attempts));
}
