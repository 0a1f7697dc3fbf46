using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Dead from a certain write on: every call fails, and of that write it is told whether it became durable. Writes are commits, and what actors keep of their own.</summary>
internal sealed class MortalStore(IMarketStore inner) : IMarketStore
{
    private int _left = int.MaxValue;
    private bool _lastIsDurable;
    private volatile bool _isDead;

    public bool IsDead => _isDead;

    public void DieAt(int write, bool isDurable) => (_left, _lastIsDurable) = (write, isDurable);

    public Task<CommitReceipt> Commit(Commit commit) => Write(() => inner.Commit(commit));

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => Alive().FindCaptcha(id);

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => Alive().FindImage(id, part);

    public Task<Money> Balance(AccountId account) => Alive().Balance(account);

    public Task<long> CountSolved(WorkerId worker) => Alive().CountSolved(worker);

    public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => Alive().SpentByKey(key, since);

    public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take) => Alive().Statement(account, before, take);

    public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take) =>
        Alive().OpenCaptchas(submittedBefore, after, take);

    public Task<long> LeaseIds(string sequence, int count) => Alive().LeaseIds(sequence, count);

    /// <summary>The same death for what actors keep of their own; only the keys that are asked for count as writes.</summary>
    public IStateStore States(IStateStore states, string counted) => new MortalStates(this, states, counted);

    private async Task<T> Write<T>(Func<Task<T>> write)
    {
        ThrowIfDead();
        if (Interlocked.Decrement(ref _left) > 0) return await write();
        _isDead = true;
        if (_lastIsDurable) await write();
        throw new StoreUncertainException("The process is dead.");
    }

    private IMarketStore Alive()
    {
        ThrowIfDead();
        return inner;
    }

    private void ThrowIfDead()
    {
        if (_isDead) throw new StoreUncertainException("The process is dead.");
    }

    private sealed class MortalStates(MortalStore store, IStateStore states, string counted) : IStateStore
    {
        public Task<StoredValue?> Load(string key)
        {
            store.ThrowIfDead();
            return states.Load(key);
        }

        public Task<bool> Save(string key, string json, long expectedVersion)
        {
            store.ThrowIfDead();
            return key.StartsWith(counted, StringComparison.Ordinal)
                ? store.Write(() => states.Save(key, json, expectedVersion))
                : states.Save(key, json, expectedVersion);
        }
    }
}
