using System.Text;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Storage;

/// <summary>
/// What no caller may hand in, checked before a commit joins a batch: a text that one engine cannot store would otherwise fail all its neighbours.
/// </summary>
internal static class CommitRules
{
    /// <summary>One captcha moves at most a handful of amounts; the bound keeps a batch's size known.</summary>
    private const int MaxTransfers = 64;

    /// <exception cref="ArgumentException">A mistake of the caller; nothing was written.</exception>
    public static void Check(Commit commit)
    {
        if (commit.Transfers.IsDefault || (commit.Transfers.IsEmpty && !MayMoveNothing(commit))) throw new ArgumentException("A commit moves money.", nameof(commit));
        if (commit.Transfers.Length > MaxTransfers) throw new ArgumentException($"A commit has at most {MaxTransfers} transfers.", nameof(commit));
        if (commit.Transfers.Length > 1 && commit.Transfers.DistinctBy(t => t.Id).Count() < commit.Transfers.Length)
            throw new ArgumentException("Two transfers of a commit have the same id.", nameof(commit));
        switch (commit)
        {
            case SubmitCommit { Captcha: var captcha, Images: var images }:
                if (captcha.Status is not CaptchaStatus.Queued) throw new ArgumentException("A captcha starts queued.", nameof(commit));
                RequireText(images.Image?.ContentType);
                RequireText(images.Instruction?.ContentType);
                break;
            case EndCommit { Outcomes: var outcomes, Captcha: var captcha }:
                if (!captcha.IsEnded) throw new ArgumentException("The captcha has not ended.", nameof(commit));
                RequireText(captcha.Solution?.Answer);
                foreach (var outcome in outcomes) RequireText(outcome.Answer);
                break;
            case ReportCommit { Report: var report }:
                if (report.Version < 2) throw new ArgumentException("The first state of a report comes with the report.", nameof(commit));
                RequireText(report.SecondAnswer);
                RequireText(report.Resolution);
                RequireText(report.DecisionReason);
                break;
            case PayoutCommit { Payout: var payout }:
                if (payout.Version < 1) throw new ArgumentException("A payout begins with version 1.", nameof(commit));
                RequireText(payout.Origin);
                RequireText(payout.To.Address);
                RequireText(payout.Reference);
                RequireText(payout.Reason);
                break;
        }
    }

    /// <summary>The house holds nothing for its own captchas; most steps of a report cost nothing; a payout that is taken or put back stays set aside.</summary>
    private static bool MayMoveNothing(Commit commit) => commit switch
    {
        SubmitCommit { Captcha.IsOfHouse: true } => true,
        EndCommit { Captcha: { IsOfHouse: true, Solution: null } } => true,
        ReportCommit => true,
        PayoutCommit { Payout: { Version: > 1, Status: PayoutStatus.Pending or PayoutStatus.Taken } } => true,
        _ => false,
    };

    private static void RequireText(string? text)
    {
        if (text is null) return;
        if (text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("A text holds the character 0.", nameof(text));
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
                throw new ArgumentException("A text holds half a character.", nameof(text));
            rest = rest[length..];
        }
    }
}
