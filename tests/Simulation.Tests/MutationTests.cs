using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.Cluster;
using Xunit;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>A simulation that never fails proves nothing: each deliberate bug must be found, and named by what it breaks.</summary>
public sealed class MutationTests
{
    private const int Seeds = 60;

    [Fact]
    public void A_store_that_applies_a_repeated_end_twice_is_found() =>
        Finds(new Mutations { Store = s => new BrokenStore(s) { PaysRepeatedEnds = true } }, LedgerAudit.AccountsAreTheirTransfers, LedgerAudit.NoneNegative);

    [Fact]
    public void A_store_that_loses_the_release_of_a_hold_is_found() =>
        Finds(new Mutations { Store = s => new BrokenStore(s) { LosesReleases = true } }, LedgerAudit.VerdictsAreTrue);

    [Fact]
    public void A_store_that_claims_what_it_has_no_money_for_is_found() =>
        Finds(new Mutations { Store = s => new BrokenStore(s) { ClaimsUnpaidHolds = true } }, LedgerAudit.VerdictsAreTrue);

    [Fact]
    public void A_store_that_keeps_a_nano_dollar_is_found() =>
        Finds(new Mutations { Store = s => new BrokenStore(s) { ShavesHolds = true } }, LedgerAudit.AccountsAreTheirTransfers);

    [Fact]
    public void An_answer_that_is_shown_before_it_is_durable_is_found() =>
        Finds(new Mutations { Captcha = (right, _) => new EagerCaptcha(right) }, Claims.ShownIsDurable);

    [Fact]
    public void A_captcha_that_accepts_before_it_has_committed_is_found() =>
        Finds(new Mutations { Captcha = (right, _) => new HastyCaptcha(right) }, Claims.AcceptedIsDurable);

    [Fact]
    public void A_captcha_that_shows_itself_to_anybody_is_found() =>
        Finds(new Mutations { Captcha = (right, _) => new IndiscreetCaptcha(right) }, Claims.OwnersOnly);

    [Fact]
    public void A_captcha_that_shows_a_worker_more_than_it_pays_is_found() =>
        Finds(new Mutations { Captcha = (right, _) => new BoastfulCaptcha(right) }, Claims.PaidAsShown);

    [Fact]
    public void A_worker_who_is_given_a_second_captcha_is_found() =>
        Finds(new Mutations { Worker = (right, _) => new GreedyWorker(right) }, LeaseAudit.OneOpen);

    [Fact]
    public void A_worker_who_is_given_less_than_he_asks_is_found() =>
        Finds(new Mutations { Worker = (right, _) => new CheapWorker(right) }, TermsAudit.NothingBelow);

    [Fact]
    public void A_worker_who_is_given_more_when_he_has_earned_enough_is_found() =>
        Finds(new Mutations { Worker = (right, _) => new TirelessWorker(right) }, TermsAudit.NothingAboveCap);

    [Fact]
    public void A_customer_who_is_refused_although_he_can_pay_is_found() =>
        Finds(new Mutations { Customer = (right, _) => new ForgetfulCustomer(right) }, Claims.RefusedForCause);

    [Fact]
    public void A_sweeper_that_does_nothing_is_found() =>
        Finds(new Mutations { Sweeper = (_, _) => new IdleSweeper() }, FinalAudit.EverythingEnds, ReportAudit.ReportsComeToRest, SpendingAudit.CountedIsTheLedger);

    [Fact]
    public void A_store_that_hides_what_is_open_from_the_sweeper_is_found() =>
        Finds(new Mutations { Store = s => new BrokenStore(s) { HidesOpenCaptchas = true } }, FinalAudit.EverythingEnds);

    [Fact]
    public void A_shard_that_gives_a_worker_what_he_does_not_take_is_found() =>
        Finds(new Mutations { Shard = (right, _) => new CarelessShard(right) }, Claims.OnlyWhatWasAsked);

    [Fact]
    public void A_recheck_that_goes_to_the_same_worker_or_to_a_linked_one_is_found() =>
        Finds(new Mutations { Captcha = (right, _) => new OpenRecheck(right) }, ReportAudit.RecheckedByAnother);

    [Fact]
    public void An_answer_that_counts_one_voter_twice_is_found() =>
        Finds(new Mutations { Captcha = (right, _) => new DoubledVoter(right) }, CrowdAudit.VotersAreUnlinked);

    [Fact]
    public void A_board_that_has_lost_what_was_set_and_tells_the_products_own_prices_is_found() =>
        Finds(new Mutations { PriceBoard = (right, _) => new ObliviousBoard(right) }, PriceAudit.QuotedAsSet);

    [Fact]
    public void A_board_that_takes_a_repeated_change_for_another_one_is_found() =>
        Finds(new Mutations { PriceBoard = (right, _) => new RestlessBoard(right) }, PriceAudit.ChangedOnce);

    [Fact]
    public void A_store_that_loses_a_refund_is_found() =>
        Finds(new Mutations { Store = s => new BrokenStore(s) { LosesRefunds = true } }, LedgerAudit.AccountsAreTheirTransfers);

    private static void Finds(Mutations bug, params string[] invariants)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var report = MarketSimulation.Run(Scenario.OfSeed(seed) with { Mutations = bug });
            if (report.Failure is not { } failure) continue;
            Assert.Contains(failure.Invariant, invariants);
            Assert.NotEmpty(report.LastEvents);
            Assert.Contains($"--seed {seed}", report.ToString(), StringComparison.Ordinal);
            return;
        }
        Assert.Fail($"None of {Seeds} seeds found it.");
    }
}
