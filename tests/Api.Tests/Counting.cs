using System.Net;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Limits;

namespace CaptchaGrains.Api.Tests;

/// <summary>The counters behind the limits.</summary>
public class Counting
{
    [Fact]
    public void A_window_forgets_slot_by_slot()
    {
        var window = new SlidingWindow(3_000, 6);
        for (var at = 0; at < 3_000; at += 500) window.Add(at);
        Assert.Equal(6, window.Count(2_999));
        Assert.Equal(5, window.Count(3_000));
        Assert.Equal(1, window.Count(5_499));
        Assert.Equal(0, window.Count(5_500));
        window.Add(1_000_000);
        Assert.Equal(1, window.Count(1_002_999));
        Assert.Equal(0, window.Count(1_003_000));
    }

    [Fact]
    public void No_slot_120_times_in_a_minute_and_more_than_three_times_for_each_captcha_costs_half_a_minute()
    {
        var tally = new KeyTally(new LimitOptions());
        for (var i = 0; i < 40; i++) tally.Submitted(SubmitVerdict.Accepted, 0);
        for (var i = 0; i < 120; i++) tally.Submitted(SubmitVerdict.NoSlot, 1_000);
        Assert.Null(tally.Submitting(60, 1_000)); // three for each of forty
        tally.Submitted(SubmitVerdict.NoSlot, 1_000);
        Assert.Equal(ErrorCode.Limit1003, tally.Submitting(60, 1_000));
        Assert.Equal(ErrorCode.Limit1003, tally.Submitting(60, 30_999));
        Assert.Null(tally.Submitting(60, 31_000));
        for (var i = 0; i < 119; i++) tally.Submitted(SubmitVerdict.NoSlot, 100_000);
        Assert.Null(tally.Submitting(60, 100_000)); // no captcha at all, but fewer than 120
        tally.Submitted(SubmitVerdict.NoSlot, 100_000);
        Assert.Equal(ErrorCode.Limit1003, tally.Submitting(60, 100_000));
    }

    [Fact]
    public void Tallies_are_bounded_and_idle_ones_make_room()
    {
        var tallies = new Tallies<IPAddress, AddressTally>(3, () => new AddressTally(new LimitOptions()));
        for (byte i = 0; i < 3; i++) Assert.NotNull(tallies.FindOrAdd(new IPAddress([10, 0, 0, i]), 0));
        Assert.Null(tallies.FindOrAdd(IPAddress.Loopback, 0));
        Assert.NotNull(tallies.FindOrAdd(new IPAddress([10, 0, 0, 1]), 600_000));
        Assert.NotNull(tallies.FindOrAdd(IPAddress.Loopback, 1_200_000));
        Assert.Equal(2, tallies.Count);
        Assert.Null(tallies.Find(new IPAddress([10, 0, 0, 2])));
    }

    [Fact]
    public void A_question_is_early_within_the_spacing_of_its_own_captcha()
    {
        var spacing = new PollSpacing(TimeSpan.FromSeconds(4));
        Assert.False(spacing.IsEarly(1, 0));
        Assert.True(spacing.IsEarly(1, 3_900));
        Assert.False(spacing.IsEarly(2, 3_900));
        Assert.False(spacing.IsEarly(1, 7_950));
    }

    [Fact]
    public void Neighbouring_captchas_share_no_place()
    {
        var spacing = new PollSpacing(TimeSpan.FromSeconds(4));
        Assert.Equal(0, Enumerable.Range(1, 1_000).Count(id => spacing.IsEarly(id, 1)));
    }

    [Fact]
    public void Limits_that_make_no_sense_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CustomerApiOptions { Limits = new LimitOptions { Submissions = -1 } }.Validated());
}
