using System.Collections.Immutable;
using CaptchaGrains.Grains.Interfaces.Push;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Grains.Push;

/// <summary>
/// The way to one host. It waits for nobody: what comes while batches are under way becomes the next batch. A lane that has nothing to send is closed and
/// forgotten, so that hosts that went away leave nothing behind.
/// </summary>
internal sealed partial class PushLane(IPushObserver host, Action<PushLane> closed, ILogger logger)
{
    /// <summary>Batches under way at once: a lost reply holds up one of them until the response timeout, not the host.</summary>
    private const int MaxInFlight = 4;

    /// <summary>News that wait for one host; more than this means that it is gone, its captchas renew themselves, and readers look again.</summary>
    private const int MaxWaiting = 10_000;

    private readonly Lock _lock = new();
    private ImmutableArray<PushedNews>.Builder _next = ImmutableArray.CreateBuilder<PushedNews>();
    private int _inFlight;
    private bool _closed;

    /// <returns>False when the lane is closed.</returns>
    public bool Add(PushedNews news)
    {
        lock (_lock)
        {
            if (_closed) return false;
            if (_next.Count < MaxWaiting) _next.Add(news);
            if (_inFlight == MaxInFlight) return true;
            _inFlight++;
        }
        _ = Send();
        return true;
    }

    private async Task Send()
    {
        while (TakeBatch() is { } batch)
        {
            try { await host.Deliver(batch); }
            catch (Exception e) { LogLostBatch(logger, batch.Length, e); }
        }
    }

    private ImmutableArray<PushedNews>? TakeBatch()
    {
        lock (_lock)
        {
            if (_next.Count > 0)
            {
                var batch = _next.DrainToImmutable();
                return batch;
            }
            if (--_inFlight > 0) return null;
            _closed = true;
        }
        closed(this);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A host did not confirm {Count} matches and ends; matches go to others when their offers and leases run out, and readers look again.")]
    private static partial void LogLostBatch(ILogger logger, int count, Exception exception);
}
