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
    private Dictionary<Kind, KindRate> _rates = [];
    private DateTimeOffset _asked = DateTimeOffset.MinValue;

    /// <summary>For a captcha that is as much work as others of its kind.</summary>
    public async ValueTask<Quote> Current(Kind kind, DateTimeOffset now) => PriceTable.Of(kind).QuoteAt((await Heard(kind, now)).Rate);

    /// <summary>For this captcha.</summary>
    public async ValueTask<Quote> Current(CaptchaRequest request, DateTimeOffset now) =>
        PriceTable.Of(request.Kind).QuoteAt((await Heard(request.Kind, now)).RateOf(request.Traits()));

    /// <summary>The rate of a kind, and what is known of its captchas.</summary>
    public async ValueTask<KindRate> Heard(Kind kind, DateTimeOffset now)
    {
        if (MustAsk(now))
        {
            try
            {
                var rates = await actors.PriceBoard().Rates();
                lock (_lock) _rates = rates.ToDictionary(r => r.Kind);
            }
            catch (Exception) { /* what was heard last still holds; the next second asks again */ }
        }
        lock (_lock) return _rates.GetValueOrDefault(kind) ?? new KindRate(kind, PriceTable.Of(kind).MinRate, PriceTable.Of(kind).SecondsPerCaptcha, []);
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
