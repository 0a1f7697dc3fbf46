namespace CaptchaGrains.Memory;

/// <summary>A grain that has nothing but an alarm, set as <see cref="Grains.ActorGrain"/> sets it: what it takes, Orleans takes.</summary>
[Alias("bare")]
public interface IBareGrain : IGrainWithIntegerKey
{
    Task Begin();
}

[GrainType("bare")]
internal sealed class BareGrain : Grain, IBareGrain
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private IGrainTimer? _alarm;

    public Task Begin()
    {
        _alarm ??= this.RegisterGrainTimer(static () => Task.CompletedTask, new(Never, Timeout.InfiniteTimeSpan) { Interleave = true });
        DelayDeactivation(Never);
        return Task.CompletedTask;
    }
}
