using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Customers;

/// <summary>
/// What one capped key has spent today (UTC), never less than the truth: what the store counted at the last look, and all that was authorised since. Which of
/// the latest authorisations the store had already counted nobody tells, so those of the last minute are counted beside it: the cap may be reached too early, by
/// no more than what a minute spent and for no longer than a minute. The store is looked into only when the cap seems to be reached, so nobody pays for that
/// who stays below it.
/// </summary>
internal sealed class KeyBudget
{
    /// <summary>The store is read no more often than this for a key that has reached its cap.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Whoever was authorised so long ago has been committed, or never will be: far longer than any desk repeats a submission.</summary>
    private const int LongestUncommitted = 60;

    // What was authorised in each second of the last minute, by the second modulo its length. One second more, as the oldest may have begun in its middle.
    private readonly Money[] _authorized = new Money[LongestUncommitted + 1];
    private long _second;
    private DateTimeOffset _day = DateTimeOffset.MinValue;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private Money _spent;
    private Money _duringRead;
    private Task? _reading;

    public static DateTimeOffset DayOf(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>Takes the price out of today's budget, if it is known and there is enough of it.</summary>
    public bool TryTake(Money price, Money cap, DateTimeOffset now)
    {
        if (_day != DayOf(now) || _spent + price > cap) return false;
        // A repeated question about the same captcha is counted again until the next look: too much rather than too little.
        _spent += price;
        _duringRead += price;
        Forget(now);
        _authorized[_second % _authorized.Length] += price;
        return true;
    }

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
            // As it is now: what is committed during the read may not be in what the read finds.
            Forget(now);
            var lately = _authorized.Aggregate(Money.Zero, (sum, of) => sum + of);
            _duringRead = Money.Zero;
            var day = DayOf(now);
            var stored = await spentSince(day);
            (_day, _readAt, _spent) = (day, now, stored + lately + _duringRead);
        }
        finally
        {
            _reading = null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        var second = Math.Max(_second, now.ToUnixTimeSeconds()); // a clock that goes back forgets nothing
        if (second - _second >= _authorized.Length) Array.Clear(_authorized);
        else for (var s = _second + 1; s <= second; s++) _authorized[s % _authorized.Length] = Money.Zero;
        _second = second;
    }
}
