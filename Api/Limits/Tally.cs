namespace CaptchaGrains.Api.Limits;

/// <summary>What is counted about one key or one address. Times are milliseconds since the process began to count.</summary>
internal abstract class Tally
{
    private long _usedAt;

    /// <summary>Held while anything is counted.</summary>
    protected Lock Gate { get; } = new();

    public bool IsIdle(long now, long idle) => now - Volatile.Read(ref _usedAt) >= idle;

    public void Touch(long now) => Volatile.Write(ref _usedAt, now);
}
