using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Simulation.Agents;
using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Simulation.World;
using Xunit;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>Towns in which customers pay in and their spending is counted, while processes die and notices are lost.</summary>
public sealed class DepositTests
{
    private const int Seeds = 20;

    [Fact]
    public void Deposits_and_the_count_of_spending_keep_their_promises_in_twenty_worlds()
    {
        var (ends, byHand, late, repeated, counts, overtaken, failures) = (new Dictionary<DepositStatus, int>(), 0, 0, 0, 0, 0, new List<string>());
        for (var seed = 1; seed <= Seeds; seed++)
        {
            LedgerAudit? ledger = null;
            var report = MarketSimulation.Run(Town(seed, s => ledger = s.Cluster.Ledger));
            if (report.Failure is not null) failures.Add(report.ToString());
            var (deposits, spending) = (ledger!.Deposits, ledger.Spending);
            foreach (var status in Enum.GetValues<DepositStatus>()) ends[status] = ends.GetValueOrDefault(status) + deposits.CountIn(status);
            (byHand, late, repeated) = (byHand + deposits.ByHand, late + deposits.Late, repeated + deposits.Repeated);
            (counts, overtaken) = (counts + spending.Counts, overtaken + spending.Overtaken);
        }
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures.Take(3)));
        // Worlds in which nothing happens prove nothing.
        Assert.All([DepositStatus.Booked, DepositStatus.Failed, DepositStatus.Expired], end => Assert.True(ends[end] > 20, $"{end}: {ends[end]}"));
        Assert.True(byHand > 50 && late > 5 && repeated > 100, $"{byHand} by hand, {late} late, {repeated} repeated");
        Assert.True(counts > 200 && overtaken > 50, $"{counts} counts, {overtaken} overtaken");
    }

    [Fact]
    public void A_deposit_that_is_booked_with_a_nano_dollar_more_is_found() => Finds(Booking(b => new Transfer(b.Id, b.Debit, b.Credit, b.Amount + new Money(1))), DepositAudit.BookedOnce);

    [Fact]
    public void A_deposit_that_is_booked_to_another_customer_is_found() =>
        Finds(Booking(b => new Transfer(b.Id, b.Debit, b.Credit with { Owner = b.Credit.Owner + 1 }, b.Amount)), DepositAudit.BookedOnce);

    [Fact]
    public void A_deposit_that_is_booked_anew_whenever_it_is_repeated_is_found()
    {
        short times = 0;
        Finds(Booking(b => new Transfer(b.Id with { Ordinal = times++ }, b.Debit, b.Credit, b.Amount)), DepositAudit.BookedOnce);
    }

    [Fact]
    public void A_deposit_that_is_booked_before_it_was_paid_is_found() => Finds(new Mutations { Deposits = s => new GenerousDeposits(s) }, DepositAudit.BookedForMoney);

    [Fact]
    public void A_notice_that_is_put_down_to_another_deposit_is_found() => Finds(new Mutations { Deposits = s => new ConfusedDeposits(s) }, DepositAudit.ForCause);

    [Fact]
    public void A_paid_deposit_that_nobody_goes_on_with_is_found() =>
        Finds(new Mutations { Deposits = s => new SilentDeposits(s) }, DepositAudit.PaidIsBooked, Faults.Crashes with { KillAtCommit = 0.2 });

    [Fact]
    public void A_deposit_that_is_acknowledged_and_not_stored_is_found() => Finds(new Mutations { Deposits = s => new ForgetfulDeposits(s) }, DepositAudit.AcknowledgedIsDurable);

    [Fact]
    public void An_operation_that_becomes_two_deposits_is_found() => Finds(new Mutations { Deposits = s => new DoubledDeposits(s) }, DepositAudit.OneOfAnOperation);

    [Fact]
    public void A_step_over_another_one_is_found() =>
        Finds(new Mutations { Deposits = s => new HastyDeposits(s) }, DepositAudit.OnlyTheTable, or: DepositAudit.AcknowledgedIsDurable);

    [Fact]
    public void A_refusal_without_a_cause_is_found() => Finds(new Mutations { Deposits = s => new SuspiciousDeposits(s) }, DepositAudit.RefusedForCause);

    [Fact]
    public void Spending_that_two_count_at_once_and_both_add_is_found() => Finds(new Mutations { Spending = s => new GreedySpending(s) }, SpendingAudit.CountedOnce);

    [Fact]
    public void Spending_of_which_only_the_position_is_stored_is_found() => Finds(new Mutations { Spending = s => new TornSpending(s) }, SpendingAudit.CountedOnce);

    [Fact]
    public void Spending_without_refunds_is_found() => Finds(new Mutations { Spending = s => new OneSidedSpending(s) }, SpendingAudit.CountedIsTheLedger);

    [Fact]
    public void Spending_that_misses_an_entry_between_two_counts_is_found() => Finds(new Mutations { Spending = s => new LeakySpending(s) }, SpendingAudit.CountedIsTheLedger);

    [Fact]
    public void Spending_that_the_sweeper_does_not_count_to_the_end_is_found() => Finds(new Mutations { Spending = s => new EmptySpending(s) }, SpendingAudit.CountedIsTheLedger);

    private static Scenario Town(int seed, Action<AgentSetting>? seen = null) => Scenario.OfSeed(seed) with
    {
        Busy = TimeSpan.FromSeconds(45),
        Agents = setting =>
        {
            seen?.Invoke(setting);
            return [.. Scenario.Town(2, 4)(setting), new DepositAgent(setting)];
        },
    };

    /// <summary>Another booking of deposits; those of the front office, of $10 or fractions of a cent, stay as they are.</summary>
    private static Mutations Booking(Func<Transfer, Transfer> bug) => new()
    {
        Commit = commit => commit is TransferCommit { Transfers: [{ Id.Purpose: Purpose.Deposit } booking] } && DepositOptions.Default.Allows(booking.Amount) && booking.Amount != Money.FromDollars(10)
            ? new TransferCommit([bug(booking)], commit.At) : commit,
    };

    /// <param name="or">Breaks as well, and may be seen first.</param>
    private static void Finds(Mutations bug, string invariant, Faults? faults = null, string? or = null)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var town = Town(seed) with { Mutations = bug };
            if (MarketSimulation.Run(town with { Faults = faults ?? town.Faults }).Failure is not { } failure) continue;
            Assert.Contains(failure.Invariant, new[] { invariant, or ?? invariant });
            return;
        }
        Assert.Fail($"None of {Seeds} seeds found it.");
    }
}
