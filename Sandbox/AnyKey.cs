using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Sandbox;

/// <summary>Every API key exists: the first look at one opens a customer who has more money than any test can spend, and whom no limit slows down.</summary>
internal sealed class AnyKey(IPeopleStore people, IMarketStore store, IActors actors, FrontOffice office, TimeProvider time) : IPeopleStore
{
    /// <summary>In dollars; enough for some millions of captchas.</summary>
    private const int Riches = 10_000;

    /// <summary>Beyond it keys are unknown again; some kilobytes each, and the world's account has to hold what all of them have.</summary>
    private const int MostCustomers = 100_000;

    private int _customers;

    public async Task<ApiKeyRow?> FindApiKey(string hash)
    {
        if (await people.FindApiKey(hash) is { } known) return known;
        if (Interlocked.Increment(ref _customers) > MostCustomers) return null;
        var id = new CustomerId(await store.LeaseIds(IdSequence.Customer, 1));
        await actors.Customer(id).Open("sandbox");
        await office.Deposit(await office.NewOperation(), id, Money.FromDollars(Riches));
        var key = new ApiKeyId(await store.LeaseIds(IdSequence.ApiKey, 1));
        // The faster of two that came with one key; the other's customer stays unused.
        await people.AddApiKey(new ApiKeyRow(key, hash, id, new KeyRules("sandbox") { BurstPerThreeSeconds = 0 }, time.GetUtcNow()));
        return await people.FindApiKey(hash);
    }

    public Task<bool> AddPerson(Person person) => people.AddPerson(person);

    public Task<Person?> FindPerson(long id) => people.FindPerson(id);

    public Task<Person?> FindPersonByEmail(string normalizedEmail) => people.FindPersonByEmail(normalizedEmail);

    public Task<bool> UpdatePerson(Person person) => people.UpdatePerson(person);

    public Task<bool> AnyPerson(PersonRole role) => people.AnyPerson(role);

    public Task<bool> AddApiKey(ApiKeyRow key) => people.AddApiKey(key);

    public Task AddSession(SessionRow session) => people.AddSession(session);

    public Task<SessionRow?> FindSession(string tokenHash, DateTimeOffset now) => people.FindSession(tokenHash, now);

    public Task RemoveSession(string tokenHash) => people.RemoveSession(tokenHash);

    public Task<ImmutableArray<SessionRow>> SessionsOf(long personId, DateTimeOffset now, int take) => people.SessionsOf(personId, now, take);

    public Task RemoveSessionsOf(long personId, string? exceptHash) => people.RemoveSessionsOf(personId, exceptHash);
}
