namespace CaptchaGrains.Actors.Local;

/// <summary>How many calls to actors are under way in this process.</summary>
internal sealed class Activity
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Begin() => Interlocked.Increment(ref _count);

    public void End() => Interlocked.Decrement(ref _count);
}
