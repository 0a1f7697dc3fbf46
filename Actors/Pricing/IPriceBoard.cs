using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Pricing;

/// <summary>The current rate of each kind, from the load that the shards report.</summary>
public interface IPriceBoard
{
    Task<ImmutableArray<KindRate>> Rates();
}

/// <param name="Rate">The worker's rate for one answer.</param>
public sealed record KindRate(Kind Kind, Money Rate);
