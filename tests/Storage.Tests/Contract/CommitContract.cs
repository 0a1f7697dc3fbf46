using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class CommitContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    [Fact]
    public async Task A_submission_holds_its_price_and_says_what_is_left()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 3));
        var receipt = await Market.Commit(Given.Submit(Given.Captcha(10)));

        Assert.Equal(CommitVerdict.Created, receipt.Verdict);
        Assert.Equal([AccountId.Of(Given.Customer(1)), AccountId.Held(Given.Customer(1))], receipt.Balances.Select(b => b.Account));
        Assert.Equal(Given.Price.Price.Times(2), receipt.BalanceOf(AccountId.Of(Given.Customer(1))));
        Assert.Equal(Given.Price.Price, receipt.BalanceOf(AccountId.Held(Given.Customer(1))));
        Assert.Equal(-Given.Price.Price.Times(3), await Market.Balance(AccountId.WorldDeposits));
    }

    [Fact]
    public async Task An_answer_pays_worker_and_house_out_of_the_hold()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 1));
        await Market.Commit(Given.Submit(Given.Captcha(10)));
        var receipt = await Market.Commit(Given.Answer(Given.Captcha(10)));

        Assert.Equal(CommitVerdict.Created, receipt.Verdict);
        Assert.Equal(Given.Price.Rate, receipt.BalanceOf(AccountId.Of(Given.Worker(7))));
        Assert.Equal(Money.Zero, receipt.BalanceOf(AccountId.Held(Given.Customer(1))));
        Assert.Equal(Given.Price.Fee, await Market.Balance(AccountId.HouseRevenue));
        Assert.Equal(1, await Market.CountSolved(Given.Worker(7)));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task An_unsolved_captcha_costs_nothing_and_counts_for_nobody()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 1));
        await Market.Commit(Given.Submit(Given.Captcha(10)));
        var receipt = await Market.Commit(Given.GiveUp(Given.Captcha(10)));

        Assert.Equal(Given.Price.Price, receipt.BalanceOf(AccountId.Of(Given.Customer(1))));
        Assert.Equal(Money.Zero, await Market.Balance(AccountId.Held(Given.Customer(1))));
        Assert.Equal(0, await Market.CountSolved(Given.Worker(7)));
    }

    [Fact]
    public async Task A_repeated_commit_is_recognised_and_changes_nothing()
    {
        Commit[] commits = [Given.Deposit(1, 1, captchas: 2), Given.Submit(Given.Captcha(10)), Given.Answer(Given.Captcha(10))];
        foreach (var commit in commits) Assert.Equal(CommitVerdict.Created, (await Market.Commit(commit)).Verdict);
        foreach (var commit in commits)
        {
            var again = await Market.Commit(commit);
            Assert.Equal(CommitVerdict.Exists, again.Verdict);
            Assert.Empty(again.Balances);
        }
        Assert.Equal(Given.Price.Price, await Market.Balance(AccountId.Of(Given.Customer(1))));
        Assert.Equal(Given.Price.Rate, await Market.Balance(AccountId.Of(Given.Worker(7))));
        Assert.Equal(1, await Market.CountSolved(Given.Worker(7)));
    }

    [Fact]
    public async Task A_commit_whose_reply_was_lost_is_found_by_its_repetition_after_a_restart()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 1));
        _ = await Market.Commit(Given.Submit(Given.Captcha(10)));
        await Reopen();
        Assert.Equal(CommitVerdict.Exists, (await Market.Commit(Given.Submit(Given.Captcha(10)))).Verdict);
        Assert.Equal(Given.Price.Price, await Market.Balance(AccountId.Held(Given.Customer(1))));
    }

    [Fact]
    public async Task The_same_id_for_something_else_is_refused()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 5));
        await Market.Commit(Given.Submit(Given.Captcha(10), fingerprint: 1));
        Assert.Equal(CommitVerdict.ExistsDifferently, (await Market.Commit(Given.Submit(Given.Captcha(10), fingerprint: 2))).Verdict);
        Assert.Equal(CommitVerdict.ExistsDifferently, (await Market.Commit(Given.Deposit(1, 1, captchas: 6))).Verdict);
        Assert.Equal(CommitVerdict.ExistsDifferently, (await Market.Commit(Given.Deposit(1, 2, captchas: 5))).Verdict);
        Assert.Equal(Given.Price.Price.Times(4), await Market.Balance(AccountId.Of(Given.Customer(1))));
    }

    [Fact]
    public async Task Transfers_of_which_only_some_exist_are_refused_as_a_whole()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 5));
        var both = new TransferCommit([.. Given.Deposit(1, 1, 5).Transfers, .. Given.Deposit(2, 1, 5).Transfers], Given.Noon);
        Assert.Equal(CommitVerdict.ExistsDifferently, (await Market.Commit(both)).Verdict);
        Assert.Equal(Given.Price.Price.Times(5), await Market.Balance(AccountId.Of(Given.Customer(1))));
    }

    [Fact]
    public async Task A_captcha_ends_once()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 1));
        await Market.Commit(Given.Submit(Given.Captcha(10)));
        await Market.Commit(Given.Answer(Given.Captcha(10), worker: 7, answer: "first"));

        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(Given.Answer(Given.Captcha(10), worker: 7, answer: "second"))).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(Given.Answer(Given.Captcha(10), worker: 8, answer: "first"))).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(Given.GiveUp(Given.Captcha(10)))).Verdict);
        Assert.Equal(CommitVerdict.Conflict, (await Market.Commit(Given.Answer(Given.Captcha(11)))).Verdict);
        Assert.Equal(new Solution(Given.Worker(7), "first"), (await Market.FindCaptcha(new CaptchaId(10)))?.Solution);
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task Commits_handed_in_at_once_are_decided_in_their_order_and_a_refused_one_fails_no_neighbour()
    {
        Commit[] commits =
        [
            Given.Submit(Given.Captcha(1)),
            Given.Deposit(1, 1, captchas: 2),
            Given.Deposit(1, 1, captchas: 2),
            Given.Deposit(1, 1, captchas: 3),
            Given.Submit(Given.Captcha(1)),
            Given.Submit(Given.Captcha(1)),
            Given.Submit(Given.Captcha(1), fingerprint: 4),
            Given.Answer(Given.Captcha(1), worker: 7),
            Given.Answer(Given.Captcha(1), worker: 7),
            Given.Answer(Given.Captcha(1), worker: 8),
            Given.Submit(Given.Captcha(2)),
            Given.Submit(Given.Captcha(3)),
            Given.GiveUp(Given.Captcha(2)),
            Given.Submit(Given.Captcha(3)),
        ];
        var receipts = await Task.WhenAll(commits.Select(Market.Commit));
        Assert.Equal(
            [
                CommitVerdict.InsufficientFunds, CommitVerdict.Created, CommitVerdict.Exists, CommitVerdict.ExistsDifferently,
                CommitVerdict.Created, CommitVerdict.Exists, CommitVerdict.ExistsDifferently,
                CommitVerdict.Created, CommitVerdict.Exists, CommitVerdict.Conflict,
                CommitVerdict.Created, CommitVerdict.InsufficientFunds, CommitVerdict.Created, CommitVerdict.Created,
            ],
            receipts.Select(r => r.Verdict));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task Two_stores_that_race_create_exactly_what_the_customer_can_pay()
    {
        const int Affordable = 60, Submitted = 150;
        var other = await OpenAnother();
        await Market.Commit(Given.Deposit(1, 1, Affordable));
        IMarketStore[] stores = [Market, other.Market];
        var receipts = await Task.WhenAll(Enumerable.Range(1, Submitted)
            .Select(id => Task.Run(() => stores[id % 2].Commit(Given.Submit(Given.Captcha(id))))));

        Assert.Equal(Affordable, receipts.Count(r => r.Verdict == CommitVerdict.Created));
        Assert.Equal(Submitted - Affordable, receipts.Count(r => r.Verdict == CommitVerdict.InsufficientFunds));
        Assert.Equal(Money.Zero, await Market.Balance(AccountId.Of(Given.Customer(1))));
        Assert.Equal(0, await Bed.CountWrongAccounts());
        // Each receipt told another balance: none was decided on a number that somebody else had changed.
        var left = receipts.Where(r => r.Verdict == CommitVerdict.Created).Select(r => r.BalanceOf(AccountId.Of(Given.Customer(1)))!.Value.Nanos).Order();
        Assert.Equal(Enumerable.Range(0, Affordable).Select(n => n * Given.Price.Price.Nanos), left);
    }

    [Fact]
    public async Task Two_activations_that_end_the_same_captchas_pay_for_each_once()
    {
        const int Captchas = 40;
        var other = await OpenAnother();
        await Market.Commit(Given.Deposit(1, 1, Captchas));
        await Task.WhenAll(Enumerable.Range(1, Captchas).Select(id => Market.Commit(Given.Submit(Given.Captcha(id)))));
        var first = Enumerable.Range(1, Captchas).Select(id => Task.Run(() => Market.Commit(Given.Answer(Given.Captcha(id), worker: 7))));
        var second = Enumerable.Range(1, Captchas).Reverse().Select(id => Task.Run(() => other.Market.Commit(Given.Answer(Given.Captcha(id), worker: 8))));
        var receipts = await Task.WhenAll(first.Concat(second));

        Assert.Equal(Captchas, receipts.Count(r => r.Verdict == CommitVerdict.Created));
        Assert.Equal(Captchas, receipts.Count(r => r.Verdict == CommitVerdict.Conflict));
        var paid = await Market.Balance(AccountId.Of(Given.Worker(7))) + await Market.Balance(AccountId.Of(Given.Worker(8)));
        Assert.Equal(Given.Price.Rate.Times(Captchas), paid);
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task Two_stores_that_submit_the_same_captcha_create_it_once()
    {
        var other = await OpenAnother();
        await Market.Commit(Given.Deposit(1, 1, captchas: 50));
        await Market.Commit(Given.Deposit(2, 2, captchas: 50));
        var receipts = await Task.WhenAll(Enumerable.Range(1, 50).SelectMany(id => (Task<CommitReceipt>[])
        [
            Task.Run(() => Market.Commit(Given.Submit(Given.Captcha(id, customer: 1), fingerprint: 1))),
            Task.Run(() => other.Market.Commit(Given.Submit(Given.Captcha(id, customer: 2), fingerprint: 2))),
        ]));
        Assert.Equal(50, receipts.Count(r => r.Verdict == CommitVerdict.Created));
        Assert.Equal(50, receipts.Count(r => r.Verdict == CommitVerdict.ExistsDifferently));
        Assert.Equal(0, await Bed.CountWrongAccounts());
    }

    [Fact]
    public async Task A_commit_that_no_engine_could_keep_is_the_callers_mistake()
    {
        await Market.Commit(Given.Deposit(1, 1, captchas: 1));
        await Market.Commit(Given.Submit(Given.Captcha(10)));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Market.Commit(Given.Answer(Given.Captcha(10), answer: "a\0b")));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Market.Commit(Given.Answer(Given.Captcha(10), answer: "half \ud800")));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Market.Commit(new TransferCommit([], Given.Noon)));
        Assert.Equal(CommitVerdict.Created, (await Market.Commit(Given.Answer(Given.Captcha(10), answer: "ж 猫 \ud83d\ude00"))).Verdict);
        Assert.Equal("ж 猫 \ud83d\ude00", (await Market.FindCaptcha(new CaptchaId(10)))?.Solution?.Answer);
    }

    [Fact]
    public async Task A_balance_beyond_the_range_of_money_fails_alone()
    {
        var most = Money.FromDollars(9_000_000_000);
        await Market.Commit(new TransferCommit(Charge.Deposit(1, Given.Customer(1), most), Given.Noon));
        var tooMuch = Record.ExceptionAsync(async () => await Market.Commit(new TransferCommit(Charge.Deposit(2, Given.Customer(1), most), Given.Noon)));
        var neighbour = Market.Commit(new TransferCommit([new Transfer(new TransferId(3, Purpose.Deposit), AccountId.Of(Given.Customer(1)),
            AccountId.Of(Given.Customer(2)), Money.FromDollars(1))], Given.Noon));
        Assert.True(await tooMuch is OverflowException or StoreUncertainException);
        Assert.Equal(CommitVerdict.Created, (await neighbour).Verdict);
        Assert.Equal(most - Money.FromDollars(1), await Market.Balance(AccountId.Of(Given.Customer(1))));
    }
}
