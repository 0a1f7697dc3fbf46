using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Dispatch;

/// <summary>What came to a shard in the last minute, by kind: the price board asks for it.</summary>
/// <param name="maxWorkers">Workers who are remembered: as many as may wait.</param>
internal sealed class ShardTraffic(int maxWorkers)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly SlidingCount?[] _submitted = new SlidingCount?[KindSet.Size];
    private readonly Dictionary<WorkerId, (DateTimeOffset At, KindSet Kinds)> _seen = [];

    public void Submitted(Kind kind, DateTimeOffset now) => (_submitted[(int)kind] ??= new SlidingCount()).Add(now);

    public void Saw(WorkerId worker, KindSet kinds, DateTimeOffset now)
    {
        if (_seen.Count >= maxWorkers) ForgetUnseen(now);
        if (_seen.Count < maxWorkers || _seen.ContainsKey(worker)) _seen[worker] = (now, kinds);
    }

    public long SubmittedOf(Kind kind, DateTimeOffset now) => _submitted[(int)kind]?.Total(now) ?? 0;

    /// <summary>Workers who offered themselves, by the number of the kind; who takes several kinds is counted in each.</summary>
    public int[] Workers(DateTimeOffset now)
    {
        ForgetUnseen(now);
        var workers = new int[KindSet.Size];
        foreach (var (_, kinds) in _seen.Values)
            foreach (var kind in kinds) workers[(int)kind]++;
        return workers;
    }

    private void ForgetUnseen(DateTimeOffset now)
    {
        var old = now - Remembered;
        foreach (var (worker, seen) in _seen)
            if (seen.At < old) _seen.Remove(worker);
    }
}
