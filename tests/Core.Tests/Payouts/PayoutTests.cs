using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Payouts;

public sealed class PayoutTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly WorkerId Ada = new(7);
    private static readonly PayoutDestination Bank = new(PayoutMethod.Iban, "GB33BUKB20201555555555");

    [Fact]
    public void Every_state_can_be_reached_and_an_end_is_one()
    {
        var reached = new HashSet<PayoutStatus> { PayoutStatus.Pending };
        foreach (var _ in PayoutMachine.Table)
            foreach (var step in PayoutMachine.Table.Where(s => reached.Contains(s.From))) reached.Add(step.To);
        Assert.Equal(Enum.GetValues<PayoutStatus>(), reached.Order());
        foreach (var end in new[] { PayoutStatus.Cancelled, PayoutStatus.Failed })
            Assert.All(Enum.GetValues<PayoutEvent>(), e => Assert.Null(PayoutMachine.Find(end, e)));
        Assert.Null(PayoutMachine.Find(PayoutStatus.Sent, PayoutEvent.WorkerCancels));
        Assert.Null(PayoutMachine.Find(PayoutStatus.Sent, PayoutEvent.OperatorSends));
    }

    [Fact]
    public void The_table_in_the_documents_is_this_one() =>
        Assert.Contains(PayoutMachine.ToMarkdown(), File.ReadAllText(Path.Combine(Repository(), "docs", "payouts.md")), StringComparison.Ordinal);

    [Fact]
    public void Every_step_of_the_table_moves_the_amount_and_no_other_step_does()
    {
        foreach (var from in Enum.GetValues<PayoutStatus>())
            foreach (var to in Enum.GetValues<PayoutStatus>())
                if ((from, to) is (PayoutStatus.Pending, PayoutStatus.Taken) or (PayoutStatus.Taken, PayoutStatus.Pending)) Assert.Null(PayoutMachine.Moved(from, to, new PayoutId(1), Ada, new Money(5)));
                else if (PayoutMachine.Table.Any(t => t.From == from && t.To == to)) Assert.Equal(new Money(5), PayoutMachine.Moved(from, to, new PayoutId(1), Ada, new Money(5))?.Amount);
                else Assert.Throws<ArgumentOutOfRangeException>(() => PayoutMachine.Moved(from, to, new PayoutId(1), Ada, new Money(5)));
    }

    [Fact]
    public void Whatever_happens_to_a_payout_the_worker_has_the_money_or_the_world_has() => Property.HoldsForAll(
        Gen.Elements(Enum.GetValues<PayoutEvent>()), 6, events =>
        {
            var payout = Asked(new Money(70_000_000));
            var (ids, balances) = (new HashSet<TransferId>(), new Dictionary<AccountId, Money> { [AccountId.Of(Ada)] = payout.Amount });
            Book(PayoutCommit.Ask(payout));
            foreach (var happened in events)
            {
                var next = happened switch
                {
                    PayoutEvent.WorkerCancels => payout.Cancelled(Noon),
                    PayoutEvent.OperatorSends => payout.Sent(9, "ref", Noon),
                    PayoutEvent.OperatorTakes => payout.Taken(9, Noon),
                    PayoutEvent.OperatorPutsBack => payout.PutBack(9),
                    _ => payout.Returned(9, "why", Noon),
                };
                if (next is null) continue;
                Book(PayoutCommit.Step(payout, next, Noon));
                payout = next;
            }
            var holder = payout.Status switch
            {
                PayoutStatus.Pending or PayoutStatus.Taken => AccountId.Payout(Ada),
                PayoutStatus.Sent => AccountId.WorldPayouts,
                _ => AccountId.Of(Ada),
            };
            Assert.All(balances, b => Assert.Equal(b.Key == holder ? payout.Amount : Money.Zero, b.Value));

            void Book(PayoutCommit step)
            {
                if (step.Payout is { Version: > 1, Status: PayoutStatus.Pending or PayoutStatus.Taken })
                {
                    Assert.Empty(step.Transfers);
                    return;
                }
                var transfer = Assert.Single(step.Transfers);
                Assert.True(ids.Add(transfer.Id)); // never two of one id, so never two of one step
                balances[transfer.Debit] = balances.GetValueOrDefault(transfer.Debit) - transfer.Amount;
                balances[transfer.Credit] = balances.GetValueOrDefault(transfer.Credit) + transfer.Amount;
                Assert.All(balances, b => Assert.False(b.Value.IsNegative));
            }
        }, 300);

    [Theory]
    [InlineData("0", PayoutRefusal.BadAmount)]
    [InlineData("-5", PayoutRefusal.BadAmount)]
    [InlineData("5.001", PayoutRefusal.BadAmount)]
    [InlineData("0.99", PayoutRefusal.BelowMinimum)]
    [InlineData("1", null)]
    [InlineData("8", null)]
    [InlineData("8.01", PayoutRefusal.Contested)]
    [InlineData("10", PayoutRefusal.Contested)]
    [InlineData("10.01", PayoutRefusal.MoreThanBalance)]
    public void An_amount_is_whole_cents_that_he_has_and_that_nobody_contests(string amount, PayoutRefusal? expected) =>
        Assert.Equal(expected, PayoutRules.Check(Money.Parse(amount), Money.Parse("10.001"), Money.FromDollars(2), PayoutOptions.Default));

    [Theory]
    [InlineData("10.019999999", "2", "8.01")]
    [InlineData("1.5", "2", "0")]
    [InlineData("0.009", "0", "0")]
    public void The_most_that_he_can_ask_for_is_what_he_is_allowed(string balance, string contested, string most)
    {
        Assert.Equal(Money.Parse(most), PayoutRules.Most(Money.Parse(balance), Money.Parse(contested)));
        if (Money.Parse(most).IsPositive) Assert.Null(PayoutRules.Check(Money.Parse(most), Money.Parse(balance), Money.Parse(contested), PayoutOptions.Default));
    }

    [Fact]
    public void The_first_destination_can_be_used_at_once_and_a_changed_one_after_a_day()
    {
        var options = PayoutOptions.Default;
        var first = WorkerDestination.First(Ada, Bank);
        Assert.Null(first.LockedUntil(Noon, options));
        var next = first.ChangeTo(new(PayoutMethod.Paypal, "a@b.example"), Noon, options)!;
        Assert.Equal(Noon.AddHours(24), next.LockedUntil(Noon.AddHours(24).AddMilliseconds(-1), options));
        Assert.Null(next.LockedUntil(Noon.AddHours(24), options));
        // Back to the old one is a change, too: whoever has the account must not free himself by it.
        Assert.Equal(Noon.AddHours(25), next.ChangeTo(Bank, Noon.AddHours(1), options)!.LockedUntil(Noon.AddHours(24), options));
    }

    [Fact]
    public void A_locked_destination_is_changed_a_few_times_and_no_more()
    {
        var options = PayoutOptions.Default;
        var destination = WorkerDestination.First(Ada, Bank);
        for (var n = 0; n < options.MostChangesInARow; n++) destination = destination.ChangeTo(Bank with { Address = $"{n}" }, Noon, options)!;
        Assert.Null(destination.ChangeTo(Bank, Noon, options));
        Assert.Equal(1, destination.ChangeTo(Bank, Noon.AddHours(24), options)!.ChangesInARow);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("0190-Az_9", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    public void An_operation_is_named_by_plain_signs(string? text, bool isOne) => Assert.Equal(isOne, Payout.IsOperation(text));

    [Fact]
    public void An_operation_has_a_longest_name() => Assert.Equal((true, false), (Payout.IsOperation(new string('a', 64)), Payout.IsOperation(new string('a', 65))));

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("There is no CaptchaGrains.sln above the tests.");
    }

    private static Payout Asked(Money amount) => new()
    {
        Id = new PayoutId(3),
        Origin = Payout.OriginOf(Ada, "op"),
        Worker = Ada,
        Amount = amount,
        To = Bank,
        AskedAt = Noon,
    };
}
