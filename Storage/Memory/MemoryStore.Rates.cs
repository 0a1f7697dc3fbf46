using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IRateStore
{
    private readonly SortedDictionary<(DateTimeOffset At, Kind Kind), RatePoint> _rates = [];

    public Task AddRates(ImmutableArray<RatePoint> rates)
    {
        lock (_lock)
            foreach (var point in rates) _rates[(point.At, point.Kind)] = point;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<RatePoint>> LastRates(DateTimeOffset from, DateTimeOffset until, TimeSpan step)
    {
        var length = RateRows.StepOf(from, until, step);
        lock (_lock)
            return Task.FromResult(_rates.Values.Where(p => p.At >= from && p.At < until).GroupBy(p => (StoredTime.Of(p.At) / length, p.Kind)).Select(g => g.Last())
                .OrderBy(p => (p.At, p.Kind)).ToImmutableArray());
    }

    public Task ForgetRates(DateTimeOffset before)
    {
        lock (_lock)
            foreach (var key in _rates.Keys.TakeWhile(k => k.At < before).ToList()) _rates.Remove(key);
        return Task.CompletedTask;
    }
}
