namespace CaptchaGrains.Storage;

/// <summary>How a store writes. The defaults are good for one writer on one machine with its database.</summary>
public sealed record StoreOptions
{
    public static StoreOptions Default { get; } = new();

    /// <summary>Commits that may wait, 1 … 65,536; one more is refused at once. The default is half a second of work at full speed.</summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>Commits of one transaction, 1 … 4,096. More gain little, and make a failed batch dearer.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>
    /// 0 … 31: which row of the house's and the world's accounts this process writes, so that processes do not queue for one row; null: one at random.
    /// </summary>
    public int? HouseSlot { get; init; }

    /// <summary>After so long without a reply of the database, the outcome of a batch is unknown.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal StoreOptions Validated()
    {
        RequireRange(QueueLength, 1, 65_536, nameof(QueueLength));
        RequireRange(BatchSize, 1, 4096, nameof(BatchSize));
        RequireRange(HouseSlot ?? 0, 0, 31, nameof(HouseSlot));
        RequireRange((int)WriteTimeout.TotalSeconds, 1, 600, nameof(WriteTimeout));
        return this;
    }

    private static void RequireRange(int value, int least, int most, string name)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"{least} … {most}.");
    }
}
