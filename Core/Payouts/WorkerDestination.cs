using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Payouts;

/// <summary>
/// The destination that a worker is paid to. The first one that he names can be used at once; a changed one is locked, so that whoever got hold of his account cannot be paid before he
/// has had a day to notice.
/// </summary>
/// <param name="ChangedAt">When it took the place of another one; null: it is his first.</param>
/// <param name="Version">1 for the first; one higher with each change.</param>
public sealed record WorkerDestination(WorkerId Worker, PayoutDestination Destination, DateTimeOffset? ChangedAt, long Version)
{
    /// <summary>Changes of which each came while the one before it was still locked.</summary>
    public int ChangesInARow { get; init; }

    public static WorkerDestination First(WorkerId worker, PayoutDestination destination) => new(worker, destination, null, 1);

    /// <summary>Changing back to the one before is a change, too, and is locked like any other.</summary>
    /// <returns>Null: it was changed too often in a row.</returns>
    public WorkerDestination? ChangeTo(PayoutDestination destination, DateTimeOffset now, PayoutOptions options)
    {
        var inARow = LockedUntil(now, options) is null ? 1 : ChangesInARow + 1;
        return inARow > options.MostChangesInARow ? null : new(Worker, destination, now, Version + 1) { ChangesInARow = inARow };
    }

    /// <returns>Null: it can be used.</returns>
    public DateTimeOffset? LockedUntil(DateTimeOffset now, PayoutOptions options) =>
        ChangedAt is { } changed && now < changed + options.Lock ? changed + options.Lock : null;
}
