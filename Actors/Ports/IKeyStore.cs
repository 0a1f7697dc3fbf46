using System.Collections.Immutable;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

/// <param name="Hash">Of the key, by <see cref="ApiKey.Hash"/>; the key itself is stored nowhere.</param>
public sealed record ApiKeyRow(ApiKeyId Id, string Hash, CustomerId Customer, KeyRules Rules, DateTimeOffset CreatedAt)
{
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>From when it works no more, because another key took its place; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool WorksAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}

/// <summary>The API keys of customers. They are added and looked up by <see cref="IPeopleStore"/>. Every call can be repeated.</summary>
public interface IKeyStore
{
    /// <summary>All keys of a customer, revoked and expired ones too, ascending by id.</summary>
    Task<ImmutableArray<ApiKeyRow>> KeysOf(CustomerId customer);

    /// <summary>Replaces the rules of a customer's key.</summary>
    /// <returns>False: he has no such key.</returns>
    Task<bool> SetKeyRules(CustomerId customer, ApiKeyId key, KeyRules rules);

    /// <summary>The key works no more; the first time stands.</summary>
    /// <returns>False: he has no such key.</returns>
    Task<bool> RevokeKey(CustomerId customer, ApiKeyId key, DateTimeOffset now);

    /// <summary>The key works until then at the longest; an earlier end stands.</summary>
    /// <returns>False: he has no such key.</returns>
    Task<bool> ExpireKey(CustomerId customer, ApiKeyId key, DateTimeOffset at);
}
