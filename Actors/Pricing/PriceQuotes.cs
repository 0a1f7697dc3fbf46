using System.Collections.Frozen;
using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Pricing;

/// <summary>
/// The prices as this process last heard of them: at most two seconds old while the price board answers. While it does not, what was heard last holds for a time; before anything was
/// heard, and after that time, there is no price: the product's own may be below what an operator set, and what is quoted is charged.
/// </summary>
public sealed class PriceQuotes(IActors actors)
{
    /// <summary>Who finds it as old as this asks, and waits.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>Meanwhile others go on with it until it is as old as this; then they wait, too, if the board answered the last time.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(2);

    /// <summary>Longer than it takes the board to come back elsewhere when its silo is lost.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    /// <summary>A process that has heard nothing yet asks so often: a board that is just being activated, on servers that are just starting, may be late with its first word.</summary>
    private const int FirstTries = 3;

    private readonly Lock _lock = new();
    private FrozenDictionary<Kind, KindRate> _rates = FrozenDictionary<Kind, KindRate>.Empty;
    private DateTimeOffset _heardAt = DateTimeOffset.MinValue;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;
    private bool _isSilent;
    private Task? _asking;

    /// <summary>For a captcha that is as much work as others of its kind.</summary>
    /// <exception cref="TimeoutException">Nobody can say at the moment.</exception>
    public async ValueTask<Quote> Current(Kind kind, DateTimeOffset now) => (await Known(kind, now)).Quote;

    /// <summary>For this captcha.</summary>
    /// <exception cref="TimeoutException">Nobody can say at the moment.</exception>
    public async ValueTask<Quote> Current(CaptchaRequest request, DateTimeOffset now) => (await Known(request.Kind, now)).QuoteOf(request.Traits());

    /// <summary>The price of a kind, its rate, and what is known of its captchas.</summary>
    /// <exception cref="TimeoutException">Nobody can say at the moment.</exception>
    public async ValueTask<KindRate> Known(Kind kind, DateTimeOffset now) =>
        await Heard(kind, now) ?? throw new TimeoutException("The price board does not say what it costs.");

    /// <summary>As <see cref="Known"/>.</summary>
    /// <returns>Null: nobody can say at the moment.</returns>
    public async ValueTask<KindRate?> Heard(Kind kind, DateTimeOffset now)
    {
        for (var tries = 1; ; tries++)
        {
            if (Ask(now) is { } asking) await asking;
            lock (_lock)
            {
                if (IsYoungerThan(Longest, now)) return _rates.GetValueOrDefault(kind);
                if (HasHeard || tries == FirstTries) return null;
            }
        }
    }

    /// <returns>What to wait for; null: nothing.</returns>
    private Task? Ask(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (IsYoungerThan(Fresh, now)) return null;
            var mayGoOn = IsYoungerThan(_isSilent ? Longest : Recent, now);
            if (_asking is { IsCompleted: false } running) return mayGoOn ? null : running;
            // A board that is silent is asked once a second, whoever wants to know.
            if (_isSilent && HasHeard && now - _askedAt < Fresh) return null;
            _askedAt = now;
            return _asking = Hear(now);
        }
    }

    private bool HasHeard => _rates.Count > 0;

    private bool IsYoungerThan(TimeSpan age, DateTimeOffset now) => now - _heardAt < age;

    private async Task Hear(DateTimeOffset now)
    {
        try
        {
            var rates = await actors.PriceBoard().Rates();
            lock (_lock) (_rates, _heardAt, _isSilent) = (rates.ToFrozenDictionary(r => r.Kind), now, false);
        }
        catch (Exception)
        {
            lock (_lock) _isSilent = true; // what was heard last holds a while
        }
    }
}
