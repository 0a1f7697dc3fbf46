using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Referrals;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Actors.Tests;

/// <summary>The store as a settlement sees it whose process dies with a certain write, which became durable or not.</summary>
internal sealed class DyingStore(MemoryStore inner, int write, bool lastIsDurable) : IMarketStore, IReferralStore
{
    private int _left = write;

    public Task<CommitReceipt> Commit(Commit commit) => Write(() => inner.Commit(commit));

    public Task<bool> ChangeReferral(Referral next) => Write(() => inner.ChangeReferral(next));

    public Task<string?> AddCode(WorkerId worker, string code) => inner.AddCode(worker, code);

    public Task<string?> FindCode(WorkerId worker) => inner.FindCode(worker);

    public Task<WorkerId?> FindInviter(string code) => inner.FindInviter(code);

    public Task<Referral> AddReferral(Referral referral) => inner.AddReferral(referral);

    public Task<Referral?> FindReferral(WorkerId friend) => inner.FindReferral(friend);

    public Task<ImmutableArray<Referral>> Referrals(WorkerId after, int take) => inner.Referrals(after, take);

    public Task<ImmutableArray<Referral>> ReferralsOf(WorkerId inviter, WorkerId after, int take) => inner.ReferralsOf(inviter, after, take);

    public Task<ReferralTotal> TotalOf(WorkerId inviter) => inner.TotalOf(inviter);

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => inner.FindCaptcha(id);

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => inner.FindImage(id, part);

    public Task<Money> Balance(AccountId account) => inner.Balance(account);

    public Task<long> CountSolved(WorkerId worker) => inner.CountSolved(worker);

    public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => inner.SpentByKey(key, since);

    public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take) => inner.Statement(account, before, take);

    public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take) => inner.OpenCaptchas(submittedBefore, after, take);

    public Task<long> LeaseIds(string sequence, int count) => inner.LeaseIds(sequence, count);

    private async Task<T> Write<T>(Func<Task<T>> write)
    {
        await Task.Yield(); // so that two settlements are between each other's steps
        if (--_left > 0) return await write();
        if (_left == 0 && lastIsDurable) await write();
        throw new StoreUncertainException("The process is dead.");
    }
}
