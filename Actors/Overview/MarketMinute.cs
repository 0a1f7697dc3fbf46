using System.Collections.Immutable;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Overview;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Overview;

/// <summary>What was seen of the marketplace in one minute.</summary>
/// <param name="Minute">Since 1970, UTC: its end.</param>
/// <param name="Loads">Each kind once, of all shards together.</param>
/// <param name="Sums">What the accounts held.</param>
/// <param name="Times">Of captchas that were submitted shortly before; null: there were none.</param>
public sealed record MarketMinute(long Minute, ImmutableArray<KindLoad> Loads, ImmutableArray<AccountSum> Sums, SolveTimes? Times)
{
    /// <summary>What became of the sample of half an hour ago; null: there was none.</summary>
    public RefundShare? Refunds { get; init; }

    /// <summary>How much work the captchas are, by all that was seen until then.</summary>
    public ImmutableArray<Effort> Efforts { get; init; } = [];

    /// <summary>The last captcha of which the turns are counted in them.</summary>
    public CaptchaId EffortsTo { get; init; }

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(Minute * 60);

    public static long Of(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;
}

/// <param name="Solved">Of a sample.</param>
/// <param name="Refunded">Of them, those whose customer has his money back.</param>
public sealed record RefundShare(int Solved, int Refunded);
