using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>A person who came with a good token.</summary>
public sealed record SessionHolder(long PersonId, RoleSet Roles, DateTimeOffset ExpiresAt);

/// <summary>
/// The bearer tokens of the worker API: 256 random bits each, of which only the SHA-256 is stored. A token that was found is believed for a few seconds, so
/// that a busy worker does not cost two reads for each captcha.
/// </summary>
public sealed class Sessions(IPeopleStore people, PortalOptions options, TimeProvider time)
{
    private const int TokenBytes = 32;

    /// <summary>About 3 MB; when it is full all of it is forgotten, which costs one more look-up for each.</summary>
    private const int MaxCached = 20_000;

    private readonly ConcurrentDictionary<string, (SessionHolder Holder, DateTimeOffset Until)> _cache = new();

    public async Task<(string Token, DateTimeOffset ExpiresAt)> Open(Account account)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var expires = time.GetUtcNow() + options.SessionLifetime;
        await people.AddSession(new SessionRow(Hash(token), account.Person.Id, expires));
        return (token, expires);
    }

    /// <summary>Null: no such token, or it has expired.</summary>
    public async Task<SessionHolder?> Find(string token)
    {
        var now = time.GetUtcNow();
        var hash = Hash(token);
        if (_cache.TryGetValue(hash, out var cached) && now < cached.Until) return now < cached.Holder.ExpiresAt ? cached.Holder : null;
        _cache.TryRemove(hash, out _);
        if (await people.FindSession(hash, now) is not { } session) return null;
        if (await people.FindPerson(session.PersonId) is not { } person) return null;
        var holder = new SessionHolder(person.Id, person.Roles, session.ExpiresAt);
        if (_cache.Count >= MaxCached) _cache.Clear();
        _cache[hash] = (holder, now + options.SessionCache);
        return holder;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
