using System.Collections.Concurrent;
using CaptchaGrains.Actors.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>
/// Sends the callbacks that are due, in every process that serves customers. A process that dies loses nothing: what it had taken is free again when the lease is
/// over. So a receiver may be called twice, and never not at all.
/// </summary>
internal sealed class CallbackDispatcher(
    ICallbackStore store, IMarketStore market, CallbackSender sender, CallbackOptions options, TimeProvider time, ILogger<CallbackDispatcher> log)
    : BackgroundService
{
    /// <summary>The pause of a callback whose host has no free place; it grows with how many there are of them.</summary>
    private static readonly TimeSpan HostPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestHostPause = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<DueCallback, Task> _running = new();
    private readonly Dictionary<string, int> _perHost = []; // only hosts that are being called
    private readonly Lock _lock = new();

    /// <summary>Those that are being sent.</summary>
    public int Running => _running.Count;

    /// <summary>Ends when everything that was begun has ended.</summary>
    public Task Finished() => Task.WhenAll(_running.Values);

    /// <summary>Takes what is due, as far as there is room for it, and begins to send it.</summary>
    /// <returns>Whether there may be more that is due now.</returns>
    public async Task<bool> Begin(CancellationToken stop)
    {
        var room = Math.Min(options.MaxAtOnce - _running.Count, 1_000);
        if (room <= 0) return false;
        var now = time.GetUtcNow();
        var due = await store.TakeCallbacks(now, now + options.Lease, room);
        var tooMany = new Dictionary<string, List<DueCallback>>();
        foreach (var callback in due)
        {
            var host = CallbackUrl.TryParse(callback.Url, out var url) ? url.Host : "";
            if (TryEnter(host)) Start(callback, host, stop);
            else if (tooMany.TryGetValue(host, out var waiting)) waiting.Add(callback);
            else tooMany.Add(host, [callback]);
        }
        foreach (var waiting in tooMany.Values)
        {
            var pause = HostPause * (1 + waiting.Count / options.MaxAtOncePerHost) * (0.8 + 0.4 * Random.Shared.NextDouble());
            await store.PostponeCallbacks([.. waiting], now + (pause < LongestHostPause ? pause : LongestHostPause));
        }
        return due.Length == room;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try { more = await Begin(stoppingToken); }
#pragma warning disable CA1031 // whatever the store's trouble is, it may be over the next time
            catch (Exception e) when (!stoppingToken.IsCancellationRequested) { CallbackLog.NotTaken(log, e); }
#pragma warning restore CA1031
            if (!more) await Task.Delay(options.PollEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Finished();
    }

    private void Start(DueCallback callback, string host, CancellationToken stop)
    {
        var go = new TaskCompletionSource();
        _running[callback] = Run();
        go.SetResult();

        async Task Run()
        {
            await go.Task; // not before it is among the running ones
            try { await Deliver(callback, stop); }
#pragma warning disable CA1031 // one callback must not end the others; its lease ends, and it is tried again
            catch (Exception e) { CallbackLog.Broken(log, e, callback.Captcha); }
#pragma warning restore CA1031
            finally
            {
                Leave(host);
                _running.TryRemove(callback, out _);
            }
        }
    }

    private async Task Deliver(DueCallback callback, CancellationToken stop)
    {
        var captcha = await market.FindCaptcha(callback.Captcha) ?? throw new InvalidOperationException("An ended captcha is not there.");
        var profile = await store.FindCallbackProfile(callback.Customer);
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        SendResult result;
        try { result = await sender.Send(profile, callback.Url, CallbackBody.Of(captcha, callback.Form), stop); }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await store.PostponeCallbacks([callback], at); // another process need not wait for the lease
            return;
        }
        var attempt = new CallbackAttempt(at, time.GetElapsedTime(started), result.Status, result.Error);
        var pause = result.IsFinal ? null : options.PauseAfter(callback.Tries + 1, Random.Shared.NextDouble());
        var status = result.IsDelivered ? CallbackStatus.Delivered : pause is null ? CallbackStatus.GivenUp : CallbackStatus.Pending;
        if (!await store.FinishCallback(callback, attempt, status, time.GetUtcNow() + pause)) return;
        if (status == CallbackStatus.GivenUp) CallbackLog.GivenUp(log, callback.Captcha, callback.Customer, result.Error ?? "");
    }

    private bool TryEnter(string host)
    {
        lock (_lock)
        {
            var there = _perHost.GetValueOrDefault(host);
            if (there >= options.MaxAtOncePerHost) return false;
            _perHost[host] = there + 1;
            return true;
        }
    }

    private void Leave(string host)
    {
        lock (_lock)
            if (--_perHost[host] == 0) _perHost.Remove(host);
    }
}
