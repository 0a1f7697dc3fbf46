using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ledger;
using Xunit;

namespace CaptchaGrains.Core.Tests.Customers;

public sealed class BalanceAlertTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly Money Ten = Money.FromDollars(10);

    [Fact]
    public void Each_crossing_is_told_once()
    {
        var alert = BalanceAlert.None.Set(Ten).Look(Ten, Noon);
        Assert.False(alert.IsBelow);
        alert = alert.Look(Ten - new Money(1), Noon.AddMinutes(1));
        Assert.True(alert.IsBelow);
        var again = alert.Look(Money.Zero, Noon.AddMinutes(2));
        Assert.Same(alert, again);
        Assert.Equal(new BalanceNotice(Noon.AddMinutes(1), Ten - new Money(1), Ten), Assert.Single(alert.Notices));
        alert = alert.Look(Ten, Noon.AddMinutes(3));
        Assert.False(alert.IsBelow);
        Assert.Equal(2, alert.Look(Money.Zero, Noon.AddMinutes(4)).Notices.Length);
    }

    [Fact]
    public void Whoever_named_nothing_is_told_nothing()
    {
        Assert.Same(BalanceAlert.None, BalanceAlert.None.Look(Money.Zero, Noon));
        var alert = BalanceAlert.None.Set(Ten).Look(Money.Zero, Noon).Set(null);
        Assert.Equal((null, false, 1), (alert.Below, alert.IsBelow, alert.Notices.Length));
        Assert.Same(alert, alert.Set(null));
    }

    [Fact]
    public void Another_amount_begins_anew_and_the_list_has_an_end()
    {
        var alert = BalanceAlert.None;
        for (var n = 0; n < BalanceAlert.MostNotices + 5; n++) alert = alert.Set(Money.FromDollars(n + 1)).Look(Money.Zero, Noon.AddMinutes(n));
        Assert.Equal(BalanceAlert.MostNotices, alert.Notices.Length);
        Assert.Equal(Money.FromDollars(BalanceAlert.MostNotices + 5), alert.Notices[^1].Below);
    }
}
