using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Simulation.World;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>Keeps books of its own from what was committed, and compares the store with them after each commit.</summary>
/// <param name="deposits">Numbers of customers' deposits.</param>
/// <param name="images">How long images are kept.</param>
/// <param name="isCalm">Nothing goes wrong in this world.</param>
public sealed class LedgerAudit(SimWorld world, MemoryStore memory, SimCounts counts, DepositOptions deposits, ImageOptions images, bool isCalm)
{
    public const string SumIsZero = "The sum of all accounts is zero";
    public const string NoneNegative = "No guarded account is negative";
    public const string AccountsAreTheirTransfers = "Each account equals its transfers";
    public const string ChargedOnce = "Each captcha is held once and ended once";
    public const string ChargedAsQuoted = "What was quoted is what is charged";
    public const string VerdictsAreTrue = "The store's verdict is true";

    private readonly SortedDictionary<CaptchaId, BookedCaptcha> _captchas = [];
    private readonly ReportAudit _reports = new(world, memory, counts);
    private readonly CrowdAudit _crowds = new(world, memory, counts);
    private readonly MoneyAudit _money = new(world, counts);
    private readonly PayoutAudit _payouts = new(world, memory);
    private readonly DepositAudit _customersDeposits = new(world, memory, deposits);
    private readonly SpendingAudit _spending = new(world, memory);
    private readonly PriceAudit _prices = new(world, counts, isCalm);
    private readonly ImageAudit _images = new(world, memory, images);
    private readonly Dictionary<AccountId, Money> _accounts = [];
    private readonly Dictionary<AccountId, Money> _seen = [];
    private readonly Dictionary<TransferId, Transfer> _deposits = [];
    private Money _sum;

    public IReadOnlyCollection<BookedCaptcha> Captchas => _captchas.Values;

    public ReportAudit Reports => _reports;

    public PayoutAudit Payouts => _payouts;

    public DepositAudit Deposits => _customersDeposits;

    public SpendingAudit Spending => _spending;

    public PriceAudit Prices => _prices;

    public ImageAudit Images => _images;

    public BookedCaptcha? Find(CaptchaId id) => _captchas.GetValueOrDefault(id);

    public Transfer? FindDeposit(long operation) => _deposits.GetValueOrDefault(new TransferId(operation, Purpose.Deposit));

    public Money BalanceOf(AccountId account) => _accounts.GetValueOrDefault(account);

    internal void Committed(SimProcess by, Commit commit, CommitReceipt receipt)
    {
        world.Note(by, "commit", commit switch
        {
            SubmitCommit s => $"submit {s.Captcha.Id}",
            ReportCommit r => $"report {r.Report.Captcha} {r.Report.Version} {r.Report.Status}",
            PayoutCommit p => $"payout {p.Payout.Origin} {p.Payout.Version} {p.Payout.Status}",
            EndCommit e => $"end {e.Captcha.Id} {e.Captcha.Status} {e.Captcha.Solution}",
            _ => "transfers",
        }, receipt.Verdict);
        world.Mix((long)receipt.Verdict);
        if (receipt.Verdict == CommitVerdict.Exists) counts.RepeatedCommits++;
        if (receipt.Verdict == CommitVerdict.Conflict) counts.Conflicts++;
        switch (commit)
        {
            case SubmitCommit submit: Book(submit, receipt.Verdict); break;
            case EndCommit end: Book(end, receipt.Verdict); break;
            case ReportCommit step: _reports.Stepped(step, receipt.Verdict); break;
            case PayoutCommit step: _payouts.Stepped(step, receipt.Verdict); break;
            default: Book(commit.Transfers, receipt.Verdict); break;
        }
        if (receipt.Verdict == CommitVerdict.Created)
            foreach (var transfer in commit.Transfers)
            {
                Move(transfer);
                _money.Moved(transfer);
                _payouts.Referred(transfer);
                _customersDeposits.Moved(transfer);
                _spending.Moved(transfer, commit.At, Find);
            }
        foreach (var transfer in commit.Transfers)
        {
            Compare(transfer.Debit);
            Compare(transfer.Credit);
        }
        if (_sum != Money.Zero) world.Fail(SumIsZero, $"it is {_sum} after {commit.GetType().Name}");
    }

    /// <summary>Everything in the store against everything in the book.</summary>
    public void CheckAll()
    {
        var sum = Money.Zero;
        foreach (var (account, amount) in memory.Balances())
        {
            sum += amount;
            Compare(account);
        }
        if (sum != Money.Zero) world.Fail(SumIsZero, $"it is {sum}");
        var stored = memory.Captchas();
        if (stored.Length != _captchas.Count) world.Fail(ChargedOnce, $"{stored.Length} captchas are stored and {_captchas.Count} were committed");
        foreach (var state in stored)
            if (Find(state.Id) is not { } booked || Status(booked) != state.Status || booked.End?.Captcha.Solution != state.Solution)
                world.Fail(VerdictsAreTrue, $"captcha {state.Id} is stored as {state.Status} {state.Solution}");
        foreach (var customer in _captchas.Values.Select(c => c.State.Customer).Distinct().ToArray()) CheckStatement(customer);
        _money.CheckAll(_captchas.Values, memory.ReportStates().ToDictionary(s => s.Captcha));
        _reports.CheckAll(Find);
        _payouts.CheckAll();
        _customersDeposits.CheckAll();
        _spending.CheckAll();
        _crowds.CheckAll(_captchas.Values);
        _images.CheckAll();
    }

    private static CaptchaStatus Status(BookedCaptcha booked) => booked.End?.Captcha.Status ?? CaptchaStatus.Queued;

    /// <summary>The held account, read entry by entry: in once for each captcha, and out once, by the same amount.</summary>
    private void CheckStatement(CustomerId customer)
    {
        var held = memory.All(AccountId.Held(customer)).GroupBy(e => e.Captcha);
        foreach (var captcha in held)
        {
            var booked = Find(captcha.Key!.Value);
            var quote = booked?.State.Quote;
            var purposes = string.Join("+", captcha.Select(e => e.Purpose).Order());
            var isOpen = purposes == $"{Purpose.Hold}";
            // Whoever earns more than the price is paid by the house, which takes all of the price.
            var isAbovePrice = purposes == "Hold+Fee" && booked?.End?.Captcha.Earned > quote?.Price;
            if (!isOpen && !isAbovePrice && purposes is not ("Hold+Earning+Fee" or "Hold+Earning" or "Hold+Release" or "Hold+Fee+Votes" or "Hold+Fee+Release+Votes"
                or "Hold+Votes" or "Hold+Release+Votes"))
                world.Fail(ChargedOnce, $"captcha {captcha.Key} has {purposes}");
            if (captcha.Where(e => e.Amount.IsPositive).Sum(e => e.Amount.Nanos) != quote?.Price.Nanos)
                world.Fail(ChargedAsQuoted, $"captcha {captcha.Key} was quoted {quote?.Price} and another amount was held");
            if (!isOpen && captcha.Sum(e => e.Amount.Nanos) != 0) world.Fail(ChargedAsQuoted, $"captcha {captcha.Key} left something held");
        }
    }

    private void Book(SubmitCommit submit, CommitVerdict verdict)
    {
        var id = submit.Captcha.Id;
        var known = Find(id);
        if (verdict == CommitVerdict.Created)
        {
            if (!_captchas.TryAdd(id, new BookedCaptcha(submit, world.Elapsed))) world.Fail(ChargedOnce, $"captcha {id} was created twice");
            counts.Submitted++;
            _prices.Submitted(submit.Captcha);
            _images.Submitted(submit, Find);
            Require(submit.Transfers, !submit.Captcha.IsOfHouse ? Charge.Hold(id, submit.Captcha.Customer, submit.Captcha.Quote) : [], id);
        }
        else if (verdict == CommitVerdict.Exists && known?.Submitted.Fingerprint != submit.Fingerprint)
        {
            world.Fail(VerdictsAreTrue, $"the store knows another captcha {id} than was submitted");
        }
        RequireStored(id);
    }

    private void Book(EndCommit end, CommitVerdict verdict)
    {
        var id = end.Captcha.Id;
        var known = Find(id);
        switch (verdict)
        {
            case CommitVerdict.Created when known is null or { End: not null }:
                world.Fail(ChargedOnce, $"captcha {id} ended again, or before it began");
                break;
            case CommitVerdict.Created:
                known.End = end;
                Require(end.Transfers, Due(known.State, end.Captcha), id);
                if (known.State.IsVotedOn) _crowds.Ended(known, _captchas.Values);
                else Count(known.State.Quote, end.Captcha);
                if (end.Captcha.Solution is null) counts.Unsolvable++;
                else
                {
                    counts.Solved++;
                    _prices.Charged(known.State);
                }
                break;
            case CommitVerdict.Exists when known?.End?.Captcha.Solution != end.Captcha.Solution || known?.End?.Captcha.Status != end.Captcha.Status:
                world.Fail(VerdictsAreTrue, $"captcha {id} had not ended like this");
                break;
            case CommitVerdict.Conflict when known is { End: null }:
                world.Fail(VerdictsAreTrue, $"captcha {id} is open, and the store refused its end");
                break;
        }
        RequireStored(id);
    }

    private void Count(Quote quote, CaptchaState ended)
    {
        if (ended.Solution is null || ended.Earned == quote.Rate) return;
        counts.PaidByCoefficient++;
        if (ended.Recheck is { IsVote: true }) counts.VotesByCoefficient++;
        if (!ended.IsOfHouse && ended.Earned > quote.Price) counts.PaidAbovePrice++;
    }

    /// <param name="captcha">As it was submitted.</param>
    private static ImmutableArray<Transfer> Due(CaptchaState captcha, CaptchaState end) => (end.Solution, captcha.IsOfHouse) switch
    {
        ({ }, false) when captcha.Request.Confident is { } terms => CrowdAudit.Due(captcha, terms, end.Crowd?.Answers ?? 0),
        ({ } someone, false) => Charge.Post(captcha.Id, captcha.Customer, captcha.Quote, someone.Worker, end.Earned),
        ({ } someone, true) => Charge.PostRecheck(captcha.Id, end.Earned, someone.Worker),
        (null, false) => Charge.Void(captcha.Id, captcha.Customer, captcha.Quote),
        _ => [],
    };

    private void Book(ImmutableArray<Transfer> transfers, CommitVerdict verdict)
    {
        foreach (var transfer in transfers)
        {
            if (verdict == CommitVerdict.Created && !_deposits.TryAdd(transfer.Id, transfer)) world.Fail(ChargedOnce, $"{transfer.Id} was booked twice");
            if (verdict == CommitVerdict.Exists && _deposits.GetValueOrDefault(transfer.Id) != transfer) world.Fail(VerdictsAreTrue, $"{transfer.Id} was another one");
        }
    }

    private void Require(ImmutableArray<Transfer> made, ImmutableArray<Transfer> due, CaptchaId id)
    {
        if (!made.SequenceEqual(due)) world.Fail(ChargedAsQuoted, $"captcha {id}: {string.Join(", ", made)}");
    }

    private void RequireStored(CaptchaId id)
    {
        var stored = memory.FindCaptcha(id).GetAwaiter().GetResult();
        var booked = Find(id);
        if ((stored is null) != (booked is null) || (stored is not null && (stored.Status != Status(booked!) || stored.Solution != booked!.End?.Captcha.Solution)))
            world.Fail(VerdictsAreTrue, $"captcha {id} is stored as {stored?.Status} {stored?.Solution}, and was committed as {booked?.End?.Captcha.Status}");
    }

    private void Move(Transfer transfer)
    {
        world.Mix(transfer.Amount.Nanos);
        _accounts[transfer.Debit] = BalanceOf(transfer.Debit) - transfer.Amount;
        _accounts[transfer.Credit] = BalanceOf(transfer.Credit) + transfer.Amount;
    }

    private void Compare(AccountId account)
    {
        var stored = memory.Balance(account).GetAwaiter().GetResult();
        _sum += stored - _seen.GetValueOrDefault(account);
        _seen[account] = stored;
        if (account.IsGuarded && stored.IsNegative) world.Fail(NoneNegative, $"{account} holds {stored}");
        if (stored != BalanceOf(account)) world.Fail(AccountsAreTheirTransfers, $"{account} holds {stored}; its transfers make {BalanceOf(account)}");
    }
}
