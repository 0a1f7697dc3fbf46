using System.Collections.Concurrent;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>
/// A code of an authenticator opens the door once: who looked over a shoulder comes too late. Kept in this process only; another host of the portal might take the same code within
/// its time, which the password before it makes bearable.
/// </summary>
public sealed class UsedCodes(TimeProvider time)
{
    /// <summary>Longer than Identity takes a code for: two steps of thirty seconds to both sides of its own.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    /// <summary>Sign-ins with a code within three minutes; hashes bound them to a few hundred. When it is full, what has expired is thrown out.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(long Person, string Code), DateTimeOffset> _used = new();

    /// <returns>False: it was used before.</returns>
    public bool Take(long person, string code)
    {
        var now = time.GetUtcNow();
        if (_used.Count >= Most)
            foreach (var (key, until) in _used)
                if (until <= now) _used.TryRemove(key, out _);
        return _used.TryAdd((person, code), now + Lifetime) || (_used.TryGetValue((person, code), out var end) && end <= now && _used.TryUpdate((person, code), now + Lifetime, end));
    }
}
