using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Storage;

/// <summary>Rates out of the columns of a row, which are the same on every engine.</summary>
internal static class RateRows
{
    /// <param name="row">kind, at, rate.</param>
    public static RatePoint Point(DbDataReader row) => new((Kind)row.GetInt16(0), StoredTime.Read(row.GetInt64(1)), new Money(row.GetInt64(2)));

    /// <returns>Milliseconds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Less than a minute, or so short that there could be too many.</exception>
    public static long StepOf(DateTimeOffset from, DateTimeOffset until, TimeSpan step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.FromMinutes(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((until - from) / step * Enum.GetValues<Kind>().Length, IRateStore.MostPoints, nameof(step));
        return (long)step.TotalMilliseconds;
    }
}
