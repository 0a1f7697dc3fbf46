using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class ReportContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly ReportRow First = new(new CaptchaId(7), Given.Customer(3), false, Given.Noon, long.MaxValue);

    [Fact]
    public async Task A_captcha_has_one_report_and_the_first_one_stands()
    {
        Assert.Null(await Store.Reports.FindReport(First.Captcha));
        Assert.True(await Store.Reports.AddReport(First));
        Assert.False(await Store.Reports.AddReport(First with { IsCorrect = true, Attempt = 2 }));
        Assert.False(await Store.Reports.AddReport(First with { Attempt = 3 }));
        await Reopen();
        Assert.Equal(First, await Store.Reports.FindReport(First.Captcha));
        Assert.Null(await Store.Reports.FindReport(new CaptchaId(8)));
    }

    [Fact]
    public async Task The_same_write_again_after_a_lost_reply_is_recorded_once()
    {
        Assert.True(await Store.Reports.AddReport(First));
        Assert.True(await Store.Reports.AddReport(First));
        Assert.Equal(First, await Store.Reports.FindReport(First.Captcha));
    }

    [Fact]
    public async Task Of_two_reports_at_the_same_moment_one_is_recorded()
    {
        var rows = Enumerable.Range(1, 8).Select(n => First with { Attempt = n, IsCorrect = n % 2 == 0 });
        var added = await Task.WhenAll(rows.Select(Store.Reports.AddReport));
        Assert.Single(added, recorded => recorded);
    }
}
