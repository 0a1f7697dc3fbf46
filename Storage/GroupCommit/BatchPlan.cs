using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage.GroupCommit;

/// <summary>A decided batch: what to answer to each commit, and one set of writes for all that were accepted.</summary>
/// <param name="Receipts">In the order of the commits.</param>
/// <param name="Ended">May end a captcha that is among <paramref name="Submitted"/>: write those first.</param>
/// <param name="Reports">At most one step of each.</param>
/// <param name="Payouts">At most one step of each.</param>
/// <param name="Transfers">In the order in which they happened.</param>
/// <param name="Changes">One for each account that the transfers touch, ascending by account.</param>
internal sealed record BatchPlan(
    CommitReceipt[] Receipts,
    IReadOnlyList<SubmitCommit> Submitted,
    IReadOnlyList<EndCommit> Ended,
    IReadOnlyList<ReportCommit> Reports,
    IReadOnlyList<PayoutCommit> Payouts,
    IReadOnlyList<PlannedTransfer> Transfers,
    IReadOnlyList<AccountChange> Changes)
{
    /// <summary>Of the captchas that end, those whose customers want to be called.</summary>
    public IReadOnlyList<NewCallback> Callbacks { get; } = NewCallback.Of(Ended);

    /// <summary>Of gold tasks, those that were given to workers or answered.</summary>
    public IReadOnlyList<GoldView> GoldViews { get; } = GoldView.Of(Submitted, Ended);

    /// <summary>What reports and gold tasks say of workers.</summary>
    public IReadOnlyCollection<Evidence> Evidence { get; } = [.. Reports.SelectMany(r => r.Evidence), .. Ended.SelectMany(e => e.Evidence)];

    public bool WritesNothing => Transfers.Count == 0 && Submitted.Count == 0 && Ended.Count == 0 && Reports.Count == 0;
}

/// <param name="DebitBalance">What a guarded account holds after it; null for the house and the world, whose balances many processes change at once.</param>
internal readonly record struct PlannedTransfer(Transfer Transfer, DateTimeOffset At, Money? DebitBalance, Money? CreditBalance);

/// <param name="Solved">How many answers of the worker counted; counted in the row of his account, because every such answer writes it anyway.</param>
internal readonly record struct AccountChange(AccountId Account, Money Delta, int Solved);
