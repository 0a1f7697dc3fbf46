using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Desks;

/// <summary>Opens accounts and books deposits. Every step can be repeated.</summary>
public sealed class FrontOffice(IActors actors, IMarketStore store, IPeopleStore people, TimeProvider time)
{
    /// <summary>Opens a customer with an API key, or finds the one that has this key.</summary>
    /// <param name="key">Well-formed by <see cref="ApiKey.IsWellFormed"/>.</param>
    /// <param name="rules">Of the key, when it is new; null: none.</param>
    public async Task<CustomerId> OpenCustomer(string name, string key, KeyRules? rules = null)
    {
        var hash = ApiKey.Hash(key);
        if (await people.FindApiKey(hash) is { } known) return known.Customer;
        var id = new CustomerId(await store.LeaseIds(IdSequence.Customer, 1));
        await actors.Customer(id).Open(name);
        var keyId = new ApiKeyId(await store.LeaseIds(IdSequence.ApiKey, 1));
        if (await people.AddApiKey(new ApiKeyRow(keyId, hash, id, rules ?? new KeyRules("default"), time.GetUtcNow()))) return id;
        return (await people.FindApiKey(hash))!.Customer; // two opened it at the same moment; the other was first
    }

    /// <param name="operation">The deposit's id, e.g. from <see cref="NewOperation"/>; repeating it books nothing twice.</param>
    public async Task<CommitVerdict> Deposit(long operation, CustomerId customer, Money amount)
    {
        var receipt = await store.Commit(new TransferCommit(Charge.Deposit(operation, customer, amount), time.GetUtcNow()));
        if (receipt.Verdict == CommitVerdict.Created) await actors.Customer(customer).Credited(amount);
        return receipt.Verdict;
    }

    public Task<long> NewOperation() => store.LeaseIds(IdSequence.Operation, 1);
}
