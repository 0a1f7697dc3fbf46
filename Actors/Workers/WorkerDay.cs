using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Workers;

/// <summary>
/// What a worker has earned on the current day (UTC): read from his account, and counted on with each answer that he is paid for. It is asked for only where he has a cap; whoever has
/// none costs no read.
/// </summary>
internal sealed class WorkerDay(WorkerId worker, IMarketStore store)
{
    /// <summary>A message that was lost, or went to another activation, is missing for no longer than this.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>He was paid during each of so many reads: then what they say is good enough until the next one.</summary>
    private const int MostReads = 3;

    private DateOnly? _day; // of which something is known
    private DateTimeOffset _readAt;
    private bool _isCertain;
    private bool _beganSince; // what he has open was begun after the last read, which so knows nothing of it
    private int _paid;
    private Task? _reading;

    public Money Earned { get; private set; }

    /// <summary>The end of the day: then he begins at zero again.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset now) => StartOf(DayOf(now).AddDays(1));

    /// <summary>Sees to it that <see cref="Earned"/> is what he has earned on this day.</summary>
    /// <exception cref="Exception">It is not known, and cannot be read.</exception>
    public async ValueTask Look(DateTimeOffset now)
    {
        while (!_isCertain || _day != DayOf(now))
        {
            var reading = _reading ?? Read(now);
            if (!reading.IsCompleted) _reading = reading;
            await reading;
        }
        if (now - _readAt < ReadAgainAfter) return;
        _readAt = now; // whoever comes during the read goes on with what is known
        try { await Read(now); }
        catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException)) { /* as it was known last */ }
    }

    public void Begun() => _beganSince = true;

    /// <param name="isExpected">It is for the captcha that he has open. A repeated or late message could be counted before, or be in what was read: then it is read again.</param>
    public void Paid(Money amount, bool isExpected)
    {
        _paid++;
        if (isExpected && _beganSince) Earned += amount;
        else _isCertain = false;
    }

    private async Task Read(DateTimeOffset now)
    {
        try
        {
            var day = DayOf(now);
            for (var reads = 1; ; reads++)
            {
                var before = _paid;
                var earned = await EarnedSince.Read(store, worker, StartOf(day));
                if (before != _paid && reads < MostReads) continue; // it may be in it or not
                (Earned, _day, _readAt, _isCertain, _beganSince) = (earned.Sum, day, now, true, false);
                return;
            }
        }
        finally
        {
            _reading = null;
        }
    }

    private static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
