using System.Collections.Immutable;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Overview;

namespace CaptchaGrains.Actors.Ports;

/// <summary>The marketplace minute by minute, and what a minute is made of. One process asks once a minute; pages read what it wrote.</summary>
public interface IMinuteStore
{
    /// <summary>What the accounts of each kind hold together, all at one moment. Reads every account.</summary>
    Task<ImmutableArray<AccountSum>> AccountSums();

    /// <summary>Captchas of customers that were submitted before a time, those with the largest numbers first.</summary>
    /// <param name="take">1 … 1,000.</param>
    Task<ImmutableArray<CaptchaTime>> CaptchaTimes(DateTimeOffset submittedBefore, int take);

    /// <summary>Captchas whose customer has his money back, of those with these numbers.</summary>
    Task<int> CountRefunded(CaptchaId from, CaptchaId to);

    /// <summary>Keeps a minute, unless it is kept already, and removes what is older than so many minutes before it. Durable when it returns; it can be repeated.</summary>
    /// <param name="keep">1 or more.</param>
    Task AddMinute(MarketMinute minute, int keep);

    /// <summary>The newest one that is kept; null: none is.</summary>
    Task<MarketMinute?> LastMinute();

    /// <summary>Minutes in ascending order.</summary>
    /// <param name="from">The first one.</param>
    /// <param name="every">Only those that are a multiple of it: 1 … 1,440.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<MarketMinute>> Minutes(long from, int every, int take);
}
