namespace CaptchaGrains.Core.Reports;

/// <summary>Why a worker is limited for a token kind. Stored as a small integer: never renumber.</summary>
public enum TokenLimit : short
{
    TooManyBad = 1,
    NoneGood = 2,

    /// <summary>reCAPTCHA V3: a low rating on all of his domains.</summary>
    LowOnAllDomains = 3,
}

/// <summary>
/// Answers of one worker in one token kind, and what was reported of them, in a window that decays: each counts 2^(−age ÷ half-life). A pure fold.
/// </summary>
/// <param name="Answers">All that counted.</param>
/// <param name="Good">Reported good.</param>
/// <param name="Bad">Reported bad.</param>
/// <param name="ToReporters">Answers to customers who do report good ones.</param>
/// <param name="At">As of when.</param>
public sealed record TokenTally(double Answers, double Good, double Bad, double ToReporters, DateTimeOffset At)
{
    /// <summary>A good report is forgotten after eight half-lives, of which this is left.</summary>
    private const double None = 1.0 / 256;

    public static TokenTally Empty { get; } = new(0, 0, 0, 0, DateTimeOffset.UnixEpoch);

    /// <summary>The worker's answer counted.</summary>
    /// <param name="customerReportsGood">Its customer has reported good answers of this kind before.</param>
    public TokenTally Answered(bool customerReportsGood, DateTimeOffset at, TokenLimitOptions options)
    {
        var (tally, weight) = Move(at, options);
        return tally with { Answers = tally.Answers + weight, ToReporters = tally.ToReporters + (customerReportsGood ? weight : 0) };
    }

    public TokenTally Reported(bool good, DateTimeOffset at, TokenLimitOptions options)
    {
        var (tally, weight) = Move(at, options);
        return good ? tally with { Good = tally.Good + weight } : tally with { Bad = tally.Bad + weight };
    }

    /// <summary>Bad reports beyond the share of the answers; or many answers to customers who report good ones, and none of them was.</summary>
    /// <returns>Null: no limit.</returns>
    public TokenLimit? Limit(DateTimeOffset now, TokenLimitOptions options)
    {
        var (tally, _) = Move(now, options);
        if (tally.Bad >= options.LeastBad && tally.Bad > options.MostBadShare * tally.Answers) return TokenLimit.TooManyBad;
        return tally.ToReporters >= options.AnswersWithoutGood && tally.Good < None ? TokenLimit.NoneGood : null;
    }

    /// <summary>As <see cref="Limit"/>, and until when nothing but time changes that: the share of bad reports does not change by waiting, their number does.</summary>
    public (TokenLimit Why, DateTimeOffset Until)? LimitUntil(DateTimeOffset now, TokenLimitOptions options)
    {
        if (Limit(now, options) is not { } why) return null;
        var (tally, _) = Move(now, options);
        var times = why == TokenLimit.TooManyBad ? tally.Bad / options.LeastBad : tally.ToReporters / options.AnswersWithoutGood;
        var forgotten = options.HalfLife * Math.Log2(times);
        return (why, now + (forgotten > options.Shortest ? forgotten : options.Shortest));
    }

    /// <summary>What is added: two accounts of linked people count as one.</summary>
    public TokenTally Plus(TokenTally other, TokenLimitOptions options)
    {
        var at = At > other.At ? At : other.At;
        var (a, b) = (Move(at, options).Tally, other.Move(at, options).Tally);
        return new TokenTally(a.Answers + b.Answers, a.Good + b.Good, a.Bad + b.Bad, a.ToReporters + b.ToReporters, at);
    }

    // What comes out of order is weighed as if it had come in order: the fold does not depend on which of two processes was faster.
    private (TokenTally Tally, double Weight) Move(DateTimeOffset to, TokenLimitOptions options)
    {
        var factor = Math.Pow(2, -Math.Abs((to - At) / options.HalfLife));
        if (to <= At) return (this, factor);
        return (new TokenTally(Answers * factor, Good * factor, Bad * factor, ToReporters * factor, to), 1);
    }
}
