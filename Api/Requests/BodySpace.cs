namespace CaptchaGrains.Api.Requests;

/// <summary>The memory that the bodies of all requests in this process may take together.</summary>
internal sealed class BodySpace(CustomerApiOptions options)
{
    private long _taken;

    /// <summary>Bytes.</summary>
    public long Taken => Volatile.Read(ref _taken);

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= options.MaxBytesOfAllBodies) return true;
        GiveBack(bytes);
        return false;
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref _taken, -bytes);
}
