using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Customers;

/// <summary>What the customer says of one of his API keys.</summary>
/// <param name="Name">1 … 100 characters, for people.</param>
public sealed record KeyRules(string Name)
{
    public const int LongestName = 100;

    /// <summary>So many address ranges at most, which are compared one by one.</summary>
    public const int MostAddresses = 50;

    /// <summary>Addresses and ranges such as <c>10.0.0.0/8</c> or <c>2001:db8::/32</c> from which the key works; empty: from any.</summary>
    public ImmutableArray<string> AllowedAddresses { get; init; } = [];

    /// <summary>Empty: all.</summary>
    public ImmutableArray<Kind> AllowedKinds { get; init; } = [];

    /// <summary>The most that the captchas of one day (UTC) may cost; above zero; null: no cap.</summary>
    public Money? DailyCap { get; init; }

    /// <summary>The highest worker's rate for one captcha; above zero; null: the customer's own.</summary>
    public Money? MaxRate { get; init; }

    /// <summary>
    /// Submissions in three seconds, set by the operator; null: as everybody's. 0: the operator trusts this key, and none of the temporary blocks is for it.
    /// </summary>
    public int? BurstPerThreeSeconds { get; init; }

    public bool IsTrusted => BurstPerThreeSeconds == 0;

    public bool Allows(Kind kind) => AllowedKinds.IsEmpty || AllowedKinds.Contains(kind);
}
