using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Dead from a certain commit on: every call fails, and of that commit it is told whether it became durable.</summary>
internal sealed class MortalStore(IMarketStore inner) : IMarketStore
{
    private int _left = int.MaxValue;
    private bool _lastIsDurable;
    private volatile bool _isDead;

    public void DieAt(int commit, bool isDurable) => (_left, _lastIsDurable) = (commit, isDurable);

    public async Task<CommitReceipt> Commit(Commit commit)
    {
        ThrowIfDead();
        if (Interlocked.Decrement(ref _left) > 0) return await inner.Commit(commit);
        _isDead = true;
        if (_lastIsDurable) await inner.Commit(commit);
        throw new StoreUncertainException("The process is dead.");
    }

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => Alive().FindCaptcha(id);

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => Alive().FindImage(id, part);

    public Task<Money> Balance(AccountId account) => Alive().Balance(account);

    public Task<long> CountSolved(WorkerId worker) => Alive().CountSolved(worker);

    public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => Alive().SpentByKey(key, since);

    public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take) =>
        Alive().Statement(account, before, take);

    public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take) =>
        Alive().OpenCaptchas(submittedBefore, after, take);

    public Task<long> LeaseIds(string sequence, int count) => Alive().LeaseIds(sequence, count);

    private IMarketStore Alive()
    {
        ThrowIfDead();
        return inner;
    }

    private void ThrowIfDead()
    {
        if (_isDead) throw new StoreUncertainException("The process is dead.");
    }
}
