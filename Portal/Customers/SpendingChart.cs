using System.Collections.Immutable;
using CaptchaGrains.Core.Spending;

namespace CaptchaGrains.Portal.Customers;

/// <summary>One chart of spending, for the partial <c>_SpendingChart</c>.</summary>
/// <param name="Title">What it is by.</param>
/// <param name="Head">Of its first column.</param>
public sealed record SpendingChart(string Title, string Head, ImmutableArray<SpendingChart.Bar> Bars)
{
    /// <summary>Bars beside each other that can still be read; the rest is one more.</summary>
    private const int MostBars = 8;

    /// <param name="At">The beginning of the hour or day; null: it has a name alone.</param>
    /// <param name="IsDay">A whole day.</param>
    public sealed record Bar(string Name, DateTimeOffset? At, bool IsDay, SpendingSum Sum);

    public static SpendingChart Of<T>(string title, string head, ImmutableArray<(T Of, SpendingSum Sum)> sums, Func<T, string> name)
    {
        var bars = sums.Take(sums.Length > MostBars ? MostBars - 1 : MostBars).Select(s => new Bar(name(s.Of), null, false, s.Sum)).ToList();
        if (sums.Length > MostBars)
            bars.Add(new Bar(Texts.Format(CustomerTexts.SpendingOthers, sums.Length - bars.Count), null, false, sums.Skip(bars.Count).Aggregate(new SpendingSum(), (sum, s) => sum + s.Sum)));
        return new SpendingChart(title, head, [.. bars]);
    }

    public static SpendingChart Of(ImmutableArray<(DateTimeOffset At, SpendingSum Sum)> series, bool byDay) => new(
        byDay ? CustomerTexts.SpendingByDay : CustomerTexts.SpendingByHour, byDay ? CustomerTexts.SpendingOneDay : CustomerTexts.SpendingHour,
        [.. series.Select(s => new Bar("", s.At, byDay, s.Sum))]);
}
