namespace CaptchaGrains.Api.Requests;

/// <summary>The memory that the bodies of all requests in this process may take together, and the part of it that the large ones may.</summary>
internal sealed class BodySpace(CustomerApiOptions options)
{
    private long _taken;
    private long _takenByLarge;

    /// <summary>Bytes.</summary>
    public long Taken => Volatile.Read(ref _taken);

    public bool TryTake(int bytes)
    {
        if (IsLarge(bytes) && !TryAdd(ref _takenByLarge, bytes, options.MaxBytesOfLargeBodies)) return false;
        if (TryAdd(ref _taken, bytes, options.MaxBytesOfAllBodies)) return true;
        if (IsLarge(bytes)) Interlocked.Add(ref _takenByLarge, -bytes);
        return false;
    }

    public void GiveBack(int bytes)
    {
        if (IsLarge(bytes)) Interlocked.Add(ref _takenByLarge, -bytes);
        Interlocked.Add(ref _taken, -bytes);
    }

    // Buffers come in powers of two, so that one for a body that is not large may have twice its bound.
    private bool IsLarge(int bytes) => bytes > 2L * options.MaxBodyBytes;

    private static bool TryAdd(ref long taken, int bytes, long most)
    {
        if (Interlocked.Add(ref taken, bytes) <= most) return true;
        Interlocked.Add(ref taken, -bytes);
        return false;
    }
}
