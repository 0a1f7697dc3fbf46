using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

/// <summary>How the rates went.</summary>
public abstract class RateContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private IRateStore Rates => Store.Rates;

    [Fact]
    public async Task Of_each_step_of_time_the_last_rate_of_each_kind_is_read()
    {
        Assert.Empty(await Read(Given.Noon, 3));
        await Rates.AddRates([At(Kind.ImageText, 0, 140), At(Kind.Grid, 0, 500)]);
        await Rates.AddRates([At(Kind.ImageText, 59, 150)]);
        await Rates.AddRates([At(Kind.ImageText, 60, 160), At(Kind.ImageText, 125, 170), At(Kind.Grid, 179, 510), At(Kind.Grid, 180, 999)]);
        await Reopen();
        Assert.Equal([At(Kind.Grid, 0, 500), At(Kind.ImageText, 59, 150), At(Kind.ImageText, 60, 160), At(Kind.ImageText, 125, 170), At(Kind.Grid, 179, 510)], await Read(Given.Noon, 3));
        Assert.Equal([At(Kind.ImageText, 60, 160)], await Read(Given.Noon.AddHours(1), 1));
    }

    [Fact]
    public async Task Of_a_minute_the_last_rate_stays_and_repeating_it_changes_nothing()
    {
        await Rates.AddRates([At(Kind.Audio, 5, 300)]);
        for (var n = 0; n < 2; n++) await Rates.AddRates([At(Kind.Audio, 5, 310), At(Kind.Text, 5, 200)]);
        Assert.Equal([At(Kind.Text, 5, 200), At(Kind.Audio, 5, 310)], await Read(Given.Noon, 1));
    }

    [Fact]
    public async Task What_is_too_old_is_forgotten()
    {
        await Rates.AddRates([At(Kind.Text, 0, 200), At(Kind.Text, 60, 210), At(Kind.Text, 120, 220)]);
        for (var n = 0; n < 2; n++) await Rates.ForgetRates(Given.Noon.AddMinutes(60));
        Assert.Equal([At(Kind.Text, 60, 210), At(Kind.Text, 120, 220)], await Read(Given.Noon, 3));
    }

    [Fact]
    public async Task Steps_that_are_too_short_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Rates.LastRates(Given.Noon, Given.Noon.AddHours(1), TimeSpan.FromSeconds(59)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Rates.LastRates(Given.Noon, Given.Noon.AddDays(7), TimeSpan.FromMinutes(1)));
    }

    private Task<ImmutableArray<RatePoint>> Read(DateTimeOffset from, int hours) => Rates.LastRates(from, from.AddHours(hours), Hour);

    private static RatePoint At(Kind kind, int minute, long nanos) => new(kind, Given.Noon.AddMinutes(minute), new Money(nanos));
}
