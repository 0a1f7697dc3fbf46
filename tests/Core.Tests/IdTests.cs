using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests;

public sealed class IdTests
{
    [Fact]
    public void An_assignment_is_written_and_read_the_same() => Property.Holds(
        Gen.Choose(1, int.MaxValue).SelectMany(c => Gen.Choose(1, int.MaxValue).Select(w => new AssignmentId(new CaptchaId(c), new WorkerId((long)w * c)))),
        id => Assert.True(AssignmentId.TryParse(id.ToString(), out var read) && read == id));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("-1-2")]
    [InlineData("1--2")]
    [InlineData("1-2-3")]
    [InlineData("1 - 2")]
    [InlineData("+1-2")]
    [InlineData("1-2.0")]
    [InlineData("a-b")]
    [InlineData("1-2\0")]
    [InlineData("1-99999999999999999999")]
    [InlineData("99999999999999999999-1")]
    [InlineData("١-٢")]
    [InlineData("01-2")]
    public void What_is_written_otherwise_is_no_assignment(string? text)
    {
        Assert.False(AssignmentId.TryParse(text, out var id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void Captchas_are_ordered_by_their_numbers()
    {
        var (low, high) = (new CaptchaId(9), new CaptchaId(10));
        Assert.True(low < high && high > low && low <= high && high >= low && low.CompareTo(high) < 0);
        Assert.Equal("10", high.ToString());
    }

    [Fact]
    public void Only_accounts_of_customers_and_workers_are_guarded_against_debt() => Assert.Equal(
        [AccountKind.Customer, AccountKind.CustomerHeld, AccountKind.Worker, AccountKind.WorkerPayout],
        Enum.GetValues<AccountKind>().Where(kind => new AccountId(kind, 1).IsGuarded));

    [Fact]
    public void Accounts_are_written_as_the_ledger_names_them()
    {
        Assert.Equal("customer:7", AccountId.Of(new CustomerId(7)).ToString());
        Assert.Equal("customer:7:held", AccountId.Held(new CustomerId(7)).ToString());
        Assert.Equal("worker:8", AccountId.Of(new WorkerId(8)).ToString());
        Assert.Equal("worker:8:payout", AccountId.Payout(new WorkerId(8)).ToString());
        Assert.Equal("house:revenue", AccountId.HouseRevenue.ToString());
        Assert.Equal("house:quality", AccountId.HouseQuality.ToString());
        Assert.Equal("house:referral", AccountId.HouseReferral.ToString());
        Assert.Equal("world:deposits", AccountId.WorldDeposits.ToString());
        Assert.Equal("world:payouts", AccountId.WorldPayouts.ToString());
        Assert.True(AccountId.Of(new CustomerId(9)) < AccountId.Held(new CustomerId(1)));
        Assert.True(AccountId.Of(new CustomerId(9)) > AccountId.Of(new CustomerId(8)));
    }

    [Fact]
    public void A_transfer_moves_more_than_zero_between_two_accounts()
    {
        var (id, a, b) = (new TransferId(1, Purpose.Deposit), AccountId.WorldDeposits, AccountId.HouseRevenue);
        Assert.Throws<ArgumentException>(() => new Transfer(id, a, b, Money.Zero));
        Assert.Throws<ArgumentException>(() => new Transfer(id, a, b, new Money(-1)));
        Assert.Throws<ArgumentException>(() => new Transfer(id, a, a, new Money(1)));
        Assert.Equal(new Money(1), new Transfer(id, a, b, new Money(1)).Amount);
    }

    [Fact]
    public void A_new_key_is_well_formed_and_no_other_has_it()
    {
        var keys = Enumerable.Range(0, 1_000).Select(_ => ApiKey.Create()).ToList();
        Assert.All(keys, key => Assert.True(ApiKey.IsWellFormed(key)));
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789ABCDEFghijklmnopqrstuv", true)]
    [InlineData("0123456789abcdef0123456789abcde", false)]
    [InlineData("0123456789abcdef0123456789abcdef0", false)]
    [InlineData("0123456789abcdef0123456789abcde ", false)]
    [InlineData("0123456789abcdef0123456789abcde'", false)]
    [InlineData("0123456789abcdef0123456789abcdé", false)]
    public void A_key_has_32_letters_or_digits(string? key, bool isWellFormed) => Assert.Equal(isWellFormed, ApiKey.IsWellFormed(key));

    [Fact]
    public void Of_a_key_only_its_sha_256_is_kept() => Assert.Equal(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ApiKey.Hash("abc"));
}
