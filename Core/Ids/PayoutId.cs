using System.Globalization;

namespace CaptchaGrains.Core.Ids;

/// <summary>One payout that a worker asked for.</summary>
public readonly record struct PayoutId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
