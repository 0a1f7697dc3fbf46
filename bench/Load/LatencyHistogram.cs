using System.Diagnostics;
using System.Numerics;

namespace CaptchaGrains.Load;

/// <summary>
/// Counts of durations in buckets that grow with the duration: 64 for each doubling, so that a percentile is at most 1.6 % too high. Many threads add at once.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int Sub = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits + 1) * Sub];
    private long _max;

    public long Count => _counts.Sum();

    public double MaxMilliseconds => _max / 1000.0;

    /// <param name="ticks">Of <see cref="Stopwatch"/>; below zero counts as zero.</param>
    public void Add(long ticks)
    {
        var micros = Math.Max(0, ticks) * 1_000_000 / Stopwatch.Frequency;
        Interlocked.Increment(ref _counts[Bucket(micros)]);
        var max = Volatile.Read(ref _max);
        while (micros > max && Interlocked.CompareExchange(ref _max, micros, max) != max) max = Volatile.Read(ref _max);
    }

    /// <param name="share">0 … 1.</param>
    /// <returns>Milliseconds; 0 when nothing was counted.</returns>
    public double Percentile(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var i = 0; i < _counts.Length; i++)
        {
            left -= _counts[i];
            if (left <= 0 && _counts[i] > 0) return Math.Min(Top(i), _max) / 1000.0;
        }
        return _max / 1000.0;
    }

    private static int Bucket(long micros)
    {
        if (micros < Sub) return (int)micros;
        var shift = BitOperations.Log2((ulong)micros) - SubBits;
        return (shift + 1) * Sub + (int)(micros >> shift) - Sub;
    }

    /// <summary>The longest duration that falls into a bucket, in microseconds.</summary>
    private static long Top(int bucket)
    {
        if (bucket < Sub) return bucket;
        var shift = bucket / Sub - 1;
        return ((long)(bucket % Sub + Sub + 1) << shift) - 1;
    }
}
