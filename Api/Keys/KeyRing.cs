using System.Net;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Core.Customers;

namespace CaptchaGrains.Api.Keys;

/// <summary>
/// Whose an API key is, and whether it may be used from where it came. Remembers the answer for a few seconds, so that a busy customer costs the store one read
/// in that time.
/// </summary>
internal sealed class KeyRing(IPeopleStore people, CustomerLimits limits, TimeProvider time, CustomerApiOptions options)
{
    private readonly ExpiringMap<AdmittedKey> _known = new(options.MaxKnownKeys, options.KeyLifetime, time);
    private readonly ExpiringMap<bool> _unknown = new(options.MaxUnknownKeys, options.KeyLifetime, time);

    /// <param name="key">As it was sent.</param>
    /// <param name="caller">From where; null: unknown.</param>
    /// <exception cref="OutcomeUnknownException">The store could not say.</exception>
    public async ValueTask<Admission> Admit(string? key, IPAddress? caller)
    {
        if (!ApiKey.IsWellFormed(key)) return Refused(ErrorCode.WrongUserKey);
        var hash = ApiKey.Hash(key!);
        if (!_known.TryGet(hash, out var known))
        {
            if (limits.IsBanned(caller)) return Refused(ErrorCode.IpBanned);
            if (await Find(hash) is not { } found) return Refused(limits.WrongKey(caller));
            known = found;
        }
        // What is remembered may have expired meanwhile.
        if (!known.Row.WorksAt(time.GetUtcNow())) return Refused(limits.WrongKey(caller));
        return known.Allows(caller) ? new Admission(known, null) : Refused(ErrorCode.IpNotAllowed);
    }

    private async ValueTask<AdmittedKey?> Find(string hash)
    {
        if (_unknown.TryGet(hash, out _)) return null;
        ApiKeyRow? row;
        try { row = await people.FindApiKey(hash); }
        catch (Exception e) when (e is not OutOfMemoryException) { throw new OutcomeUnknownException(e); }
        if (row is null || !row.WorksAt(time.GetUtcNow()))
        {
            _unknown.Set(hash, true);
            return null;
        }
        var key = new AdmittedKey(row);
        _known.Set(hash, key);
        return key;
    }

    private static Admission Refused(ErrorCode code) => new(null, new Refusal(code));
}
