using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;
using Xunit;

namespace CaptchaGrains.Core.Tests;

public sealed class HourEquivalentTests
{
    [Theory]
    [InlineData("0.5", 60, "0.5")]
    [InlineData("0.1", 10, "0.6")]
    [InlineData("0.000000001", 61, "0")]
    [InlineData("1", 7, null)]
    [InlineData("0", 0, null)]
    public void An_hour_of_work_is_sixty_minutes_in_which_something_was_paid(string earned, int minutes, string? hour) =>
        Assert.Equal(hour is null ? null : Money.Parse(hour), HourEquivalent.Of(Money.Parse(earned), minutes));
}
