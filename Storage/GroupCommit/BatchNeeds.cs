using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Storage.GroupCommit;

/// <summary>What must be read, inside the transaction, before a batch can be decided.</summary>
/// <param name="Guarded">Ascending, which is the order in which rows are locked: two processes then never wait for each other in a circle.</param>
/// <param name="Captchas">Submitted or ended, ascending.</param>
/// <param name="Reports">Of the captchas reported, ascending.</param>
/// <param name="Payouts">By their origins, ascending.</param>
/// <param name="Transfers">Only of plain transfers: those of a captcha are recognised by the captcha.</param>
internal sealed record BatchNeeds(
    IReadOnlyCollection<AccountId> Guarded, IReadOnlyCollection<CaptchaId> Captchas, IReadOnlyCollection<TransferId> Transfers,
    IReadOnlyCollection<CaptchaId> Reports, IReadOnlyCollection<string> Payouts)
{
    public static BatchNeeds Of(IReadOnlyList<Commit> commits)
    {
        var guarded = new HashSet<AccountId>();
        var captchas = new HashSet<CaptchaId>(commits.Count);
        var transfers = new HashSet<TransferId>();
        var reports = new HashSet<CaptchaId>();
        var payouts = new HashSet<string>();
        foreach (var commit in commits)
        {
            switch (commit)
            {
                case SubmitCommit submit: captchas.Add(submit.Captcha.Id); break;
                case EndCommit end:
                    captchas.Add(end.Captcha.Id);
                    if (end.Captcha is { IsVotedOn: false, Solution: { } solution }) guarded.Add(AccountId.Of(solution.Worker));
                    break;
                case ReportCommit step: reports.Add(step.Report.Captcha); break;
                case PayoutCommit step: payouts.Add(step.Payout.Origin); break;
                default: transfers.UnionWith(commit.Transfers.Select(t => t.Id)); break;
            }
            foreach (var transfer in commit.Transfers)
            {
                if (transfer.Debit.IsGuarded) guarded.Add(transfer.Debit);
                if (transfer.Credit.IsGuarded) guarded.Add(transfer.Credit);
            }
        }
        return new BatchNeeds([.. guarded.Order()], [.. captchas.Order()], transfers, [.. reports.Order()], [.. payouts.Order(StringComparer.Ordinal)]);
    }
}
