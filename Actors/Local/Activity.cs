namespace CaptchaGrains.Actors.Local;

/// <summary>
/// How many calls to actors are under way in this process. A call ends when its caller has gone on to the next thing that he waits for, so that at zero
/// nothing moves by itself: all that is unfinished waits for time, or for somebody outside.
/// </summary>
internal sealed class Activity
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Begin() => Interlocked.Increment(ref _count);

    public void End() => Interlocked.Decrement(ref _count);
}
