using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Simulation.Agents;
using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.Cluster;
using Xunit;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>Towns in which workers are paid out and inviters get their part, while processes die and replies are lost.</summary>
public sealed class PaymentTests
{
    private const int Seeds = 30;
    private const int Workers = 4;

    [Fact]
    public void Payouts_and_referrals_keep_their_promises_in_thirty_worlds()
    {
        var (ends, settlements, failures) = (new Dictionary<PayoutStatus, int>(), 0, new List<string>());
        for (var seed = 1; seed <= Seeds; seed++)
        {
            LedgerAudit? ledger = null;
            var report = MarketSimulation.Run(Town(seed, s => ledger = s.Cluster.Ledger));
            if (report.Failure is not null) failures.Add(report.ToString());
            foreach (var status in Enum.GetValues<PayoutStatus>()) ends[status] = ends.GetValueOrDefault(status) + ledger!.Payouts.CountIn(status);
            settlements += ledger!.Payouts.Settlements;
        }
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures.Take(3)));
        // Worlds in which nothing happens prove nothing.
        Assert.All(Enum.GetValues<PayoutStatus>(), status => Assert.True(ends[status] > 20, $"{status}: {ends[status]}"));
        Assert.True(settlements > 50, $"{settlements} settlements");
    }

    [Fact]
    public void A_payout_that_comes_back_with_a_nano_dollar_more_is_found() => Finds(
        commit => commit is PayoutCommit { Payout.Status: PayoutStatus.Failed, Transfers: [{ Debit.Kind: AccountKind.WorldPayouts } back] } step
            ? step with { Transfers = [new Transfer(back.Id, back.Debit, back.Credit, back.Amount + new Money(1))] } : commit, PayoutAudit.MoneyOfTheStep);

    [Fact]
    public void An_inviter_who_gets_a_nano_dollar_less_is_found() => Finds(
        commit => commit is TransferCommit { Transfers: [{ Id.Purpose: Purpose.Referral } part] } && part.Amount > new Money(1)
            ? new TransferCommit([new Transfer(part.Id, part.Debit, part.Credit, part.Amount - new Money(1))], commit.At) : commit, PayoutAudit.TenthOfTheWhole);

    private static Scenario Town(int seed, Action<AgentSetting>? seen = null) => Scenario.OfSeed(seed) with
    {
        Agents = setting =>
        {
            seen?.Invoke(setting);
            return [.. Scenario.Town(2, Workers)(setting), new PaymentAgent(setting, Workers)];
        },
    };

    private static void Finds(Func<Commit, Commit> bug, string invariant)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            if (MarketSimulation.Run(Town(seed) with { Mutations = new Mutations { Commit = bug } }).Failure is not { } failure) continue;
            Assert.Equal(invariant, failure.Invariant);
            return;
        }
        Assert.Fail($"None of {Seeds} seeds found it.");
    }
}
