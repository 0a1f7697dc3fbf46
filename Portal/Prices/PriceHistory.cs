using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Portal.Prices;

/// <summary>How the rates went, for a page that anybody may open: read once a minute for each range, however many look at it, and by one at a time.</summary>
public sealed class PriceHistory(IRateStore store, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<PriceRange, (Task<ImmutableArray<PriceStep>> Steps, long AskedAt)> _known = [];

    /// <returns>Ascending; empty while nothing was written down.</returns>
    public Task<ImmutableArray<PriceStep>> Of(PriceRange range)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(range, out var known) && !known.Steps.IsFaulted && (!known.Steps.IsCompleted || time.GetElapsedTime(known.AskedAt) < Fresh)) return known.Steps;
            var steps = Read(range);
            _known[range] = (steps, time.GetTimestamp());
            return steps;
        }
    }

    private async Task<ImmutableArray<PriceStep>> Read(PriceRange range)
    {
        await Task.Yield(); // out of the lock
        var now = time.GetUtcNow();
        var points = await store.LastRates(now - range.Length, now, range.Step);
        return PriceStep.Fill(points, now, range.Step);
    }
}

/// <summary>For how long a chart goes back.</summary>
/// <param name="Name">In the page's address.</param>
/// <param name="Step">One point of the chart.</param>
public sealed record PriceRange(string Name, TimeSpan Length, TimeSpan Step)
{
    public static PriceRange Day { get; } = new("24h", TimeSpan.FromHours(24), TimeSpan.FromMinutes(30));

    public static PriceRange Week { get; } = new("7d", TimeSpan.FromDays(7), TimeSpan.FromHours(3));
}

/// <summary>The rates in force at the end of a step of time, or now.</summary>
public sealed record PriceStep(DateTimeOffset At, ImmutableDictionary<Kind, Money> Rates)
{
    /// <summary>One entry for each step from the first that is known until now: a rate holds until another one is set.</summary>
    /// <param name="points">Ascending.</param>
    public static ImmutableArray<PriceStep> Fill(ImmutableArray<RatePoint> points, DateTimeOffset now, TimeSpan step)
    {
        if (points.IsEmpty) return [];
        var steps = ImmutableArray.CreateBuilder<PriceStep>();
        var rates = ImmutableDictionary<Kind, Money>.Empty;
        var next = 0;
        for (var end = EndOf(points[0].At, step); ; end += step)
        {
            while (next < points.Length && points[next].At < end) rates = rates.SetItem(points[next].Kind, points[next++].Rate);
            steps.Add(new PriceStep(end < now ? end : now, rates));
            if (end >= now) return steps.ToImmutable();
        }
    }

    private static DateTimeOffset EndOf(DateTimeOffset at, TimeSpan step) => new(at.UtcTicks - at.UtcTicks % step.Ticks + step.Ticks, TimeSpan.Zero);
}
