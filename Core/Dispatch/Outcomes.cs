namespace CaptchaGrains.Core.Dispatch;

public enum QueueVerdict
{
    Matched = 1,

    /// <summary>It waits.</summary>
    Waits = 2,

    /// <summary>The queue holds as many as it may.</summary>
    Full = 3,

    /// <summary>Its time was over before it came.</summary>
    Expired = 4,
}

/// <param name="Match">Present exactly when matched.</param>
public readonly record struct EnqueueOutcome(QueueVerdict Verdict, Match? Match)
{
    public static EnqueueOutcome Queued => new(QueueVerdict.Waits, null);

    public static EnqueueOutcome Full => new(QueueVerdict.Full, null);

    public static EnqueueOutcome Expired => new(QueueVerdict.Expired, null);

    public static EnqueueOutcome Matched(Match match) => new(QueueVerdict.Matched, match);
}

/// <param name="Match">Present exactly when matched.</param>
public readonly record struct OfferOutcome(QueueVerdict Verdict, Match? Match)
{
    public static OfferOutcome Waits => new(QueueVerdict.Waits, null);

    public static OfferOutcome Full => new(QueueVerdict.Full, null);

    public static OfferOutcome Expired => new(QueueVerdict.Expired, null);

    public static OfferOutcome Matched(Match match) => new(QueueVerdict.Matched, match);
}
