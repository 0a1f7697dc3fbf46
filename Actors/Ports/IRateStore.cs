using System.Collections.Immutable;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Ports;

/// <summary>How the rates went: what the price board set, at most once a minute for each kind, kept for <see cref="KeptFor"/>. Nothing depends on it; it is there to be looked at.</summary>
public interface IRateStore
{
    /// <summary>Rows of <see cref="LastRates"/> at most.</summary>
    const int MostPoints = 5_000;

    static TimeSpan KeptFor => TimeSpan.FromDays(30);

    /// <summary>Adds what was set; of a kind and minute the last one stays. It can be repeated.</summary>
    Task AddRates(ImmutableArray<RatePoint> rates);

    /// <summary>The last rate of each kind in each step of time, ascending by time and kind; steps without any are left out.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="until">Exclusive.</param>
    /// <param name="step">Counted from the beginning of 1970; a minute or more.</param>
    Task<ImmutableArray<RatePoint>> LastRates(DateTimeOffset from, DateTimeOffset until, TimeSpan step);

    /// <summary>Removes what is older.</summary>
    Task ForgetRates(DateTimeOffset before);
}
