using CaptchaGrains.Actors.Desks;

namespace CaptchaGrains.Actors.Tests;

public class RepeatTests
{
    private static readonly DeskOptions Options = new() { TotalTimeout = TimeSpan.FromSeconds(5), RepeatAfter = TimeSpan.FromMilliseconds(10) };

    [Fact]
    public async Task A_pause_that_took_longer_than_all_the_time_there_was_ends_with_an_unknown_outcome()
    {
        var calls = 0;
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => new Repeat(Options, new LatePauses()).UntilKnown(() =>
            ++calls == 1 ? Task.FromException<int>(new TimeoutException()) : new TaskCompletionSource<int>().Task));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task What_is_known_at_once_after_such_a_pause_counts()
    {
        var calls = 0;
        Assert.Equal(7, await new Repeat(Options, new LatePauses()).UntilKnown(() =>
            ++calls == 1 ? Task.FromException<int>(new TimeoutException()) : Task.FromResult(7)));
    }

    /// <summary>Every pause is over at once, and took a minute.</summary>
    private sealed class LatePauses : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ticks += TimeSpan.TicksPerMinute;
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
