using System.Text.RegularExpressions;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Tests;
using CaptchaGrains.Testing;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>The seconds of a lease, with the clocks of the server and of the browser in the test's hand.</summary>
public sealed class TimeOnTheWorkPage(Browser browser)
{
    private static readonly TimeSpan MoreThanALease = TimeSpan.FromSeconds(32);
    private static readonly CaptchaId First = new(1);
    private static readonly CaptchaId Second = new(2);

    [Fact]
    public async Task A_captcha_that_ran_out_of_time_makes_room_for_the_next_one()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        await using var visit = await SeeOneOfTwo(host);
        await visit.Page.Keyboard.TypeAsync("half an ans");

        await Pass(host, time, visit);

        await visit.Sees(Second);
        await Expect(visit.Page.Locator("#banner")).ToContainTextAsync("Time was up");
        await Expect(visit.Answer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Whoever_lets_a_captcha_run_out_untouched_is_paused()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        await using var visit = await SeeOneOfTwo(host);

        await Pass(host, time, visit);

        await visit.SeesState("resting");
        await Expect(visit.Page.Locator("#calm-title")).ToHaveTextAsync("Are you still there?");
        await visit.Page.ClickAsync("#continue");
        await visit.Sees(Second);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task A_browser_whose_clock_is_wrong_shows_the_right_time(int secondsAhead)
    {
        await using var host = await PortalHost.Start();
        var (id, _) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow.AddSeconds(secondsAhead) });
        await visit.Register("ada@example.org");
        await visit.Sees(id);

        await Expect(visit.Page.Locator("#seconds")).ToHaveTextAsync(new Regex("^(2[0-9]|30) s$"));
    }

    /// <summary>A worker sees the first captcha, and the second one waits.</summary>
    private async Task<Visit> SeeOneOfTwo(PortalHost host)
    {
        Assert.Equal(First, (await host.Submit()).Id);
        var visit = await browser.Open(host.Address);
        await visit.Page.Clock.InstallAsync();
        await visit.Register("ada@example.org");
        await visit.Sees(First);
        Assert.Equal(Second, (await host.Submit()).Id);
        return visit;
    }

    private static async Task Pass(PortalHost host, ManualTime time, Visit visit)
    {
        time.Advance(MoreThanALease);
        await host.Settle();
        await visit.Page.Clock.FastForwardAsync((long)MoreThanALease.TotalMilliseconds);
    }
}
