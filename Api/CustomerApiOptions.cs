using CaptchaGrains.Api.Limits;

namespace CaptchaGrains.Api;

/// <summary>Bounds of the customer API.</summary>
public sealed record CustomerApiOptions
{
    /// <summary>
    /// Bytes of the largest body that is read. An image of 600 kB is 820 kB in base64 and about 920 kB when that is percent-encoded; an instruction image
    /// and line breaks fit beside it.
    /// </summary>
    public int MaxBodyBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>
    /// Bytes that the bodies of all requests may hold at once; beyond it there is no slot. Enough for thousands of usual images, or for a hundred of the largest.
    /// </summary>
    public long MaxBytesOfAllBodies { get; init; } = 256L * 1024 * 1024;

    /// <summary>Fields of one request, query and body together. The longest list in the contract has about thirty.</summary>
    public int MaxFields { get; init; } = 100;

    /// <summary>
    /// Bytes of a refused body that are received and thrown away, so that a client that sends everything before it reads gets the refusal and not a
    /// broken connection.
    /// </summary>
    public long MaxDiscardedBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>How long a refused body may take to arrive before the connection is closed.</summary>
    public TimeSpan MaxDiscardTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an API key's owner is believed without asking the store: a revoked key works for so long.</summary>
    public TimeSpan KeyLifetime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Known keys that are remembered; some hundred bytes each.</summary>
    public int MaxKnownKeys { get; init; } = 20_000;

    /// <summary>Unknown keys that are remembered. Kept apart, so that guesses never displace the keys of customers.</summary>
    public int MaxUnknownKeys { get; init; } = 2_000;

    /// <summary>How long an idempotency key stands for its captcha.</summary>
    public TimeSpan IdempotencyLifetime { get; init; } = TimeSpan.FromHours(72);

    /// <summary>When customers are slowed down.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <exception cref="ArgumentOutOfRangeException">A bound is zero or negative.</exception>
    internal CustomerApiOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBodyBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBytesOfAllBodies);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxFields);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxDiscardedBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDiscardTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeyLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxKnownKeys);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxUnknownKeys);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdempotencyLifetime, TimeSpan.Zero);
        Limits.Validated();
        return this;
    }
}
