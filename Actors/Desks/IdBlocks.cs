using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Actors.Desks;

/// <summary>Numbers from blocks that this process has leased from the store. A block that is lost with the process leaves a gap, and no harm.</summary>
public sealed class IdBlocks(IMarketStore store, string sequence, int blockSize)
{
    private readonly Lock _lock = new();
    private long _next;
    private long _end;
    private Task? _lease;

    public async Task<long> Next()
    {
        while (true)
        {
            Task lease;
            lock (_lock)
            {
                if (_next < _end) return _next++;
                lease = _lease ??= Lease();
            }
            await lease;
        }
    }

    private async Task Lease()
    {
        await Task.Yield(); // the lock is not held while the store is asked
        try
        {
            var first = await store.LeaseIds(sequence, blockSize);
            lock (_lock) (_next, _end) = (first, first + blockSize);
        }
        finally
        {
            lock (_lock) _lease = null;
        }
    }
}
