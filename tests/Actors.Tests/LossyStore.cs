using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Tests;

/// <summary>Loses the reply of the first commit of a sort, after it became durable.</summary>
internal sealed class LossyStore(IMarketStore inner, Func<Commit, bool> losesReply) : IMarketStore
{
    private int _lost;

    public async Task<CommitReceipt> Commit(Commit commit)
    {
        var receipt = await inner.Commit(commit);
        if (losesReply(commit) && Interlocked.Exchange(ref _lost, 1) == 0) throw new StoreUncertainException("The reply was lost.");
        return receipt;
    }

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => inner.FindCaptcha(id);

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => inner.FindImage(id, part);

    public Task<Money> Balance(AccountId account) => inner.Balance(account);

    public Task<long> CountSolved(WorkerId worker) => inner.CountSolved(worker);

    public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => inner.SpentByKey(key, since);

    public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take) => inner.Statement(account, before, take);

    public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take) =>
        inner.OpenCaptchas(submittedBefore, after, take);

    public Task<long> LeaseIds(string sequence, int count) => inner.LeaseIds(sequence, count);
}
