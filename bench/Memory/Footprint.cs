using System.Diagnostics;

namespace CaptchaGrains.Memory;

/// <summary>How much managed memory actors take that are alive and have nothing to do. Knows nothing of their host: whoever can call an actor can be measured.</summary>
public static class Footprint
{
    /// <summary>Calls under way at once.</summary>
    private const int AtOnce = 16;

    /// <summary>Brings actors to life and compares the heap before and after, each time after a full collection.</summary>
    /// <param name="touch">Brings the actor with this number to life; every number is used once, from 1 on.</param>
    /// <param name="count">Actors in each round, 1 or more. The first round is for warming up and is not counted.</param>
    /// <param name="rounds">1 or more; the middle one of them is reported, because the host allocates a little beside the actors.</param>
    /// <returns>Bytes for each actor.</returns>
    public static async Task<double> PerActor(Func<long, Task> touch, int count, int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var sizes = new List<double>();
        var first = 1L;
        for (var round = 0; round <= rounds; round++, first += count)
        {
            var before = Settled();
            await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await touch(i));
            if (round > 0) sizes.Add((Settled() - before) / (double)count);
        }
        sizes.Sort();
        return sizes[sizes.Count / 2];
    }

    /// <summary>The live heap in bytes, once it has stopped shrinking: messages under way and finalizers let go late.</summary>
    private static long Settled()
    {
        var (last, patience) = (long.MaxValue, Stopwatch.StartNew());
        while (true)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            var now = GC.GetTotalMemory(forceFullCollection: true);
            if (now > last - 10_000 || patience.Elapsed > TimeSpan.FromSeconds(5)) return Math.Min(now, last);
            last = now;
        }
    }
}
