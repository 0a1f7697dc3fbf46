using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Storage.GroupCommit;

/// <summary>
/// Decides the commits of a batch one after another, in memory, as if each had a transaction of its own: so one that is refused never fails its neighbours, and
/// everything accepted can be written at once. Pure: the facts come in, a plan goes out.
/// </summary>
internal sealed class BatchPlanner
{
    private readonly Dictionary<AccountId, Money> _balances;
    private readonly Dictionary<CaptchaId, CaptchaFact> _captchas;
    private readonly Dictionary<TransferId, TransferFact> _known;
    private readonly Dictionary<AccountId, AccountChange> _changes = [];
    private readonly List<SubmitCommit> _submitted = [];
    private readonly List<EndCommit> _ended = [];
    private readonly Dictionary<CaptchaId, ReportFact> _reports;
    private readonly List<ReportCommit> _stepped = [];
    private readonly Dictionary<string, PayoutFact> _payouts;
    private readonly List<PayoutCommit> _paid = [];
    private readonly List<PlannedTransfer> _transfers = [];

    private BatchPlanner(BatchFacts facts)
    {
        _balances = new(facts.Balances);
        _captchas = new(facts.Captchas);
        _known = new(facts.Transfers);
        _reports = new(facts.Reports);
        _payouts = new(facts.Payouts);
    }

    public static BatchPlan Plan(IReadOnlyList<Commit> commits, BatchFacts facts)
    {
        var planner = new BatchPlanner(facts);
        var receipts = new CommitReceipt[commits.Count];
        for (var i = 0; i < receipts.Length; i++) receipts[i] = planner.Decide(commits[i]);
        return new BatchPlan(receipts, planner._submitted, planner._ended, planner._stepped, planner._paid, planner._transfers, [.. planner._changes.Values.OrderBy(c => c.Account)]);
    }

    private CommitReceipt Decide(Commit commit)
    {
        var verdict = commit switch
        {
            SubmitCommit submit => Recognise(submit),
            EndCommit end => Recognise(end),
            ReportCommit step => Recognise(step),
            PayoutCommit step => Recognise(step),
            _ => Recognise(commit.Transfers),
        };
        if (verdict != CommitVerdict.Created) return new CommitReceipt(verdict, []);
        var after = BalancesAfter(commit);
        if (after.Values.Any(b => b.IsNegative)) return new CommitReceipt(CommitVerdict.InsufficientFunds, []);
        Accept(commit);
        return new CommitReceipt(CommitVerdict.Created, [.. after.Select(b => new AccountBalance(b.Key, b.Value))]);
    }

    private CommitVerdict Recognise(SubmitCommit submit)
    {
        if (!_captchas.TryGetValue(submit.Captcha.Id, out var stored)) return CommitVerdict.Created;
        return stored.Fingerprint == submit.Fingerprint ? CommitVerdict.Exists : CommitVerdict.ExistsDifferently;
    }

    private CommitVerdict Recognise(EndCommit end)
    {
        if (!_captchas.TryGetValue(end.Captcha.Id, out var stored)) return CommitVerdict.Conflict;
        if (stored.IsOpen) return CommitVerdict.Created;
        return stored == stored.EndedAs(end.Captcha) ? CommitVerdict.Exists : CommitVerdict.Conflict;
    }

    private CommitVerdict Recognise(ReportCommit step)
    {
        if (!_reports.TryGetValue(step.Report.Captcha, out var stored)) return CommitVerdict.Conflict;
        if (stored == ReportFact.Of(step.Report)) return CommitVerdict.Exists;
        // A second step in one batch would need the first one's row: whoever made it has to read that anyway.
        var isNext = stored.Version == step.Report.Version - 1 && !_stepped.Exists(s => s.Report.Captcha == step.Report.Captcha);
        return isNext ? CommitVerdict.Created : CommitVerdict.Conflict;
    }

    private CommitVerdict Recognise(PayoutCommit step)
    {
        var isKnown = _payouts.TryGetValue(step.Payout.Origin, out var stored);
        if (isKnown && stored == PayoutFact.Of(step.Payout)) return CommitVerdict.Exists;
        var isNext = step.Payout.Version == (isKnown ? stored.Version + 1 : 1) && !_paid.Exists(s => s.Payout.Origin == step.Payout.Origin);
        return isNext ? CommitVerdict.Created : CommitVerdict.Conflict;
    }

    private CommitVerdict Recognise(IReadOnlyList<Transfer> transfers)
    {
        var same = transfers.Count(t => _known.TryGetValue(t.Id, out var stored) && stored == TransferFact.Of(t));
        if (same == transfers.Count) return CommitVerdict.Exists;
        return transfers.Any(t => _known.ContainsKey(t.Id)) ? CommitVerdict.ExistsDifferently : CommitVerdict.Created;
    }

    /// <summary>What the guarded accounts of a commit would hold after all of it, ascending by account.</summary>
    private SortedList<AccountId, Money> BalancesAfter(Commit commit)
    {
        var after = new SortedList<AccountId, Money>(4);
        foreach (var transfer in commit.Transfers)
        {
            Add(transfer.Debit, -transfer.Amount);
            Add(transfer.Credit, transfer.Amount);
        }
        return after;

        void Add(AccountId account, Money delta)
        {
            if (!account.IsGuarded) return;
            after[account] = (after.TryGetValue(account, out var balance) ? balance : Balance(account)) + delta;
        }
    }

    private void Accept(Commit commit)
    {
        switch (commit)
        {
            case SubmitCommit submit:
                _captchas[submit.Captcha.Id] = CaptchaFact.Submitted(submit);
                _submitted.Add(submit);
                break;
            case EndCommit end:
                _captchas[end.Captcha.Id] = _captchas[end.Captcha.Id].EndedAs(end.Captcha);
                _ended.Add(end);
                // One that is voted on is nobody's answer: each vote is, and counts.
                if (end.Captcha is { IsVotedOn: false, Solution: { } solution }) Change(AccountId.Of(solution.Worker), Money.Zero, 1);
                break;
            case ReportCommit step:
                _reports[step.Report.Captcha] = ReportFact.Of(step.Report);
                _stepped.Add(step);
                break;
            case PayoutCommit step:
                _payouts[step.Payout.Origin] = PayoutFact.Of(step.Payout);
                _paid.Add(step);
                break;
            default:
                foreach (var transfer in commit.Transfers) _known[transfer.Id] = TransferFact.Of(transfer);
                break;
        }
        foreach (var transfer in commit.Transfers)
        {
            var debit = Book(transfer.Debit, -transfer.Amount);
            var credit = Book(transfer.Credit, transfer.Amount);
            _transfers.Add(new PlannedTransfer(transfer, commit.At, debit, credit));
        }
    }

    private Money? Book(AccountId account, Money delta)
    {
        Change(account, delta, 0);
        if (!account.IsGuarded) return null;
        return _balances[account] = Balance(account) + delta;
    }

    private void Change(AccountId account, Money delta, int solved)
    {
        var change = _changes.GetValueOrDefault(account, new AccountChange(account, Money.Zero, 0));
        _changes[account] = change with { Delta = change.Delta + delta, Solved = change.Solved + solved };
    }

    private Money Balance(AccountId account) => _balances.GetValueOrDefault(account);
}
