namespace CaptchaGrains.Actors.Dispatch;

/// <summary>How many events the last minute had, in buckets of one second.</summary>
internal sealed class SlidingCount
{
    private const int Seconds = 60;
    private readonly long[] _buckets = new long[Seconds];
    private long _newest;

    public void Add(DateTimeOffset now)
    {
        Advance(now);
        _buckets[_newest % Seconds]++;
    }

    public long Total(DateTimeOffset now)
    {
        Advance(now);
        return _buckets.Sum();
    }

    private void Advance(DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        if (second - _newest >= Seconds) Array.Clear(_buckets);
        else
            for (var s = _newest + 1; s <= second; s++) _buckets[s % Seconds] = 0;
        if (second > _newest) _newest = second;
    }
}
