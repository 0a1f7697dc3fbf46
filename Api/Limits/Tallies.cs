using System.Collections.Concurrent;

namespace CaptchaGrains.Api.Limits;

/// <summary>A bounded number of tallies; those that were not used for a while make room for others.</summary>
internal sealed class Tallies<TKey, TTally>(int most, Func<TTally> create) where TKey : notnull where TTally : Tally
{
    /// <summary>Longer than every window and every block.</summary>
    private const long Idle = 20 * 60 * 1000;

    /// <summary>A full map is looked through no more often than this.</summary>
    private const long SweepEvery = 10 * 1000;

    private readonly ConcurrentDictionary<TKey, TTally> _tallies = new();
    private int _count;
    private long _sweptAt = -SweepEvery;

    public int Count => Volatile.Read(ref _count);

    public TTally? Find(TKey key) => _tallies.GetValueOrDefault(key);

    /// <returns>Null: there is no room.</returns>
    public TTally? FindOrAdd(TKey key, long now)
    {
        if (!_tallies.TryGetValue(key, out var tally))
        {
            if (Count >= most) Sweep(now);
            // Counting first keeps the bound although many add at the same moment.
            if (Interlocked.Increment(ref _count) > most || !_tallies.TryAdd(key, tally = create()))
            {
                Interlocked.Decrement(ref _count);
                tally = _tallies.GetValueOrDefault(key);
            }
        }
        tally?.Touch(now);
        return tally;
    }

    private void Sweep(long now)
    {
        var swept = Volatile.Read(ref _sweptAt);
        if (now - swept < SweepEvery || Interlocked.CompareExchange(ref _sweptAt, now, swept) != swept) return;
        foreach (var entry in _tallies)
            if (entry.Value.IsIdle(now, Idle) && _tallies.TryRemove(entry)) Interlocked.Decrement(ref _count);
    }
}
