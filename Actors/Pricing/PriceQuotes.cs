using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Pricing;

/// <summary>The rates as this process last heard of them: at most about a second old while the price board answers, and the minimum until it first does.</summary>
public sealed class PriceQuotes(IActors actors)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Dictionary<Kind, Money> _rates = [];
    private DateTimeOffset _asked = DateTimeOffset.MinValue;

    public async ValueTask<Quote> Current(Kind kind, DateTimeOffset now)
    {
        if (MustAsk(now))
        {
            try
            {
                var rates = await actors.PriceBoard().Rates();
                lock (_lock) _rates = rates.ToDictionary(r => r.Kind, r => r.Rate);
            }
            catch (Exception) { /* what was heard last still holds; the next second asks again */ }
        }
        var price = PriceTable.Of(kind);
        lock (_lock) return price.QuoteAt(_rates.GetValueOrDefault(kind, price.MinRate));
    }

    // One caller a second asks; the others go on with what is known.
    private bool MustAsk(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (now - _asked < Fresh) return false;
            _asked = now;
            return true;
        }
    }
}
