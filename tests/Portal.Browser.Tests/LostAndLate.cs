using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Tests;
using CaptchaGrains.Testing;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>What goes wrong between the browser and the server costs no work and no nerves.</summary>
public sealed class LostAndLate(Browser browser)
{
    private static readonly TimeSpan MoreThanALease = TimeSpan.FromSeconds(32);

    [Fact]
    public async Task An_image_that_is_lost_on_its_way_is_asked_for_again()
    {
        await using var host = await PortalHost.Start();
        var (id, captcha) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        var lost = 0;
        await visit.Page.RouteAsync("**/image", route => Interlocked.Increment(ref lost) <= 4 ? route.AbortAsync() : route.ContinueAsync());
        await visit.Register("ada@example.org");
        await Expect(visit.Page.Locator("#banner")).ToContainTextAsync("Connection lost");

        await visit.Sees(id);
        await Expect(visit.Page.Locator("#banner")).ToBeHiddenAsync();
        await visit.Page.Keyboard.TypeAsync(captcha.Answer);
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.SeesState("waiting");
        Assert.Equal(captcha.Answer, (await host.Read(id)).Answer);
    }

    [Fact]
    public async Task A_lost_connection_keeps_marked_squares()
    {
        await using var host = await PortalHost.Start();
        var id = await host.Submit(
            new CaptchaRequest(Kind.Grid) { Grid = new GridShape(2, 2, false, null, null), Clicks = new ClickRange(1, 0) },
            new CaptchaImages(new StoredImage("image/png", [.. Pictures.Grid(2, 100, Pictures.Boat, Pictures.Car, Pictures.Tree, Pictures.House)]), null));
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.Sees(id);
        await visit.Context.SetOfflineAsync(true);

        await visit.Page.Keyboard.TypeAsync("14");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#banner")).ToContainTextAsync("Connection lost");
        await Expect(visit.Page.Locator("#picked")).ToHaveTextAsync("Squares 1, 4");
        await visit.Context.SetOfflineAsync(false);

        await visit.SeesState("waiting");
        Assert.Equal("1,4", (await host.Read(id)).Answer);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_told_kindly_and_work_goes_on()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        var (first, captcha) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Page.Clock.InstallAsync();
        await visit.Register("ada@example.org");
        await visit.Sees(first);
        var (second, _) = await host.Submit();

        // The server's clock goes on, the browser's does not notice: as after a night's sleep of a laptop.
        time.Advance(MoreThanALease);
        await host.Settle();
        var other = await host.AddWorker("bob@example.org", Visit.Password, Kind.ImageText);
        Assert.Equal(first, (await host.Marketplace.WorkerDesk.Next(other, null, TimeSpan.Zero, CancellationToken.None)).Assignment?.Id.Captcha);
        await host.Marketplace.WorkerDesk.Answer(new AssignmentId(first, other), captcha.Answer);
        await visit.Page.Keyboard.TypeAsync(captcha.Answer);
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Sees(second);
        await Expect(visit.Page.Locator("#banner")).ToContainTextAsync("Nothing is held against you");
        await Expect(visit.Page.Locator("#solved")).ToHaveTextAsync("0 captchas");
        Assert.Equal(CaptchaViewStatus.Solved, (await host.Read(first)).Status);
    }

    [Fact]
    public async Task The_next_image_is_complete_before_it_is_shown()
    {
        await using var host = await PortalHost.Start();
        var (first, captcha) = await host.Submit();
        var (second, _) = await host.Submit();
        await using var visit = await browser.Open(host.Address);
        await visit.Register("ada@example.org");
        await visit.Sees(first);
        await visit.Page.EvaluateAsync("""
            () => {
              window.shown = [];
              new MutationObserver(() => { for (const image of document.querySelectorAll('#well img')) window.shown.push(image.complete && image.naturalWidth > 0); })
                .observe(document.getElementById('well'), { childList: true });
            }
            """);

        await visit.Page.Keyboard.TypeAsync(captcha.Answer);
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Sees(second);
        var shown = await visit.Page.EvaluateAsync<bool[]>("window.shown");
        Assert.Equal([true], shown);
    }
}
