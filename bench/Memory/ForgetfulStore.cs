using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Memory;

/// <summary>Takes every commit and keeps nothing, so that what is left in memory belongs to the actors.</summary>
internal sealed class ForgetfulStore : IMarketStore
{
    private static readonly CommitReceipt Created = new(CommitVerdict.Created, []);
    private long _next = 1;

    public Task<CommitReceipt> Commit(Commit commit) => Task.FromResult(Created);

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => Task.FromResult<CaptchaState?>(null);

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => Task.FromResult<StoredImage?>(null);

    /// <summary>Everybody is rich.</summary>
    public Task<Money> Balance(AccountId account) => Task.FromResult(Money.FromDollars(1_000_000));

    public Task<long> CountSolved(WorkerId worker) => Task.FromResult(0L);

    public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => Task.FromResult(Money.Zero);

    public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take) =>
        Task.FromResult(ImmutableArray<StatementEntry>.Empty);

    public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take) =>
        Task.FromResult(ImmutableArray<CaptchaId>.Empty);

    public Task<long> LeaseIds(string sequence, int count) => Task.FromResult(Interlocked.Add(ref _next, count) - count);
}
