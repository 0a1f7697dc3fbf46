namespace CaptchaGrains.Actors.Dispatch;

public sealed record DispatchOptions
{
    /// <summary>1 … 64; each serves every kind. One serves a single machine; a cluster has at least one for each silo.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Captchas, of all kinds, that one shard lets wait: some minutes of work for a thousand workers, and some tens of megabytes.</summary>
    public int MaxTicketsPerShard { get; init; } = 50_000;

    /// <summary>Workers who wait in one shard.</summary>
    public int MaxOffersPerShard { get; init; } = 10_000;

    /// <summary>An open captcha that nobody has looks again after this time whether it still stands in a queue.</summary>
    public TimeSpan RequeueEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An offer is good for this long, and is renewed at half of it while the worker waits.</summary>
    public TimeSpan OfferLifetime { get; init; } = TimeSpan.FromSeconds(4);
}
