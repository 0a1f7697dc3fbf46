using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Core.Spending;

/// <summary>The same lines summed up in four ways; each adds up to <see cref="Total"/>.</summary>
/// <param name="ByHour">Ascending; hours without are left out.</param>
/// <param name="ByKey">Most spent first; null: by no key.</param>
/// <param name="ByKind">Most spent first.</param>
/// <param name="ByDomain">Most spent first; empty: without one.</param>
public sealed record SpendingSummary(
    SpendingSum Total, ImmutableArray<(DateTimeOffset At, SpendingSum Sum)> ByHour, ImmutableArray<(ApiKeyId? Key, SpendingSum Sum)> ByKey,
    ImmutableArray<(Kind Kind, SpendingSum Sum)> ByKind, ImmutableArray<(string Domain, SpendingSum Sum)> ByDomain)
{
    public static SpendingSummary Of(IEnumerable<SpendingLine> lines)
    {
        var total = new SpendingSum();
        var hours = new SortedDictionary<DateTimeOffset, SpendingSum>();
        var keys = new Dictionary<long, SpendingSum>();
        var kinds = new Dictionary<Kind, SpendingSum>();
        var domains = new Dictionary<string, SpendingSum>();
        foreach (var (cell, sum) in lines)
        {
            total += sum;
            hours[cell.Hour] = hours.GetValueOrDefault(cell.Hour) + sum;
            keys[cell.Key?.Value ?? 0] = keys.GetValueOrDefault(cell.Key?.Value ?? 0) + sum;
            kinds[cell.Kind] = kinds.GetValueOrDefault(cell.Kind) + sum;
            domains[cell.Domain] = domains.GetValueOrDefault(cell.Domain) + sum;
        }
        return new SpendingSummary(
            total,
            [.. hours.Select(h => (h.Key, h.Value))],
            [.. keys.OrderByDescending(k => k.Value.Spent.Nanos).ThenBy(k => k.Key).Select(k => (k.Key == 0 ? (ApiKeyId?)null : new ApiKeyId(k.Key), k.Value))],
            [.. kinds.OrderByDescending(k => k.Value.Spent.Nanos).ThenBy(k => k.Key).Select(k => (k.Key, k.Value))],
            [.. domains.OrderByDescending(d => d.Value.Spent.Nanos).ThenBy(d => d.Key, StringComparer.Ordinal).Select(d => (d.Key, d.Value))]);
    }

    /// <summary>By the hour, or by the day where that is too fine: every one of them, those without too, ascending.</summary>
    /// <param name="step">An hour or a day.</param>
    public ImmutableArray<(DateTimeOffset At, SpendingSum Sum)> Series(DateTimeOffset from, DateTimeOffset until, TimeSpan step)
    {
        var sums = new Dictionary<DateTimeOffset, SpendingSum>();
        foreach (var (at, sum) in ByHour) sums[Begin(at)] = sums.GetValueOrDefault(Begin(at)) + sum;
        var series = ImmutableArray.CreateBuilder<(DateTimeOffset, SpendingSum)>();
        for (var at = Begin(from); at < until; at += step) series.Add((at, sums.GetValueOrDefault(at)));
        return series.ToImmutable();

        DateTimeOffset Begin(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % step.Ticks, TimeSpan.Zero);
    }
}
