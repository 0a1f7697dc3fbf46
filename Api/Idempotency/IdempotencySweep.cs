using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Idempotency;

/// <summary>Removes idempotency keys whose time is over. Every gateway does it now and then; they do not get in each other's way.</summary>
internal sealed class IdempotencySweep(IIdempotencyStore store, TimeProvider time, ILogger<IdempotencySweep> log) : BackgroundService
{
    /// <summary>Rows of one statement: a few milliseconds of locks.</summary>
    private const int Batch = 1_000;

    /// <summary>Statements of one sweep: keeps up with 1,500 new keys a second.</summary>
    private const int MostBatches = 1_000;

    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <returns>How many were removed.</returns>
    public async Task<int> Sweep(CancellationToken stop)
    {
        var removed = 0;
        for (var i = 0; i < MostBatches && !stop.IsCancellationRequested; i++)
        {
            var batch = await store.RemoveExpired(time.GetUtcNow(), Batch);
            removed += batch;
            if (batch < Batch) break;
        }
        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try { await Sweep(stoppingToken); }
#pragma warning disable CA1031 // whatever the store says, the next sweep tries again
                catch (Exception e) when (e is not OperationCanceledException) { ApiLog.SweepFailed(log, e); }
#pragma warning restore CA1031
            }
        }
        catch (OperationCanceledException) { /* the host stops */ }
    }
}
