using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Pricing;

/// <summary>
/// Writes down how the rates went, beside the price board, which never waits for it: one write at a time, of each kind once a minute at most, and once an hour where nothing changes. What
/// could not be written is written with the next change.
/// </summary>
internal sealed class RateHistory(IRateStore? store)
{
    /// <summary>So often the same rate is written again, so that a silent hour is one in which the board slept.</summary>
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromHours(1);

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(6);

    private readonly Lock _lock = new();
    private readonly Dictionary<Kind, RatePoint> _written = [];
    private DateTimeOffset _forgetAt = DateTimeOffset.MinValue;
    private bool _isWriting;

    public void Note(IReadOnlyDictionary<Kind, Money> rates, DateTimeOffset now)
    {
        if (store is null) return;
        var minute = RatePoint.MinuteOf(now);
        ImmutableArray<RatePoint> due;
        lock (_lock)
        {
            if (_isWriting) return;
            due = [.. rates.Where(r => IsDue(r.Key, r.Value, minute)).Select(r => new RatePoint(r.Key, minute, r.Value))];
            if (due.IsEmpty) return;
            _isWriting = true;
        }
        ActorServices.Tell(Write(store, due, now));
    }

    private bool IsDue(Kind kind, Money rate, DateTimeOffset minute) =>
        !_written.TryGetValue(kind, out var last) || (minute > last.At && (rate != last.Rate || minute - last.At >= AtLeastEvery));

    private async Task Write(IRateStore to, ImmutableArray<RatePoint> due, DateTimeOffset now)
    {
        try
        {
            await to.AddRates(due);
            lock (_lock)
                foreach (var point in due) _written[point.Kind] = point;
            if (now < _forgetAt) return;
            _forgetAt = now + ForgetEvery;
            await to.ForgetRates(now - IRateStore.KeptFor);
        }
        finally
        {
            lock (_lock) _isWriting = false;
        }
    }
}
