using CaptchaGrains.Core.Quality;
using Xunit;

namespace CaptchaGrains.Core.Tests.Quality;

public sealed class RecheckSeriesTests
{
    private static readonly SeriesOptions Options = SeriesOptions.Default;

    [Fact]
    public void Five_answers_are_asked_for_and_two_that_differ_end_the_suspicion()
    {
        Assert.Equal(5, RecheckSeries.Fresh.Ask(0, Options));
        var series = RecheckSeries.Fresh.After(true).After(true);
        Assert.Equal(0, series.Ask(3, Options)); // three are still out
        series = series.After(false).After(false).After(false);
        Assert.Equal(StopVerdict.Clear, series.Verdict(Options));
        Assert.Equal(0, series.Ask(0, Options));
    }

    [Fact]
    public void Three_of_five_that_differ_ask_for_five_more_and_suspend_nobody_yet()
    {
        var series = new RecheckSeries(2, 3);
        Assert.Equal(StopVerdict.GoOn, series.Verdict(Options));
        Assert.Equal(5, series.Ask(0, Options));
        Assert.Equal(4, series.After(true).Ask(0, Options)); // one of the batch was never re-checked: it is asked for again
    }

    [Fact]
    public void Who_is_always_wrong_is_suspended_after_six() => Assert.Equal(
        [StopVerdict.GoOn, StopVerdict.GoOn, StopVerdict.GoOn, StopVerdict.GoOn, StopVerdict.GoOn, StopVerdict.Suspend],
        Enumerable.Range(1, 6).Select(n => new RecheckSeries(0, n).Verdict(Options)));

    [Fact]
    public void A_series_ends_after_its_most_answers_in_the_workers_favour()
    {
        var series = new RecheckSeries(48, 12);
        Assert.Equal(StopVerdict.Clear, series.Verdict(Options));
        Assert.Equal(0, series.Ask(0, Options));
        Assert.Equal(1, new RecheckSeries(47, 12).Ask(0, Options));
    }

    [Theory]
    [InlineData(0.86, 0, 0.0001)]
    [InlineData(0.50, 0.35, 0.55)] // half of such series begin with three of five that differ
    [InlineData(0.05, 0.99, 1)]
    public void A_series_suspends_workers_who_are_bad_and_hardly_any_who_is_fine(double share, double least, double most)
    {
        const int Series = 200_000;
        var random = new Random(3);
        var suspended = 0;
        for (var i = 0; i < Series; i++)
        {
            var series = RecheckSeries.Fresh;
            do series = series.After(random.NextDouble() >= share);
            while (series.Verdict(Options) == StopVerdict.GoOn);
            if (series.Verdict(Options) == StopVerdict.Suspend) suspended++;
        }
        Assert.InRange(suspended / (double)Series, least, most);
    }

    [Fact]
    public void Options_that_cannot_work_are_found()
    {
        Assert.Null(Options.Flaw());
        Assert.NotNull((Options with { Batch = 0 }).Flaw());
        Assert.NotNull((Options with { Suspicious = 6 }).Flaw());
        Assert.NotNull((Options with { Suspicious = 0 }).Flaw());
        Assert.NotNull((Options with { Most = 4 }).Flaw());
        Assert.NotNull((Options with { Stop = StopOptions.Default with { FineShare = 0 } }).Flaw());
    }
}
