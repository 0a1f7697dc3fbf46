using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Customers;

/// <summary>
/// What one capped key has spent today (UTC), never less than the truth: what the store counts, what was authorised since, and what was authorised before
/// and is not known to be in the store. What comes back, from captchas that nobody solved, shows at the next look into the store.
/// </summary>
internal sealed class KeyBudget
{
    /// <summary>Captchas that may be between authorisation and commit; beyond it nothing more is authorised for the moment.</summary>
    private const int MostPending = 10_000;

    /// <summary>The store is read no more often than this for a key that has reached its cap.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Whoever was authorised so long ago has been committed, or never will be.</summary>
    private static readonly TimeSpan LongestPending = TimeSpan.FromSeconds(60);

    private readonly Dictionary<CaptchaId, (Money Price, DateTimeOffset At)> _pending = [];
    private DateTimeOffset _day = DateTimeOffset.MinValue;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private Money _spent;
    private Money _duringRead;
    private Task? _reading;

    public static DateTimeOffset DayOf(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>Takes the price out of today's budget, if it is known and there is enough of it.</summary>
    public bool TryTake(CaptchaId captcha, Money price, Money cap, DateTimeOffset now)
    {
        if (_day != DayOf(now) || _spent + price > cap || _pending.Count >= MostPending) return false;
        // A repeated question about the same captcha is counted again until the next look: too much rather than too little.
        _spent += price;
        _duringRead += price;
        _pending[captcha] = (price, now);
        return true;
    }

    /// <summary>The captcha is committed, or certainly will not be: the store knows all there is to know.</summary>
    public void Settle(CaptchaId captcha) => _pending.Remove(captcha);

    /// <summary>Looks into the store, unless that was done a moment ago. Whoever comes during a look waits for it.</summary>
    public Task Refresh(Func<DateTimeOffset, Task<Money>> spentSince, DateTimeOffset now)
    {
        if (_reading is { } running) return running;
        if (_day == DayOf(now) && now - _readAt < ReadAgainAfter) return Task.CompletedTask;
        var reading = Read(spentSince, now);
        if (!reading.IsCompleted) _reading = reading;
        return reading;
    }

    private async Task Read(Func<DateTimeOffset, Task<Money>> spentSince, DateTimeOffset now)
    {
        try
        {
            foreach (var (captcha, pending) in _pending)
                if (now - pending.At >= LongestPending) _pending.Remove(captcha);
            // Counted as they are now: one that is settled during the read may not be in what the read finds.
            var pendingNow = _pending.Values.Aggregate(Money.Zero, (sum, p) => sum + p.Price);
            _duringRead = Money.Zero;
            var day = DayOf(now);
            var stored = await spentSince(day);
            (_day, _readAt, _spent) = (day, now, stored + pendingNow + _duringRead);
        }
        finally
        {
            _reading = null;
        }
    }
}
