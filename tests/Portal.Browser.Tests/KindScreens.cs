using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Tests;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>The work page with each kind, half solved, at the size of a phone and of a desktop: nothing sticks out, and what he needs is in sight and large enough for a finger.</summary>
public sealed class KindScreens(Browser browser)
{
    private const string TooSmall = """
        () => [...document.querySelectorAll('.solve :is(button, summary, a, input, textarea):not(.square), .kinds summary')]
          .filter((e) => e.offsetParent && !e.closest('.menu-items'))
          .map((e) => [e.id || e.className, e.getBoundingClientRect()])
          .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
          .map(([name, box]) => `${name} ${Math.round(box.width)}×${Math.round(box.height)}`).join(', ')
        """;

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Every_kind_fits_its_screen(Device device)
    {
        await using var host = await PortalHost.Start();
        await using var visit = await browser.Open(host.Address, device);
        var page = visit.Page;
        await visit.Register("ada@example.org");

        await Show("question", new CaptchaRequest(Kind.Text) { Instruction = "Which of these is no colour: red, green, seven, blue?", Language = "en" }, [],
            () => page.Keyboard.TypeAsync("seven"));
        await Show("grid", Grid(3, 3), [Pictures.Grid(3, 100, Pictures.Boat, Pictures.Car, Pictures.Tree, Pictures.House, Pictures.Boat, Pictures.Car,
            Pictures.Tree, Pictures.House, Pictures.Boat)], () => page.Keyboard.TypeAsync("15"));
        await Show("grid-16", Grid(4, 4), [Pictures.Grid(4, 100, [.. Enumerable.Repeat<Pictures.Thing[]>([Pictures.Car, Pictures.Boat, Pictures.House, Pictures.Tree, Pictures.Boat], 4).SelectMany(t => t).Take(16)])],
            async () => { await page.Keyboard.TypeAsync("2125"); await page.Keyboard.PressAsync("ArrowRight"); });
        await Show("points", new CaptchaRequest(Kind.Coordinates) { Instruction = "Click the trees, from left to right", ImageWidth = 480, ImageHeight = 240, Clicks = new ClickRange(1, 4) },
            [Pictures.Grid(4, 120, Pictures.Tree, Pictures.Car, Pictures.Tree, Pictures.House, Pictures.Boat, Pictures.Tree, Pictures.House, Pictures.Car)],
            async () =>
            {
                var box = (await page.Locator(".plane").BoundingBoxAsync())!;
                foreach (var (x, y) in ((double, double)[])[(0.125, 0.2), (0.625, 0.2)])
                    await page.Mouse.ClickAsync(box.X + (float)x * box.Width, box.Y + (float)y * box.Height);
                for (var i = 0; i < 6; i++) await page.Keyboard.PressAsync("ArrowDown");
            });
        await Show("rotate", new CaptchaRequest(Kind.Rotate) { Instruction = "Turn the house upright", Rotation = new Rotation(40, 1) }, [Pictures.Turned(200, -120, Pictures.House)],
            () => page.Keyboard.PressAsync("ArrowRight"));
        await Show("rotate-many", new CaptchaRequest(Kind.Rotate) { Instruction = "Turn each of them upright", Rotation = new Rotation(15, 3) },
            [Pictures.Turned(160, -90, Pictures.House), Pictures.Turned(160, 60, Pictures.Tree), Pictures.Turned(160, 15, Pictures.Boat)], () => page.Keyboard.PressAsync("ArrowRight"));
        await Show("audio", new CaptchaRequest(Kind.Audio) { Language = "en" }, [Conformance.Media.Sound()], () => page.Keyboard.TypeAsync("forty two"), "audio/mpeg");
        await Show("token", new CaptchaRequest(Kind.RecaptchaV3)
        {
            Token = new TokenTask("https://www.demo.test/account/sign-in?returnUrl=%2Forders%2F2026", "6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u")
            {
                Action = "login",
                MinScore = 0.3m,
                Enterprise = true,
                Parameters = """{"data-s":"9tKc2mUo-vYI0WkDqY3yQ_1b1JmXnJd"}""",
            },
        }, [], () => page.ClickAsync(".how summary"));

        async Task Show(string name, CaptchaRequest request, byte[][] images, Func<Task> act, string type = "image/png")
        {
            var stored = images.Select(bytes => new StoredImage(type, [.. bytes])).ToList();
            var id = await host.Submit(request, stored.Count == 0 ? CaptchaImages.None : new CaptchaImages(stored[0], null) { More = [.. stored.Skip(1)] });
            await Expect(visit.Main).ToHaveAttributeAsync("data-assignment", new System.Text.RegularExpressions.Regex($"^{id}-"));
            await visit.SeesState("solving");
            await act();
            var small = await page.EvaluateAsync<string>(TooSmall);
            Assert.True(small == "", $"{name}: {small} are too small for a finger.");
            if (name != "token") await Expect(page.Locator("#send")).ToBeInViewportAsync(new() { Ratio = 1 });
            await visit.Shoot($"work-{name}");
            await page.Keyboard.PressAsync("Escape");
            await visit.SeesState("waiting");
        }
    }

    private static CaptchaRequest Grid(int rows, int columns) => new(Kind.Grid)
    {
        Instruction = "Select all squares with boats. If there are none, say so.",
        Grid = new GridShape(rows, columns, CanNoAnswer: true, null, null),
        Clicks = new ClickRange(1, 0),
    };

    [Theory]
    [InlineData(Kind.Audio)]
    [InlineData(Kind.Text)]
    public async Task What_is_typed_stays_in_sight_when_a_phones_keyboard_is_open(Kind kind)
    {
        await using var host = await PortalHost.Start();
        await host.Submit(new CaptchaRequest(kind) { Instruction = kind == Kind.Text ? "What is the third letter of the word grain?" : null },
            kind == Kind.Audio ? new CaptchaImages(new StoredImage("audio/mpeg", [.. Conformance.Media.Sound()]), null) : CaptchaImages.None);
        await using var visit = await browser.Open(host.Address, 390, 430, phone: true);
        await visit.Register("ada@example.org");
        await visit.SeesState("solving");
        await Expect(visit.Page.Locator(kind == Kind.Audio ? ".player-keys" : "#instruction")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(visit.Answer).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(visit.Page.Locator("#send")).ToBeInViewportAsync(new() { Ratio = 1 });
    }
}
