using System.Collections.Immutable;
using CaptchaGrains.Actors.Overview;
using CaptchaGrains.Core.Overview;
using CaptchaGrains.Portal.Shell;

namespace CaptchaGrains.Portal.Operators;

/// <summary>A chart of the overview, which is a table.</summary>
/// <param name="Id">Of its title.</param>
/// <param name="Prefix">Before the numbers at its side, such as $.</param>
/// <param name="Series">What the columns after the time are called.</param>
public sealed record OverviewChart(string Id, string Title, string Prefix, ImmutableArray<string> Series, ImmutableArray<OverviewPoint> Points)
{
    public static OverviewChart PerSecond(string id, string title, ImmutableArray<MarketMinute> minutes) => new(id, title, "", [OverviewTexts.PerSecond], [.. minutes.Select(m =>
    {
        var perSecond = m.Loads.Sum(l => l.SubmittedLastMinute) / 60.0;
        return new OverviewPoint(m.At, [new(perSecond, Format.Number(perSecond, 2))]);
    })]);

    /// <summary>In seconds.</summary>
    public static OverviewChart Times(string id, string title, ImmutableArray<MarketMinute> minutes) => new(
        id, title, "", [OverviewTexts.Median, OverviewTexts.Slow],
        [.. minutes.Where(m => m.Times is { All.Solved: > 0 }).Select(m => new OverviewPoint(m.At, [Seconds(m.Times!.All.MedianMs), Seconds(m.Times.All.SlowMs)]))]);

    /// <summary>What went through the books in each hour.</summary>
    public static OverviewChart Money(string id, string title, ImmutableArray<MarketMinute> minutes)
    {
        var hours = minutes.Where(m => m.Minute % 60 == 0).ToList();
        return new OverviewChart(id, title, "$", [OverviewTexts.Deposits, OverviewTexts.Charged, OverviewTexts.Earned, OverviewTexts.PaidOut],
        [
            .. hours.Skip(1).Select((m, n) => (Flow: MoneyFlow.Between(hours[n].Sums, m.Sums), m.At))
                .Select(h => new OverviewPoint(h.At, [Dollars(h.Flow.Deposits), Dollars(h.Flow.Charged), Dollars(h.Flow.Earned), Dollars(h.Flow.PaidOut)])),
        ]);
    }

    private static OverviewValue Seconds(long milliseconds) => new(milliseconds / 1000.0, Format.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    // For the drawing only; what is read comes from the amount itself.
    private static OverviewValue Dollars(CaptchaGrains.Core.Ledger.Money amount) => new(amount.Nanos / 1e9, Format.Amount(amount));
}

/// <param name="At">The end of what it is about.</param>
public sealed record OverviewPoint(DateTimeOffset At, ImmutableArray<OverviewValue> Values);

/// <param name="Value">For the drawing.</param>
/// <param name="Text">As it is read.</param>
public readonly record struct OverviewValue(double Value, string Text);
