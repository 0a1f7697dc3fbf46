using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Deposits;

/// <summary>Books what was paid when its process died before it did, and gives up what nobody paid in time.</summary>
/// <param name="store">Null: there are no deposits to look after.</param>
internal sealed class DepositRounds(IMarketStore market, IDepositStore? store, IActors actors, DepositOptions numbers)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>Deposits of one look and state: the others come with the next one.</summary>
    private const int Page = 100;

    private readonly DepositBooking? _booking = store is null ? null : new DepositBooking(market, store, actors);
    private DepositId _afterRequested;
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public async Task Tend(DateTimeOffset now)
    {
        if (store is null || _booking is null || now < _next) return;
        _next = now + Every;
        try
        {
            foreach (var paid in await store.DepositsIn(DepositStatus.Paid, default, Page)) await _booking.Book(paid, now);
            var requested = await store.DepositsIn(DepositStatus.Requested, _afterRequested, Page);
            foreach (var deposit in requested)
                if (deposit.RequestedAt + numbers.Lifetime <= now && deposit.Expired(now) is { } expired) await store.ChangeDeposit(expired);
            _afterRequested = requested.Length == Page ? requested[^1].Id : default;
        }
        catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException or InvalidOperationException))
        {
            // The store is out of reach, or full: the next look tries again.
        }
    }
}
