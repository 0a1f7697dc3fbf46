using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Ports;

/// <summary>
/// The durable truth: captchas, transfers, accounts, outcomes. Commits are atomic and recognised when repeated; one that is refused never
/// fails its neighbours.
/// </summary>
public interface IMarketStore
{
    /// <exception cref="StoreBusyException">The bounded queue is full; certainly nothing was written.</exception>
    /// <exception cref="StoreUncertainException">It may or may not have been written; repeat it, or forget what you know and read again.</exception>
    Task<CommitReceipt> Commit(Commit commit);

    /// <summary>The captcha as last committed, without its images; open ones come back as queued and without attempts. Null: no such captcha.</summary>
    Task<CaptchaState?> FindCaptcha(CaptchaId id);

    /// <summary>Null: no such image.</summary>
    Task<StoredImage?> FindImage(CaptchaId id, ImagePart part);

    /// <summary>Zero for an account that nothing was ever booked on.</summary>
    Task<Money> Balance(AccountId account);

    /// <summary>The answers of a worker that counted.</summary>
    Task<long> CountSolved(WorkerId worker);

    /// <summary>
    /// What the captchas of a key cost that were submitted while it had a cap: those that are open and those that were solved.
    /// </summary>
    /// <param name="since">Only captchas submitted at or after this time.</param>
    Task<Money> SpentByKey(ApiKeyId key, DateTimeOffset since);

    /// <summary>Entries of one guarded account, newest first.</summary>
    /// <param name="before">Only entries with a smaller <see cref="StatementEntry.Sequence"/>; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<StatementEntry>> Statement(AccountId account, long? before, int take);

    /// <summary>Open captchas submitted before a time, in ascending order of id.</summary>
    /// <param name="after">Only ids above this one.</param>
    /// <param name="take">1 … 10,000.</param>
    Task<ImmutableArray<CaptchaId>> OpenCaptchas(DateTimeOffset submittedBefore, CaptchaId after, int take);

    /// <summary>Takes a block of numbers that nobody else will ever get.</summary>
    /// <param name="sequence">One of <see cref="IdSequence"/>.</param>
    /// <param name="count">1 … 1,000,000.</param>
    /// <returns>The first number of the block; the first block ever starts at 1.</returns>
    Task<long> LeaseIds(string sequence, int count);
}

/// <summary>Stored as a small integer. 3 … 10 are a captcha's second to ninth image.</summary>
public enum ImagePart : short
{
    Captcha = 1,
    Instruction = 2,
    Second = 3,
}

public static class IdSequence
{
    public const string Captcha = "captcha";
    public const string Customer = "customer";
    public const string Person = "person";
    public const string ApiKey = "api_key";
    public const string Sanction = "sanction";
    public const string Payout = "payout";
    public const string TrainingTask = "training_task";

    /// <summary>Operations on money that are not about a captcha, such as deposits.</summary>
    public const string Operation = "operation";
}

/// <param name="Balances">What the guarded accounts of the commit hold now; only when it was created by this call, else empty.</param>
public sealed record CommitReceipt(CommitVerdict Verdict, ImmutableArray<AccountBalance> Balances)
{
    public Money? BalanceOf(AccountId account)
    {
        foreach (var balance in Balances)
            if (balance.Account == account) return balance.Amount;
        return null;
    }
}

public readonly record struct AccountBalance(AccountId Account, Money Amount);

/// <summary>One transfer as one account sees it.</summary>
/// <param name="Sequence">Grows with every entry of the account; where the next page goes on.</param>
/// <param name="Captcha">Null where it is not about a captcha.</param>
/// <param name="Amount">Above zero: came in; below: went out.</param>
/// <param name="Balance">The account's balance after it.</param>
public sealed record StatementEntry(long Sequence, DateTimeOffset At, CaptchaId? Captcha, Purpose Purpose, Money Amount, Money Balance)
{
    /// <summary>Null where it is not about a payout.</summary>
    public PayoutId? Payout { get; init; }
}

/// <summary>Certainly not written: there is no room in the queue now.</summary>
public sealed class StoreBusyException() : Exception("The store's queue is full.");

/// <summary>Written or not, nobody knows: a lost reply, a timeout, a broken connection.</summary>
public sealed class StoreUncertainException(string message, Exception? inner = null) : Exception(message, inner);
