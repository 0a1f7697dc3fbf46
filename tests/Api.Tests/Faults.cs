using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Tests;

/// <summary>A store whose reads of captchas, balances and commits fail while a fault is set.</summary>
internal sealed class FaultyStore(IMarketStore inner) : IMarketStore
{
    public Exception? Fault { get; set; }

    /// <summary>Commits happen, and nobody hears of it.</summary>
    public bool LosesReplies { get; set; }

    public async Task<CommitReceipt> Commit(Commit commit)
    {
        if (Fault is not null) throw Fault;
        var receipt = await inner.Commit(commit);
        return LosesReplies ? throw new StoreUncertainException("The reply was lost.") : receipt;
    }

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => Fault is null ? inner.FindCaptcha(id) : Task.FromException<CaptchaState?>(Fault);

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => inner.FindImage(id, part);

    public Task<Money> Balance(AccountId account) => Fault is null ? inner.Balance(account) : Task.FromException<Money>(Fault);

    public Task<long> CountSolved(WorkerId worker) => inner.CountSolved(worker);

    public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => inner.SpentByKey(key, since);

    public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take) => inner.Statement(account, before, take);

    public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take) =>
        inner.OpenCaptchas(submittedBefore, after, take);

    public Task<long> LeaseIds(string sequence, int count) => Fault is null ? inner.LeaseIds(sequence, count) : Task.FromException<long>(Fault);
}

/// <summary>Counts the look-ups of API keys, and lets them fail or find what the test says.</summary>
internal sealed class WatchedPeople(IPeopleStore inner) : IPeopleStore
{
    private int _lookups;

    public int Lookups => Volatile.Read(ref _lookups);

    public Exception? Fault { get; set; }

    public bool AllRevoked { get; set; }

    public async Task<ApiKeyRow?> FindApiKey(string hash)
    {
        Interlocked.Increment(ref _lookups);
        if (Fault is not null) throw Fault;
        var row = await inner.FindApiKey(hash);
        return AllRevoked && row is not null ? row with { RevokedAt = row.CreatedAt } : row;
    }

    public Task<bool> AddPerson(Person person) => inner.AddPerson(person);

    public Task<Person?> FindPerson(long id) => inner.FindPerson(id);

    public Task<Person?> FindPersonByEmail(string normalizedEmail) => inner.FindPersonByEmail(normalizedEmail);

    public Task<bool> UpdatePerson(Person person) => inner.UpdatePerson(person);

    public Task<bool> AnyPerson(PersonRole role) => inner.AnyPerson(role);

    public Task<bool> AddApiKey(ApiKeyRow key) => inner.AddApiKey(key);

    public Task AddSession(SessionRow session) => inner.AddSession(session);

    public Task<SessionRow?> FindSession(string tokenHash, DateTimeOffset now) => inner.FindSession(tokenHash, now);

    public Task RemoveSession(string tokenHash) => inner.RemoveSession(tokenHash);

    public Task<ImmutableArray<SessionRow>> SessionsOf(long personId, DateTimeOffset now, int take) => inner.SessionsOf(personId, now, take);

    public Task RemoveSessionsOf(long personId, string? exceptHash) => inner.RemoveSessionsOf(personId, exceptHash);
}

/// <summary>Reservations that fail, before or after they happened, while a fault is set.</summary>
internal sealed class FaultyReservations(IIdempotencyStore inner) : IIdempotencyStore
{
    private readonly TaskCompletionSource _removed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exception? Fault { get; set; }

    public bool LosesReplies { get; set; }

    public async Task<IdempotencyRow> Reserve(IdempotencyRow row, DateTimeOffset now)
    {
        if (Fault is not null) throw Fault;
        var kept = await inner.Reserve(row, now);
        return LosesReplies ? throw new StoreUncertainException("The reply was lost.") : kept;
    }

    /// <summary>Completes when rows have been removed.</summary>
    public Task Removed => _removed.Task;

    public async Task<int> RemoveExpired(DateTimeOffset now, int take)
    {
        var removed = await inner.RemoveExpired(now, take);
        if (removed > 0) _removed.TrySetResult();
        return removed;
    }
}
