using System.Globalization;

namespace CaptchaGrains.Core.Ids;

/// <summary>One deposit of a customer; the subject of the transfer that books it.</summary>
public readonly record struct DepositId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
