using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage.GroupCommit;

/// <summary>What was read for a batch; a key that is missing is a row that does not exist.</summary>
internal sealed class BatchFacts
{
    public Dictionary<AccountId, Money> Balances { get; } = [];

    public Dictionary<CaptchaId, CaptchaFact> Captchas { get; } = [];

    public Dictionary<TransferId, TransferFact> Transfers { get; } = [];

    public Dictionary<CaptchaId, ReportFact> Reports { get; } = [];

    /// <summary>By their origin.</summary>
    public Dictionary<string, PayoutFact> Payouts { get; } = [];
}

/// <summary>As much of a stored captcha as tells a repeated commit from a different one.</summary>
internal readonly record struct CaptchaFact(long Fingerprint, CaptchaStatus Status, string? Answer, long? Solver)
{
    public bool IsOpen => Status is CaptchaStatus.Queued;

    public static CaptchaFact Submitted(SubmitCommit submit) => new(submit.Fingerprint, CaptchaStatus.Queued, null, null);

    public CaptchaFact EndedAs(CaptchaState end) =>
        new(Fingerprint, end.Status, end.Solution?.Answer, end.Solution?.Worker.Value);
}

/// <summary>As much of a stored report as tells a repeated step from a different one.</summary>
/// <param name="Body">All of it, as text.</param>
internal readonly record struct ReportFact(long Version, string Body)
{
    public static ReportFact Of(ReportState state) => new(state.Version, ReportJson.Write(state));
}

/// <summary>As much of a stored payout as tells a repeated step from a different one.</summary>
/// <param name="Body">All of it, as text.</param>
internal readonly record struct PayoutFact(long Version, string Body)
{
    public static PayoutFact Of(Payout payout) => new(payout.Version, PayoutJson.Write(payout));
}

internal readonly record struct TransferFact(AccountId Debit, AccountId Credit, Money Amount)
{
    public static TransferFact Of(Transfer transfer) => new(transfer.Debit, transfer.Credit, transfer.Amount);
}
