using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Keys;

public enum KeyVerdict
{
    Done = 1,

    /// <summary>The customer has no such key.</summary>
    NoSuchKey = 2,

    /// <summary>He has as many keys as anybody may.</summary>
    TooMany = 3,

    /// <summary>The rules are not well-formed: a name, a range of addresses, an amount.</summary>
    BadRules = 4,

    /// <summary>The key has been revoked or has expired; nothing can be done with it.</summary>
    Over = 5,

    /// <summary>The new key is somebody else's.</summary>
    Taken = 6,
}

/// <summary>
/// What a customer does with his API keys. Keys are made with <see cref="ApiKey.Create"/> by whoever shows them, once, and come here as hashes only; the hash
/// is also what makes a repeated operation the same operation. Gateways hear of a change within <c>KeyLifetime</c>.
/// </summary>
public sealed class KeyDesk(IKeyStore keys, IPeopleStore people, IMarketStore store, TimeProvider time)
{
    /// <summary>Keys of one customer that work at the same time. The gateways and his actor remember something of each.</summary>
    public const int MostKeys = 100;

    /// <summary>An old key lives on for no longer than this after its rotation.</summary>
    public static readonly TimeSpan LongestGrace = TimeSpan.FromDays(30);

    /// <summary>All keys, also those that do not work any more, ascending by id.</summary>
    public Task<ImmutableArray<ApiKeyRow>> List(CustomerId customer) => keys.KeysOf(customer);

    public async Task<KeyVerdict> Add(CustomerId customer, string hash, KeyRules rules)
    {
        if (Canonical(rules) is not { } checkedRules) return KeyVerdict.BadRules;
        return await AddChecked(customer, hash, checkedRules);
    }

    public async Task<KeyVerdict> Change(CustomerId customer, ApiKeyId key, KeyRules rules)
    {
        if (Canonical(rules) is not { } checkedRules) return KeyVerdict.BadRules;
        return await keys.SetKeyRules(customer, key, checkedRules) ? KeyVerdict.Done : KeyVerdict.NoSuchKey;
    }

    public async Task<KeyVerdict> Revoke(CustomerId customer, ApiKeyId key) =>
        await keys.RevokeKey(customer, key, time.GetUtcNow()) ? KeyVerdict.Done : KeyVerdict.NoSuchKey;

    /// <summary>Adds a key with the same rules, and lets the old one live on for a time, so that nothing has to stop while programs learn the new one.</summary>
    /// <param name="grace">Zero … <see cref="LongestGrace"/>.</param>
    public async Task<KeyVerdict> Rotate(CustomerId customer, ApiKeyId old, string newHash, TimeSpan grace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(grace, LongestGrace);
        var now = time.GetUtcNow();
        var all = await keys.KeysOf(customer);
        if (all.FirstOrDefault(k => k.Id == old) is not { } row) return KeyVerdict.NoSuchKey;
        // A repetition finds the new key, and may find the old one's time over.
        if (!row.WorksAt(now) && all.All(k => k.Hash != newHash)) return KeyVerdict.Over;
        // The new one first: nobody is ever without a key.
        var added = await AddChecked(customer, newHash, row.Rules, replaces: true);
        if (added != KeyVerdict.Done) return added;
        return await keys.ExpireKey(customer, old, now + grace) ? KeyVerdict.Done : KeyVerdict.NoSuchKey;
    }

    private async Task<KeyVerdict> AddChecked(CustomerId customer, string hash, KeyRules rules, bool replaces = false)
    {
        var now = time.GetUtcNow();
        if (await people.FindApiKey(hash) is { } known) return known.Customer == customer ? KeyVerdict.Done : KeyVerdict.Taken;
        // Two additions at the same moment may pass the bound by one, which does no harm.
        if ((await keys.KeysOf(customer)).Count(k => k.WorksAt(now)) >= MostKeys + (replaces ? 1 : 0)) return KeyVerdict.TooMany;
        var id = new ApiKeyId(await store.LeaseIds(IdSequence.ApiKey, 1));
        return await people.AddApiKey(new ApiKeyRow(id, hash, customer, rules, now)) ? KeyVerdict.Done : KeyVerdict.Taken;
    }

    /// <summary>The rules with their addresses in the one way to write them; null: not well-formed.</summary>
    private static KeyRules? Canonical(KeyRules rules)
    {
        var name = rules.Name.Trim();
        if (name.Length is 0 or > KeyRules.LongestName || name.Any(char.IsControl) || rules.AllowedAddresses.Length > KeyRules.MostAddresses) return null;
        if (rules.DailyCap is { IsPositive: false } || rules.MaxRate is { IsPositive: false } || rules.BurstPerThreeSeconds < 0) return null;
        if (!rules.AllowedKinds.All(Enum.IsDefined)) return null;
        var addresses = ImmutableArray.CreateBuilder<string>();
        foreach (var text in rules.AllowedAddresses)
        {
            if (!AddressRange.TryParse(text.Trim(), out var range)) return null;
            if (!addresses.Contains(range!.ToString())) addresses.Add(range.ToString());
        }
        return rules with { Name = name, AllowedAddresses = addresses.ToImmutable(), AllowedKinds = [.. rules.AllowedKinds.Distinct().Order()] };
    }
}
