using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>A person who came with a good token.</summary>
public sealed record SessionHolder(long PersonId, RoleSet Roles, DateTimeOffset ExpiresAt)
{
    /// <summary>The session was opened with a code too.</summary>
    public bool HasSecondFactor { get; init; }
}

/// <summary>
/// Who is signed in: programs by a bearer token, browsers by a token within their cookie; 256 random bits each, of which only the SHA-256 is stored. A bearer token that was
/// found is believed for a few seconds, so that a busy worker does not cost two reads for each captcha.
/// </summary>
public sealed class Sessions(IPeopleStore people, PortalOptions options, TimeProvider time)
{
    /// <summary>Sessions of one person at a time; the one after them ends the oldest. More than anybody has devices, and few enough to be read at a glance.</summary>
    public const int MostOfPerson = 50;

    private const int TokenBytes = 32;

    /// <summary>About 3 MB; when it is full all of it is forgotten, which costs one more look-up for each.</summary>
    private const int MaxCached = 20_000;

    private readonly ConcurrentDictionary<string, (SessionHolder Holder, DateTimeOffset Until)> _cache = new();

    /// <param name="client">What the browser or the program calls itself.</param>
    /// <param name="secondFactor">The person gave a code too.</param>
    public async Task<(string Token, DateTimeOffset ExpiresAt)> Open(Account account, string client = "", bool secondFactor = false, bool isBrowser = false)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var now = time.GetUtcNow();
        var expires = now + (isBrowser ? options.CookieLifetime : options.SessionLifetime);
        var open = await Of(account.Person.Id);
        if (open.Length >= MostOfPerson) await End(open[^1]);
        await people.AddSession(new SessionRow(Hash(token), account.Person.Id, expires)
        {
            OpenedAt = now,
            Client = client.Length <= SessionRow.LongestClient ? client : client[..SessionRow.LongestClient],
            IsBrowser = isBrowser,
            HasSecondFactor = secondFactor,
        });
        return (token, expires);
    }

    /// <summary>Null: no such token, or it has expired, or it is a browser's, which is no bearer token.</summary>
    public async Task<SessionHolder?> Find(string token)
    {
        var now = time.GetUtcNow();
        var hash = Hash(token);
        if (_cache.TryGetValue(hash, out var cached) && now < cached.Until) return now < cached.Holder.ExpiresAt ? cached.Holder : null;
        _cache.TryRemove(hash, out _);
        if (await people.FindSession(hash, now) is not { IsBrowser: false } session) return null;
        if (await people.FindPerson(session.PersonId) is not { IsDisabled: false } person) return null;
        var holder = new SessionHolder(person.Id, person.Roles, session.ExpiresAt) { HasSecondFactor = session.HasSecondFactor };
        if (_cache.Count >= MaxCached) _cache.Clear();
        _cache[hash] = (holder, now + options.SessionCache);
        return holder;
    }

    /// <summary>Whether a browser's session goes on; one that does lasts as long again as the cookie that comes with it.</summary>
    public async Task<bool> GoesOn(string token, long person)
    {
        var now = time.GetUtcNow();
        if (await people.FindSession(Hash(token), now) is not { IsBrowser: true } session || session.PersonId != person) return false;
        // Not at every look: a write of each browser in half a lifetime is enough.
        if (session.ExpiresAt - now < options.CookieLifetime / 2) await people.AddSession(session with { ExpiresAt = now + options.CookieLifetime });
        return true;
    }

    /// <summary>Those of a person that are open, newest first.</summary>
    public Task<ImmutableArray<SessionRow>> Of(long person) => people.SessionsOf(person, time.GetUtcNow(), MostOfPerson);

    public Task End(string token) => people.RemoveSession(Hash(token));

    public async Task End(SessionRow session)
    {
        await people.RemoveSession(session.TokenHash);
        _cache.TryRemove(session.TokenHash, out _);
    }

    /// <summary>Ends all sessions of a person. This process forgets them at once, another within <see cref="PortalOptions.SessionCache"/>.</summary>
    /// <param name="exceptToken">The one that stays; null: none.</param>
    public async Task EndAll(long person, string? exceptToken)
    {
        await people.RemoveSessionsOf(person, exceptToken is null ? null : Hash(exceptToken));
        _cache.Clear();
    }

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
