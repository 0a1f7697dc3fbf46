namespace CaptchaGrains.Portal.Accounts;

/// <summary>
/// Bounds how many password hashes are computed at once and how many wait: a hash is slow on purpose, and must not take the processors from the captchas.
/// </summary>
public sealed class HashGate(PortalOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.ConcurrentHashes);
    private int _present;

    /// <returns>Default of <typeparamref name="T"/> with false when too many wait already; then the work was not done.</returns>
    public async Task<(bool Done, T? Result)> Run<T>(Func<Task<T>> work, CancellationToken gone)
    {
        if (Interlocked.Increment(ref _present) > options.ConcurrentHashes + options.WaitingHashes)
        {
            Interlocked.Decrement(ref _present);
            return (false, default);
        }
        try
        {
            await _turns.WaitAsync(gone);
            try { return (true, await work()); }
            finally { _turns.Release(); }
        }
        finally
        {
            Interlocked.Decrement(ref _present);
        }
    }

    public void Dispose() => _turns.Dispose();
}
