using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using Xunit;

namespace CaptchaGrains.Core.Tests.Captchas;

public sealed class ImageOptionsTests
{
    [Fact]
    public void Images_are_kept_for_seven_days_and_used_for_six() =>
        Assert.Equal((TimeSpan.FromDays(7), TimeSpan.FromDays(6)), (ImageOptions.Default.KeepFor, ImageOptions.Default.UsableFor));

    [Fact]
    public void Of_a_short_time_the_last_quarter_is_left() => Assert.Equal(TimeSpan.FromHours(18), ImageOptions.OfDays(1).UsableFor);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(3_650, true)]
    [InlineData(3_651, false)]
    public void Settings_name_a_day_to_ten_years(int days, bool isAllowed)
    {
        if (isAllowed) Assert.Equal(TimeSpan.FromDays(days), ImageOptions.OfDays(days).KeepFor);
        else Assert.Throws<ArgumentOutOfRangeException>(() => ImageOptions.OfDays(days));
    }

    [Theory]
    [InlineData(1, 7 * 24, 23)]
    [InlineData(7, 7 * 24, 7 * 24 - 1)]
    [InlineData(7, 2, 2)]
    [InlineData(30, 7 * 24, 7 * 24)]
    public void A_gold_task_is_retired_an_hour_before_its_image_goes(int days, int hours, int kept)
    {
        var gold = new GoldOptions { KeepGrown = TimeSpan.FromHours(hours), PerMille = 7 };
        var numbers = ImageOptions.OfDays(days).Within(ReportOptions.Default with { Gold = gold });
        Assert.Equal(gold with { KeepGrown = TimeSpan.FromHours(kept) }, numbers.Gold);
    }
}
