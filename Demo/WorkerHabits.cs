namespace CaptchaGrains.Demo;

/// <summary>How a simulated worker behaves.</summary>
public sealed record WorkerHabits
{
    /// <summary>Half of the captchas take less than this.</summary>
    public TimeSpan MedianTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The standard deviation of the time's logarithm, 0 … 2: people's times are lognormal, a few are much longer than the rest.</summary>
    public double Spread { get; init; } = 0.45;

    /// <summary>Nobody is faster.</summary>
    public TimeSpan ShortestTime { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>Nobody is slower; below the lease of an image, so that a slow worker is not a lost one.</summary>
    public TimeSpan LongestTime { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Of the captchas that he can read, 0 … 1.</summary>
    public double ErrorShare { get; init; } = 0.02;

    /// <summary>Of the captchas that he can read, 0 … 1.</summary>
    public double SkipShare { get; init; } = 0.02;

    /// <summary>How long one request for work waits.</summary>
    public TimeSpan WaitForWork { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>After a failure he pauses, twice as long each time up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After so many failures in a row he goes home: with the pauses above about ten minutes.</summary>
    public int MostFailures { get; init; } = 24;

    /// <exception cref="ArgumentException">A value is outside of its range.</exception>
    public void Validate()
    {
        if (Spread is < 0 or > 2) throw new ArgumentException("0 … 2", nameof(Spread));
        if (ErrorShare is < 0 or > 1) throw new ArgumentException("0 … 1", nameof(ErrorShare));
        if (SkipShare is < 0 or > 1) throw new ArgumentException("0 … 1", nameof(SkipShare));
        if (ShortestTime < TimeSpan.Zero || MedianTime < ShortestTime || LongestTime < MedianTime)
            throw new ArgumentException("The shortest, the median and the longest time are in this order.", nameof(MedianTime));
        if (FirstPause <= TimeSpan.Zero || LongestPause < FirstPause) throw new ArgumentException("The pauses grow from above zero.", nameof(FirstPause));
        ArgumentOutOfRangeException.ThrowIfNegative(MostFailures);
    }

    /// <summary>How long one captcha takes him.</summary>
    public TimeSpan ThinkingTime(Random random)
    {
        // A standard normal number by Box and Muller; 1 − u keeps the logarithm away from zero.
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
        var time = MedianTime * Math.Exp(Spread * normal);
        return time < ShortestTime ? ShortestTime : time > LongestTime ? LongestTime : time;
    }

    /// <param name="failures">In a row, 1 or more.</param>
    /// <returns>Null: he goes home.</returns>
    public TimeSpan? PauseAfter(int failures)
    {
        if (failures > MostFailures) return null;
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 30));
        return pause < LongestPause ? pause : LongestPause;
    }
}
