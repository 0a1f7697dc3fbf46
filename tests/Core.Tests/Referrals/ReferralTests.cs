using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Referrals;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Referrals;

public sealed class ReferralTests
{
    private static readonly Referral New = new(new WorkerId(9), new WorkerId(7), 1, new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void However_earnings_are_cut_into_counts_the_inviter_gets_a_tenth_of_the_whole_rounded_down() => Property.HoldsForAll(
        Gen.Choose(1, 1_000), 40, earnings =>
        {
            var (referral, sum, paid, ids) = (New, 0L, 0L, new HashSet<TransferId>());
            for (var n = 0; n < earnings.Count; n++)
            {
                sum += earnings[n];
                referral = referral.Count(new Money(earnings[n]), referral.Upto + 1 + n);
                if (referral.Booking is { } booking)
                {
                    Assert.True(ids.Add(booking.Id));
                    Assert.Equal((AccountId.HouseReferral, AccountId.Of(referral.Inviter)), (booking.Debit, booking.Credit));
                    paid += booking.Amount.Nanos;
                    Assert.Equal(sum / 10 - booking.Amount.Nanos, referral.Paid.Nanos);
                    referral = referral.Booked();
                }
                Assert.Equal((sum / 10, sum / 10, sum), (paid, referral.Paid.Nanos, referral.Earned.Nanos));
            }
        }, 300);

    [Fact]
    public void Nothing_is_counted_before_what_was_counted_is_booked()
    {
        var counted = New.Count(new Money(100), 5);
        Assert.Equal((5L, new Money(10)), (counted.Booking!.Id.Subject, counted.Due));
        Assert.Throws<InvalidOperationException>(() => counted.Count(new Money(100), 6));
        Assert.Null(counted.Booked().Booking);
        Assert.Throws<ArgumentOutOfRangeException>(() => New.Count(Money.Zero, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => counted.Booked().Count(new Money(1), 5));
    }

    [Fact]
    public void Less_than_ten_nano_dollars_bring_nothing_until_there_are_ten()
    {
        var nine = New.Count(new Money(9), 1);
        Assert.Null(nine.Booking);
        Assert.Equal(new Money(1), nine.Count(new Money(1), 2).Booking!.Amount);
    }

    [Fact]
    public void A_code_is_read_as_people_copy_it_and_nothing_else_is_one()
    {
        Property.Holds(Gen.Choose(0, 255).Select(n => (byte)n).ArrayOf(ReferralCode.Length), bytes =>
        {
            var code = ReferralCode.Of(bytes);
            Assert.Equal(code, ReferralCode.Read($" {code.ToUpperInvariant()}\n"));
        });
        Assert.All(new string?[] { null, "", "abc", "abcdefg1", "abcdefgh9", "abcdéfgh", "abcdefg\0", "<script>" }, text => Assert.Null(ReferralCode.Read(text)));
    }
}
