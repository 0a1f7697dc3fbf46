using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Keys;

/// <summary>Whose an API key is. Remembers the answer for a few seconds, so that a busy customer costs the store one read in that time.</summary>
internal sealed class KeyRing(IPeopleStore people, TimeProvider time, CustomerApiOptions options)
{
    private readonly ExpiringMap<CustomerId> _known = new(options.MaxKnownKeys, options.KeyLifetime, time);
    private readonly ExpiringMap<bool> _unknown = new(options.MaxUnknownKeys, options.KeyLifetime, time);

    /// <param name="key">As it was sent.</param>
    /// <returns>The customer is meaningful when nothing is refused.</returns>
    /// <exception cref="OutcomeUnknownException">The store could not say.</exception>
    public async ValueTask<(CustomerId Customer, Refusal? Refusal)> Admit(string? key)
    {
        if (!ApiKey.IsWellFormed(key)) return (default, new Refusal(ErrorCode.WrongUserKey));
        return await Find(key!) is { } customer ? (customer, null) : (default, new Refusal(ErrorCode.KeyDoesNotExist));
    }

    private async ValueTask<CustomerId?> Find(string key)
    {
        var hash = ApiKey.Hash(key);
        if (_known.TryGet(hash, out var customer)) return customer;
        if (_unknown.TryGet(hash, out _)) return null;
        ApiKeyRow? row;
        try { row = await people.FindApiKey(hash); }
        catch (Exception e) when (e is not OutOfMemoryException) { throw new OutcomeUnknownException(e); }
        if (row is { IsRevoked: false })
        {
            _known.Set(hash, row.Customer);
            return row.Customer;
        }
        _unknown.Set(hash, true);
        return null;
    }
}
