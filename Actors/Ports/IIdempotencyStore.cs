using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

/// <summary>What a customer's idempotency key stands for.</summary>
/// <param name="KeyHash">Of the key as he sent it, by <c>SHA-256</c>, hexadecimal.</param>
/// <param name="Fingerprint">Of what he ordered under it.</param>
/// <param name="Captcha">The id under which it is, or was to be, submitted.</param>
public sealed record IdempotencyRow(CustomerId Customer, string KeyHash, long Fingerprint, CaptchaId Captcha, DateTimeOffset ExpiresAt);

/// <summary>Remembers which captcha belongs to which idempotency key.</summary>
public interface IIdempotencyStore
{
    /// <summary>
    /// Keeps the row, unless there is one that has not expired; it can be repeated. Durable at the latest when anything is that was committed after it
    /// returned, in the same store.
    /// </summary>
    /// <returns>The row that counts: the given one, or the one that was there.</returns>
    /// <exception cref="StoreUncertainException">It may or may not have been kept.</exception>
    Task<IdempotencyRow> Reserve(IdempotencyRow row, DateTimeOffset now);

    /// <summary>Removes rows that have expired, in no particular order.</summary>
    /// <param name="take">1 … 10,000.</param>
    /// <returns>How many were removed; fewer than asked for: there are no more.</returns>
    Task<int> RemoveExpired(DateTimeOffset now, int take);
}
