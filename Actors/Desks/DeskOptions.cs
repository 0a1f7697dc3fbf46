namespace CaptchaGrains.Actors.Desks;

public sealed record DeskOptions
{
    /// <summary>How long one attempt at a call may take before it is repeated.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a caller is kept in all; a lost silo must cost him less than 10 s.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>The pause before the first repetition; doubles each time.</summary>
    public TimeSpan RepeatAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Captcha ids taken from the store at once. Small, so that ids stay low when hosts restart often.</summary>
    public int IdBlock { get; init; } = 1_000;

    /// <summary>The longest that a worker's request waits for a captcha.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Requests of workers that may wait in one host at once; further ones are told that there is nothing yet.</summary>
    public int MaxWaiting { get; init; } = 20_000;

    /// <summary>Requests of customers that may wait for an answer in one host at once; further ones are told how it stands.</summary>
    public int MaxReading { get; init; } = 20_000;

    /// <summary>Workers whose last assignment one host remembers: about a kilobyte each.</summary>
    public int MaxHanded { get; init; } = 20_000;
}
