using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Portal.Pay;

/// <summary>What a worker earned on each of the last days, as bars; all lengths are in the units of the drawing.</summary>
public sealed record EarnedChart(ImmutableArray<EarnedBar> Bars, Money Sum, Money Most)
{
    public const int Days = 14;
    public const int Width = 560;
    public const int Height = 150;

    private const int Top = 10;
    private const int Step = Width / Days;
    private const int Gap = 8;
    private const int LeastHeight = 2;

    public static DateOnly FirstDay(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - Days);

    /// <param name="earned">Days without are left out.</param>
    public static EarnedChart Of(DateOnly first, ImmutableArray<DayEarned> earned)
    {
        var most = earned.IsEmpty ? Money.Zero : earned.Max(d => d.Earned);
        var bars = Enumerable.Range(0, Days).Select(n =>
        {
            var day = first.AddDays(n);
            var amount = earned.FirstOrDefault(d => d.Day == day).Earned;
            // A day with anything at all is seen.
            var height = amount.IsPositive ? Math.Max(LeastHeight, (int)amount.Share(Height - Top, most.Nanos).Nanos) : 0;
            return new EarnedBar(day, amount, n * Step + Gap / 2, Height - height, Step - Gap, height);
        });
        return new EarnedChart([.. bars], earned.Aggregate(Money.Zero, (sum, d) => sum + d.Earned), most);
    }
}

/// <summary>One day of a chart.</summary>
public sealed record EarnedBar(DateOnly Day, Money Earned, int X, int Y, int Width, int Height)
{
    public int Middle => X + Width / 2;

    public string Name => Day.ToString("d MMM", CultureInfo.CurrentCulture);
}
