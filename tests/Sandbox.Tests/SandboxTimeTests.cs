using CaptchaGrains.Testing;

namespace CaptchaGrains.Sandbox.Tests;

public class SandboxTimeTests
{
    private readonly ManualTime _real = new();
    private readonly SandboxTime _time;
    private readonly List<(string What, TimeSpan At)> _rung = [];

    public SandboxTimeTests() => _time = new SandboxTime(_real);

    [Fact]
    public void It_runs_with_the_real_clock_and_ahead_of_it()
    {
        var start = _time.GetUtcNow();
        var timestamp = _time.GetTimestamp();
        _real.Advance(TimeSpan.FromSeconds(3));
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(10), _time.GetUtcNow() - start);
        Assert.Equal(TimeSpan.FromSeconds(10), _time.GetElapsedTime(timestamp));
    }

    [Fact]
    public void What_waits_for_a_time_that_has_passed_happens_in_order_and_at_its_time()
    {
        using var second = Set("second", seconds: 20);
        using var first = Set("first", seconds: 10);
        using var later = Set("later", seconds: 40);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([("first", TimeSpan.FromSeconds(10)), ("second", TimeSpan.FromSeconds(20))], _rung);
    }

    [Fact]
    public void What_is_still_to_come_comes_earlier_in_real_time()
    {
        using var alarm = Set("alarm", seconds: 40);
        _time.Advance(TimeSpan.FromSeconds(30));
        _real.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(_rung);
        _real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([("alarm", TimeSpan.FromSeconds(40))], _rung);
    }

    [Fact]
    public void A_period_goes_on_through_an_advance_and_after_it()
    {
        using var alarm = Set("tick", seconds: 10, period: 10);
        _time.Advance(TimeSpan.FromSeconds(35));
        Assert.Equal([10, 20, 30], _rung.Select(r => (int)r.At.TotalSeconds));
        _real.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(4, _rung.Count);
    }

    [Fact]
    public void A_year_does_not_ring_for_each_of_its_seconds()
    {
        using var alarm = Set("tick", seconds: 1, period: 1);
        using var other = Set("once", seconds: 5_000_000);
        _time.Advance(SandboxTime.LongestAdvance);
        Assert.InRange(_rung.Count(r => r.What == "tick"), 500, 1_100);
        Assert.Single(_rung, r => r.What == "once");
        Assert.Equal(_rung.Select(r => r.At).Order(), _rung.Select(r => r.At));
        _rung.Clear();
        _real.Advance(TimeSpan.FromSeconds(2)); // and then it goes on as before
        Assert.Equal(2, _rung.Count);
    }

    [Fact]
    public void A_disposed_alarm_is_silent()
    {
        Set("alarm", seconds: 10).Dispose();
        _time.Advance(TimeSpan.FromSeconds(60));
        _real.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(_rung);
    }

    [Fact]
    public void It_never_goes_back() => Assert.Throws<ArgumentOutOfRangeException>(() => _time.Advance(TimeSpan.FromSeconds(-1)));

    private ITimer Set(string name, int seconds, int? period = null)
    {
        var start = _time.GetUtcNow();
        return _time.CreateTimer(
            _ => _rung.Add((name, _time.GetUtcNow() - start)), null, TimeSpan.FromSeconds(seconds),
            period is { } every ? TimeSpan.FromSeconds(every) : Timeout.InfiniteTimeSpan);
    }
}
