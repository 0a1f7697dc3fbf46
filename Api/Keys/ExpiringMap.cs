using System.Collections.Concurrent;

namespace CaptchaGrains.Api.Keys;

/// <summary>A bounded map whose entries live for a fixed time. When it is full of living entries, further ones are not remembered.</summary>
internal sealed class ExpiringMap<TValue>(int capacity, TimeSpan lifetime, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (TValue Value, long SetAt)> _entries = new(StringComparer.Ordinal);
    private long _sweptAt = long.MinValue;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool TryGet(string key, out TValue value)
    {
        var found = _entries.TryGetValue(key, out var entry) && IsAlive(entry.SetAt);
        value = found ? entry.Value : default!;
        return found;
    }

    public void Set(string key, TValue value)
    {
        var entry = (value, time.GetTimestamp());
        if (_entries.TryGetValue(key, out var old))
        {
            _entries.TryUpdate(key, entry, old); // lost to somebody else: his entry is as new
            return;
        }
        if (Count >= capacity) Sweep();
        // Counting first keeps the bound although many add at the same moment.
        if (Interlocked.Increment(ref _count) > capacity || !_entries.TryAdd(key, entry)) Interlocked.Decrement(ref _count);
    }

    /// <summary>Removes what has expired, at most once in a lifetime, so that a full map does not cost a scan for each request.</summary>
    private void Sweep()
    {
        var now = time.GetTimestamp();
        var swept = Volatile.Read(ref _sweptAt);
        if (swept != long.MinValue && time.GetElapsedTime(swept, now) < lifetime) return;
        if (Interlocked.CompareExchange(ref _sweptAt, now, swept) != swept) return;
        foreach (var (key, entry) in _entries)
            if (!IsAlive(entry.SetAt) && _entries.TryRemove(new KeyValuePair<string, (TValue, long)>(key, entry))) Interlocked.Decrement(ref _count);
    }

    private bool IsAlive(long setAt) => time.GetElapsedTime(setAt) < lifetime;
}
