using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>A store with one deliberate bug.</summary>
internal sealed class BrokenStore(MemoryStore right) : IMarketStore
{
    private short _ordinal;

    public bool PaysRepeatedEnds { get; init; }

    public bool LosesReleases { get; init; }

    public bool ClaimsUnpaidHolds { get; init; }

    public bool ShavesHolds { get; init; }

    public bool LosesRefunds { get; init; }

    public bool HidesOpenCaptchas { get; init; }

    public async Task<CommitReceipt> Commit(Commit commit)
    {
        if (LosesRefunds && commit is ReportCommit { Transfers.Length: > 0 } step) return await right.Commit(step with { Transfers = [] });
        if (LosesReleases && commit is EndCommit { Captcha.Status: CaptchaStatus.Unsolvable }) return new CommitReceipt(CommitVerdict.Created, []);
        var receipt = await right.Commit(commit);
        if (ClaimsUnpaidHolds && receipt.Verdict == CommitVerdict.InsufficientFunds) return new CommitReceipt(CommitVerdict.Created, []);
        if (PaysRepeatedEnds && commit is EndCommit { Captcha.Solution: not null } && receipt.Verdict == CommitVerdict.Exists) await Again(commit);
        if (ShavesHolds && commit is SubmitCommit { Captcha.Customer: var customer } && receipt.Verdict == CommitVerdict.Created)
            await Move(commit, new TransferId(0, Purpose.Hold, ++_ordinal), AccountId.Held(customer), AccountId.HouseRevenue, new Money(1));
        return receipt;
    }

    public Task<CaptchaState?> FindCaptcha(CaptchaId id) => right.FindCaptcha(id);

    public Task<StoredImage?> FindImage(CaptchaId id, ImagePart part) => right.FindImage(id, part);

    public Task<Money> Balance(AccountId account) => right.Balance(account);

    public Task<long> CountSolved(WorkerId worker) => right.CountSolved(worker);

    public Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since) => right.SpentByKey(key, since);

    public Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take) => right.Statement(account, before, take);

    public Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take) =>
        HidesOpenCaptchas ? Task.FromResult(ImmutableArray<CaptchaId>.Empty) : right.OpenCaptchas(submittedBefore, after, take);

    public Task<long> LeaseIds(string sequence, int count) => right.LeaseIds(sequence, count);

    private async Task Again(Commit commit)
    {
        foreach (var t in commit.Transfers) await Move(commit, t.Id with { Ordinal = ++_ordinal }, AccountId.HouseQuality, t.Credit, t.Amount);
    }

    private Task<CommitReceipt> Move(Commit commit, TransferId id, AccountId debit, AccountId credit, Money amount) =>
        right.Commit(new TransferCommit([new Transfer(id, debit, credit, amount)], commit.At));
}
