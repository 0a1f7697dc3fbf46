using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.Cluster;
using Xunit;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>One deliberate bug for each path of the money, as an actor would make it: the store does what it is asked. Each must be found, by a nano-dollar.</summary>
public sealed class BrokenPaths
{
    private const int Seeds = 60;

    [Theory]
    [InlineData(ReportStatus.AwaitingModerator)] // upheld
    [InlineData(ReportStatus.NobodyFound)]
    [InlineData(ReportStatus.Counted)] // a token
    public void A_refund_that_lacks_a_nano_dollar_is_found(ReportStatus outcome) => Finds(
        commit => commit is ReportCommit { Transfers: [var refund] } step && step.Report.Status == outcome
            ? step with { Transfers = [new Transfer(refund.Id, refund.Debit, refund.Credit, refund.Amount - new Money(1))] } : commit, MoneyAudit.MoneyOfThePath);

    [Theory]
    [InlineData(ReportStatus.Rejected)]
    [InlineData(ReportStatus.WithoutEffect)] // out of proportion
    public void A_nano_dollar_for_a_complaint_that_is_lost_is_found(ReportStatus outcome) => Finds(
        commit => commit is ReportCommit { Transfers: [] } step && step.Report.Status == outcome
            ? step with { Transfers = [new Transfer(new(step.Report.Captcha.Value, Purpose.Refund), AccountId.HouseQuality, AccountId.Of(step.Report.Customer), new Money(1))] }
            : commit, MoneyAudit.MoneyOfThePath);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_that_is_paid_by_a_nano_dollar_less_is_found(bool isRecheck) => Finds(
        commit => commit is EndCommit { Transfers: [var earning, ..], Captcha: { Status: CaptchaStatus.Solved } captcha } end && (captcha.Recheck is not null) == isRecheck
            ? end with { Transfers = end.Transfers.SetItem(0, new Transfer(earning.Id, earning.Debit, earning.Credit, earning.Amount - new Money(1))) } : commit,
        LedgerAudit.ChargedAsQuoted);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hold_that_is_released_but_for_a_nano_dollar_is_found(bool isConfident) => Finds(
        commit => commit is EndCommit { Transfers: [var release], Captcha: { Status: CaptchaStatus.Unsolvable } captcha } end && captcha.IsVotedOn == isConfident
            ? end with { Transfers = [new Transfer(release.Id, release.Debit, release.Credit, release.Amount - new Money(1))] } : commit, LedgerAudit.ChargedAsQuoted);

    [Fact]
    public void Votes_that_are_charged_by_a_nano_dollar_more_are_found() => Finds(
        commit => commit is EndCommit { Transfers: [var votes, var fee, .. var rest], Captcha.IsVotedOn: true } end && votes.Id.Purpose == Purpose.Votes && rest is [var release]
            ? end with { Transfers = [new Transfer(votes.Id, votes.Debit, votes.Credit, votes.Amount + new Money(1)), fee, new Transfer(release.Id, release.Debit, release.Credit, release.Amount - new Money(1))] }
            : commit, LedgerAudit.ChargedAsQuoted);

    /// <summary>Instead of what it was quoted, at what another captcha of its kind was quoted since.</summary>
    [Fact]
    public void A_captcha_that_is_charged_by_the_price_of_its_end_is_found()
    {
        var latest = new Dictionary<Kind, Quote>();
        Finds(
            commit =>
            {
                if (commit is SubmitCommit { Captcha: { IsOfHouse: false, IsVotedOn: false } submitted }) latest[submitted.Request.Kind] = submitted.Quote;
                return commit is EndCommit { Captcha: { IsOfHouse: false, IsVotedOn: false, Solution: { } solution } captcha } end && latest.GetValueOrDefault(captcha.Request.Kind) is { } other
                    ? end with { Transfers = [.. Charge.Post(captcha.Id, captcha.Customer, other, solution.Worker, captcha.Earned)] } : commit;
            }, LedgerAudit.ChargedAsQuoted);
    }

    private static void Finds(Func<Commit, Commit> bug, string invariant)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            if (MarketSimulation.Run(Scenario.OfSeed(seed) with { Mutations = new Mutations { Commit = bug } }).Failure is not { } failure) continue;
            Assert.Equal(invariant, failure.Invariant);
            return;
        }
        Assert.Fail($"None of {Seeds} seeds found it.");
    }
}
