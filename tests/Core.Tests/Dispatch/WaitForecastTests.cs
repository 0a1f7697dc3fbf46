using CaptchaGrains.Core.Dispatch;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Dispatch;

public sealed class WaitForecastTests
{
    [Fact]
    public void A_captcha_a_second_shared_by_ten_comes_every_ten_seconds() =>
        Assert.Equal(10, WaitForecast.Expected([(60, 10)])!.Value.TotalSeconds, 6);

    [Fact]
    public void Whoever_takes_several_kinds_gets_the_first_of_any() =>
        Assert.Equal(5, WaitForecast.Expected([(60, 10), (6, 1), (0, 3)])!.Value.TotalSeconds, 6);

    [Fact]
    public void Nothing_came_in_so_nobody_can_tell()
    {
        Assert.Null(WaitForecast.Expected([]));
        Assert.Null(WaitForecast.Expected([(0, 0), (0, 7)]));
        Assert.Null(WaitForecast.Expected([(1, 61)]));
        Assert.Equal(WaitForecast.Longest, WaitForecast.Expected([(1, 60)]));
    }

    [Fact]
    public void More_captchas_never_make_it_longer_and_more_workers_never_shorter()
    {
        var load = from submitted in Gen.Choose(0, 600) from waiting in Gen.Choose(0, 50) select ((long)submitted, waiting);
        Prop.ForAll(Arb.From(Gen.NonEmptyListOf(load)), loads =>
        {
            var wait = Of(loads);
            var (submitted, waiting) = loads[0];
            return Of([(submitted + 1, waiting), .. loads.Skip(1)]) <= wait && Of([(submitted, waiting + 1), .. loads.Skip(1)]) >= wait;
        }).QuickCheckThrowOnFailure();

        static TimeSpan Of(IEnumerable<(long, int)> loads) => WaitForecast.Expected(loads) ?? TimeSpan.MaxValue;
    }
}
