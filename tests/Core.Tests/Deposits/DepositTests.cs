using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using Xunit;

namespace CaptchaGrains.Core.Tests.Deposits;

public sealed class DepositTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Deposit Made = new()
    {
        Id = new DepositId(7),
        Origin = Deposit.OriginOf(new CustomerId(1), "op"),
        Customer = new CustomerId(1),
        Amount = Money.FromDollars(25),
        Provider = "test",
        RequestedAt = Noon,
    };

    [Fact]
    public void Every_change_is_a_line_of_the_table_and_makes_the_version_one_higher()
    {
        foreach (var from in Enum.GetValues<DepositStatus>())
        {
            var deposit = Made with { Status = from };
            (DepositEvent On, Deposit? Next)[] changes =
            [
                (DepositEvent.ProviderConfirms, deposit.Paid("r", Noon)), (DepositEvent.ProviderDeclines, deposit.Declined(Noon)), (DepositEvent.TimePasses, deposit.Expired(Noon)),
                (DepositEvent.LedgerBooks, deposit.Booked(Noon)),
            ];
            Assert.All(changes, c => Assert.Equal((DepositMachine.Find(from, c.On), c.Next is null ? null : (long?)2), (c.Next?.Status, c.Next?.Version)));
        }
    }

    [Fact]
    public void Money_that_has_come_has_one_way_only()
    {
        Assert.All(DepositMachine.Table.Where(t => t.From == DepositStatus.Paid), t => Assert.Equal(DepositStatus.Booked, t.To));
        Assert.DoesNotContain(DepositMachine.Table, t => t.From == DepositStatus.Booked);
        Assert.All(DepositMachine.Table.Where(t => t.To == DepositStatus.Booked), t => Assert.Equal(DepositStatus.Paid, t.From));
    }

    [Fact]
    public void Its_transfer_follows_from_it()
    {
        var booking = Made.Booking;
        Assert.Equal((new TransferId(7, Purpose.Deposit), AccountId.WorldDeposits, AccountId.Of(new CustomerId(1)), Money.FromDollars(25)), (booking.Id, booking.Debit, booking.Credit, booking.Amount));
        Assert.Equal(booking, Made.Paid("r", Noon)!.Booking);
    }

    [Theory]
    [InlineData("0.99", false)]
    [InlineData("1", true)]
    [InlineData("12.34", true)]
    [InlineData("12.345", false)]
    [InlineData("10000", true)]
    [InlineData("10000.01", false)]
    [InlineData("-5", false)]
    public void Amounts_are_whole_cents_within_the_bounds(string amount, bool allowed) => Assert.Equal(allowed, DepositOptions.Default.Allows(Money.Parse(amount)));

    [Fact]
    public void The_table_in_the_documents_is_this_one() =>
        Assert.Contains(DepositMachine.ToMarkdown(), File.ReadAllText(Path.Combine(Repository(), "docs", "customers.md")), StringComparison.Ordinal);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) folder = folder.Parent;
        return folder!.FullName;
    }
}
